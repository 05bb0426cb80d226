"""Carries out what proving an identity asks of the world, each on the worker of its device."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TypeVar, assert_never

from drivers.code_scanner import CodeScanner
from drivers.document_scanner import PAPER_DPI, Colour
from drivers.document_scanner.finding import found_area
from drivers.faults import DeviceError, Fault
from drivers.pin_pad import Cancelled, Entered, Pressed, TimedOut
from drivers.smart_card import MrzKey, TravelDocument
from drivers.smart_card.mrz import Zone, birth_of, expiry_of
from kiosk import effects
from kiosk.cabinet.book import Count
from kiosk.cabinet.devices import there
from kiosk.cabinet.workers import Job, Stop, Work
from kiosk.events import (
    AgeTold,
    CodeScanned,
    ConsentsShown,
    ConsentsWithdrawn,
    Event,
    Failed,
    Identified,
    PermitRead,
    PinCancelled,
    PinPressed,
    PinTold,
    SocialCardRead,
    ZoneRead,
)
from kiosk.hands.sent_codes import SentCodes
from kiosk.hands.tools import Tools
from kiosk.health import PLATFORM
from kiosk.journal import JournalError
from kiosk.look.proof import PIN_DIGITS
from kiosk.platform import identity as platform_identity
from kiosk.platform.values import ErrorCode, PresentedPermit
from kiosk.proving import PERMIT_KINDS, Printed

T = TypeVar("T")
Post = Callable[[Event], None]
Submit = Callable[[str, Post, Work], Job | None]
"""Worker, who hears of it, the work: its errors are told as `Failed`."""

LOOK_S = 0.5
"""Between two questions whether to give up (our choice: nobody notices)."""
PIN_S = 60.0
"""For the whole number, as at a cash machine (our choice; the pad has the same limit)."""
READS = 3
"""How often a card is read that has just been laid: it moves, and has hardly got its power (seen at slow machines)."""
_ByPlatform = effects.ProveByPhoneCode | effects.ProveBySocialCard | effects.HelpPerson | effects.ActAsAgent
_UNREAD = (Fault.CARD_UNREADABLE, Fault.CARD_INVALID)


class ProofHands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        submit: queues it.
        codes: keeps the limit of one-time codes.
    """

    def __init__(
        self,
        tools: Tools,
        submit: Submit,
        codes: SentCodes,
    ) -> None:
        self._tools = tools
        self._submit = submit
        self._codes = codes

    def carry_out(self, effect: effects.Proof, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`."""
        if isinstance(effect, _ByPlatform):
            return self._submit(PLATFORM, post, lambda _: post(self._asked(effect)))
        match effect:
            case effects.TellAge(birth):
                post(AgeTold(birth, self._tools.is_child(birth), is_born=birth <= self._today()))
                return None
            case effects.ScanCode():
                return self._submit("code_scanner", post, lambda stop: self._scan(post, stop))
            case effects.ReadSocialCard() | effects.ReadZone() | effects.ReadPermit():
                return self._read(effect, post)
            case effects.EnterPin(card_id):
                return self._submit("pin_pad", post, lambda stop: self._enter_pin(card_id, post, stop))
            case effects.ShowConsents(consents):
                return self._submit(PLATFORM, post, lambda _: post(self._consents(consents)))
            case effects.WithdrawConsents(consents):
                return self._submit(PLATFORM, post, lambda _: self._withdraw(consents, post))
            case _:
                assert_never(effect)

    def _read(self, effect: effects.ReadSocialCard | effects.ReadZone | effects.ReadPermit, post: Post) -> Job | None:
        match effect:
            case effects.ReadSocialCard():
                return self._submit("smart_card", post, lambda stop: self._read_social_card(post, stop))
            case effects.ReadZone():
                return self._submit("document_scanner", post, lambda stop: self._read_zone(post, stop))
            case effects.ReadPermit(printed):
                return self._submit("smart_card", post, lambda stop: self._read_permit(printed, post, stop))
            case _:
                assert_never(effect)

    def _asked(self, effect: _ByPlatform) -> Event:
        platform = self._tools.asked_platform()
        match effect:
            case effects.ProveByPhoneCode(payload):
                return Identified(platform_identity.by_pass(platform, payload))
            case effects.ProveBySocialCard(social):
                return Identified(platform_identity.by_social_card(platform, social))
            case effects.HelpPerson(helper, card, relation, known):
                return self._codes.send(
                    effect.to, known, lambda: platform_identity.help_person(platform, helper, card, relation)
                )
            case effects.ActAsAgent(staff, card, known):
                return self._codes.send(effect.to, known, lambda: platform_identity.act_as_agent(platform, staff, card))
            case _:
                assert_never(effect)

    def _scan(self, post: Post, stop: Stop) -> None:
        scanner = there(self._tools.devices.code_scanner)
        try:
            scanner.arm()
            scanned = self._scanned(scanner, stop)
        finally:
            with suppress(DeviceError):
                scanner.disarm()
        if scanned is not None:
            post(scanned)

    def _scanned(self, scanner: CodeScanner, stop: Stop) -> Event | None:
        while not stop():
            try:
                code = scanner.read(LOOK_S)
            except DeviceError as error:
                if error.fault is not Fault.REFUSED:
                    raise
                self._count("code_scanner", Count.FAILED_READS)
                # No code of ours: the person learns it as from the platform.
                return Failed(ErrorCode.PHONE_CODE_INVALID.value, can_try_again=True)
            if code is not None:
                self._count("code_scanner", Count.GOOD_READS)
                return CodeScanned(code.payload)
        return None

    def _read_social_card(self, post: Post, stop: Stop) -> None:
        reader = there(self._tools.devices.smart_card)
        while not stop():
            if not reader.await_card(within_s=LOOK_S):
                continue
            try:
                card = self._settled(reader.read_social_security)
            except DeviceError as error:
                if error.fault not in _UNREAD:
                    raise
                self._count("smart_card", Count.FAILED_READS)
                post(Failed("social_card_unreadable", can_try_again=True))
                return
            self._count("smart_card", Count.GOOD_READS)
            post(SocialCardRead(card, is_expired=card.is_expired(self._today())))
            return

    def _read_zone(self, post: Post, stop: Stop) -> None:
        scanner = there(self._tools.devices.document_scanner)
        scans = 0
        while not stop():
            area = found_area(scanner.preview())
            if area is None:
                self._tools.clock.pause(LOOK_S)
                continue
            page = scanner.scan(area, PAPER_DPI, Colour.GREY)
            zone = self._tools.zones.read(page.png, page.dpi)
            scans += 1
            if zone is None and scans < READS:
                # Laid down a moment ago, it may still have moved.
                self._tools.clock.pause(LOOK_S)
                continue
            printed = printed_of(zone, self._today()) if zone is not None else None
            self._count("document_scanner", Count.GOOD_READS if printed is not None else Count.FAILED_READS)
            post(ZoneRead(printed))
            return

    def _read_permit(self, printed: Printed, post: Post, stop: Stop) -> None:
        reader = there(self._tools.devices.smart_card)
        if printed.birth is None or printed.expiry is None:
            raise AssertionError("a chip is opened with what is printed")
        key = MrzKey(printed.number, f"{printed.birth:%y%m%d}", f"{printed.expiry:%y%m%d}")
        while not stop():
            if not reader.await_card(within_s=LOOK_S):
                continue
            try:
                document = self._settled(lambda: reader.read_travel_document(key))
            except DeviceError as error:
                if error.fault not in _UNREAD:
                    raise
                post(Failed("permit_unreadable", can_try_again=True))
                return
            if document.kind not in PERMIT_KINDS:
                post(Failed("permit_other_kind", can_try_again=True))
                return
            post(PermitRead(permit_of(document, printed), is_expired=document.is_expired(self._today())))
            return

    def _settled(self, read: Callable[[], T]) -> T:
        """Read a card that has just been laid, as soon as it lies still."""
        for _ in range(READS - 1):
            try:
                return read()
            except DeviceError as error:
                if error.fault is not Fault.CARD_UNREADABLE:
                    raise
            self._tools.clock.pause(LOOK_S)
        return read()

    def _enter_pin(self, card_id: str, post: Post, stop: Stop) -> None:
        pad = there(self._tools.devices.pin_pad)
        pad.begin(PIN_DIGITS, PIN_S)
        while not stop():
            match pad.next(LOOK_S):
                case Pressed(count):
                    post(PinPressed(count))
                case Entered(pin):
                    self._compare(pin, card_id, post, stop)
                    return
                case Cancelled():
                    post(PinCancelled())
                    return
                case TimedOut():
                    post(Failed("pin_timed_out", can_try_again=True))
                    return
        pad.cancel()

    def _compare(self, pin: str, card_id: str, post: Post, stop: Stop) -> None:
        """Once, by the card that was read; the number goes no other way, and nowhere once the person has left."""

        def compare(_: Stop) -> None:
            if stop():
                return
            try:
                verdict = there(self._tools.devices.smart_card).verify_pin(pin, card_id)
            except DeviceError as error:
                if error.fault not in _UNREAD:
                    raise
                is_gone = error.fault is Fault.CARD_UNREADABLE
                post(Failed("social_card_taken" if is_gone else "social_card_changed", can_try_again=True))
                return
            post(PinTold(verdict.is_right, verdict.tries_left))

        self._submit("smart_card", post, compare)

    def _consents(self, consents: tuple[str, ...]) -> Event:
        platform = self._tools.asked_platform()
        return ConsentsShown(tuple(platform_identity.show_consent(platform, consent) for consent in consents))

    def _withdraw(self, consents: tuple[str, ...], post: Post) -> None:
        platform = self._tools.asked_platform()
        for consent in consents:
            platform_identity.withdraw_consent(platform, consent)
        post(ConsentsWithdrawn())

    def _today(self) -> date:
        return self._tools.clock.now().date()

    def _count(self, device: str, count: Count) -> None:
        with suppress(JournalError):
            # As in kiosk/hands/carrying_out.py: nobody is sent away because a counter could not be kept.
            self._tools.book.count(device, count)


def printed_of(zone: Zone, today: date) -> Printed | None:
    """What a zone says, as a person would have typed it; None where it does not say its last day."""
    expiry = expiry_of(zone)
    if expiry is None:
        return None
    return Printed(PERMIT_KINDS.get(zone.kind, ""), zone.number, birth_of(zone, today), expiry)


def permit_of(document: TravelDocument, printed: Printed) -> PresentedPermit:
    """What the platform is told of a chip that was opened with what is printed."""
    return PresentedPermit.model_validate(
        {
            "kind": PERMIT_KINDS[document.kind],
            "number": document.number,
            "birth": document.birth or printed.birth,
            "expiry": document.expiry,
            "is_from_chip": True,
        }
    )

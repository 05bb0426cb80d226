"""Carries out what a visit asks of the world, each on the worker of its device, and posts what came of it."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import assert_never

from drivers.faults import DeviceError, Fault
from drivers.receipt_printer import SlipOutcome
from kiosk import effects
from kiosk.applying_effects import ApplyingEffect
from kiosk.cabinet.book import Count
from kiosk.cabinet.devices import there
from kiosk.cabinet.workers import Job, Stop, Work, Worker
from kiosk.copying_effects import CopyingEffect
from kiosk.endorsing_effects import EndorsingEffect
from kiosk.events import CodeRefused, DayTold, DocumentIssued, Event, Failed, Identified, RecordFound, SlipSettled
from kiosk.examining_effects import ExaminingEffect
from kiosk.hands.applying import applied
from kiosk.hands.calling import call_staff
from kiosk.hands.card import CardHands
from kiosk.hands.copying import CopyingHands
from kiosk.hands.endorsing import EndorsingHands
from kiosk.hands.examining import ExaminingHands
from kiosk.hands.faces import FaceHands
from kiosk.hands.issuing import checked_file, issue
from kiosk.hands.locker import LockerHands
from kiosk.hands.lodgements import lodge
from kiosk.hands.materials import MaterialsHands
from kiosk.hands.paper import PaperHands
from kiosk.hands.paying import PayingHands
from kiosk.hands.photos import PhotoHands
from kiosk.hands.proof import Post, ProofHands
from kiosk.hands.sent_codes import SentCodes
from kiosk.hands.services import answered, wanted_record
from kiosk.hands.tools import Tools
from kiosk.journal import JournalError
from kiosk.locker_effects import LockerEffect
from kiosk.lodgement_effects import Lodge
from kiosk.materials_effects import MaterialsEffect
from kiosk.paying_effects import PayingEffect
from kiosk.photo_effects import PhotoEffect
from kiosk.platform.errors import PlatformError, Refused
from kiosk.platform.values import ErrorCode
from kiosk.service_effects import ServiceQuestion
from kiosk.service_events import TimeTold
from kiosk.staff_calls import StaffCalled

log = logging.getLogger(__name__)

_SLIP_COUNTS = {
    SlipOutcome.PRINTED: (Count.SLIPS, Count.CUTS),
    SlipOutcome.CONSUMED: (Count.SLIPS,),
    SlipOutcome.NOT_PRINTED: (Count.FAILED_PRINTS,),
    SlipOutcome.UNKNOWN: (Count.UNKNOWN_PRINTS,),
}
"""Only a printer that says itself that it has printed and cut is believed to have cut."""


class Hands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        workers: by device name: idcard, receipt_printer, a4_printer, platform.
        card_poll_s: between two looks for a card.
        code_again_s: between two one-time codes for one document in a visit.
        settled: called after a print, an opening or a writing was settled, so that the platform is told soon.
        left_open: called when the journal lacks the end of a print: it is settled there once rows are taken again.
        running_visit: the name of the visit that runs now; the paper in hand is compared with it before it is sent.
        preview: gets each picture of the camera while the face is looked at.
        show_page: gets number and picture of the page of a paper that the visit shows.
        failed: told, on the device's worker, of a device that failed at its work.
        look_at_doors: looks at every door of the locker, on its worker, while one stands open.
    """

    def __init__(
        self,
        tools: Tools,
        workers: dict[str, Worker],
        *,
        card_poll_s: float,
        code_again_s: float,
        settled: Callable[[], None],
        left_open: Callable[[], None],
        running_visit: Callable[[], str],
        preview: Callable[[bytes], None],
        show_page: Callable[[int, bytes], None],
        failed: Callable[[str, DeviceError], None],
        look_at_doors: Callable[[], object] = lambda: None,
    ) -> None:
        self._codes = SentCodes(tools.clock, code_again_s, running_visit)
        self._proofs = ProofHands(tools, self._on, self._codes)
        self._faces = FaceHands(tools, self._on, preview, failed)
        self._cards = CardHands(tools, self._on, lambda: workers["idcard"].look_soon(), card_poll_s)
        self._locker = LockerHands(tools, self._on, look_at_doors, settled, failed)
        self._papers = PaperHands(tools, self._on, show_page, settled, left_open, running_visit)
        self._paying = PayingHands(tools, self._on)
        self._photos = PhotoHands(tools, self._on, preview, failed)
        self._endorsing = EndorsingHands(tools, self._on, failed, settled)
        self._copying = CopyingHands(tools, self._on)
        self._examining = ExaminingHands(tools, self._on, failed, preview)
        self._materials = MaterialsHands(tools, self._on)
        self._tools = tools
        self._workers = workers

    def carry_out(self, effect: effects.Effect, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`. StopPrinting is the caller's: it holds the job of the print.

        Returns:
            The job where one was queued.

        Raises:
            JournalError: a Record was not written; every other error is told by `post`.
        """
        match effect:
            case effects.ReadCard() | effects.AwaitCard() | effects.LookForCard() | effects.AwaitRemoval():
                return self._cards.carry_out(effect, post)
            case effects.SendCode() | effects.CheckCode() | effects.LookUp() | effects.Issue() | effects.IssueAgain():
                return self._on("platform", post, lambda _: post(self._asked(effect)))
            case Lodge():
                return self._on(
                    "platform", post, lambda _: post(lodge(effect, self._tools.journal, self._tools.asked_platform()))
                )
            case _ if isinstance(effect, ServiceQuestion):
                return self._on("platform", post, lambda _: post(answered(effect, self._tools.asked_platform())))
            case _ if isinstance(effect, ApplyingEffect):
                tools = self._tools
                return self._on(
                    "platform", post, lambda _: post(applied(effect, tools.asked_platform(), tools.journal, tools.till))
                )
            case effects.AskPrinter() | effects.MakePaper() | effects.DrawPage() | effects.ShowPage() | effects.Print():
                return self._papers.carry_out(effect, post)
            case effects.PrintSlip():
                return self._on("receipt_printer", post, lambda _: post(self._slip(effect)))
            case effects.Record(kind, facts):
                self._tools.journal.write(kind, "", dict(facts))
                return None
            case effects.TellTime():
                post(TimeTold(self._tools.clock.now()))
                return None
            case effects.TellDay():
                post(DayTold(self._tools.clock.now().date()))
                return None
            case effects.StopPrinting():
                return None
            case _:
                return self._by_its_own_hands(effect, post)

    def _by_its_own_hands(self, effect: effects.Effect, post: Post) -> Job | None:
        match effect:
            case effects.CallStaff():
                return self._call_staff(post)
            case _ if isinstance(effect, PayingEffect):
                return self._paying.carry_out(effect, post)
            case _ if isinstance(effect, effects.FaceEffect):
                return self._faces.carry_out(effect, post)
            case _ if isinstance(effect, PhotoEffect):
                return self._photos.carry_out(effect, post)
            case _ if isinstance(effect, EndorsingEffect):
                return self._endorsing.carry_out(effect, post)
            case _ if isinstance(effect, MaterialsEffect):
                return self._materials.carry_out(effect, post)
            case _ if isinstance(effect, ExaminingEffect):
                return self._examining.carry_out(effect, post)
            case _ if isinstance(effect, CopyingEffect):
                return self._copying.carry_out(effect, post)
            case _ if isinstance(effect, LockerEffect):
                return self._locker.carry_out(effect, post)
            case _:
                return self._proofs.carry_out(effect, post)  # type: ignore[arg-type]  # the others were carried out above

    def _call_staff(self, post: Post) -> Job | None:
        """Whatever fails here is no trouble of the visit below."""

        def told(event: Event) -> None:
            post(StaffCalled(at=None) if isinstance(event, Failed) else event)

        return self._on("platform", told, lambda _: told(call_staff(self._tools)))

    def _on(self, worker: str, post: Post, work: Work) -> Job | None:
        def guarded(stop: Stop) -> None:
            try:
                work(stop)
            except DeviceError as error:
                post(Failed(error.fault.value, can_try_again=True))
            except PlatformError as error:
                post(Failed(error.key, can_try_again=error.can_try_again))
            except JournalError:
                post(Failed("disk_full", can_try_again=False))

        if worker not in self._workers:
            post(Failed(Fault.NOT_FITTED.value, can_try_again=False))
            return None
        return self._workers[worker].submit(guarded)

    def _asked(
        self, effect: effects.SendCode | effects.CheckCode | effects.LookUp | effects.Issue | effects.IssueAgain
    ) -> Event:
        platform, now = self._tools.asked_platform(), self._tools.clock.now()
        match effect:
            case effects.SendCode(document, known):
                return self._codes.send(effect.to, known, lambda: platform.challenge(document))
            case effects.CheckCode(challenge, answer, number):
                try:
                    return Identified(platform.answer(challenge, answer, number=number))
                except Refused as refused:
                    if refused.code is ErrorCode.CODE_WRONG:
                        return CodeRefused(refused.tries_left or 0)
                    raise
            case effects.LookUp(identity, number, inquiry):
                wanted = wanted_record(inquiry, now)
                return RecordFound(platform.record(identity, wanted, number=number), wanted)
            case effects.Issue() | effects.IssueAgain():
                issued = issue(self._tools.journal, platform, effect)
                file = checked_file(self._tools.journal, platform, effect, issued, now)
                return DocumentIssued(issued, self._tools.clock.now(), file)
            case _:
                assert_never(effect)

    def _slip(self, effect: effects.PrintSlip) -> Event:
        """A slip that fails spoils nothing: whatever happens to it, the visit hears only whether it came."""
        mark = effect.deed[:4].upper()
        journal = self._tools.journal
        try:
            journal.write("slip-intended", effect.deed, {"mark": mark})
        except JournalError:
            return SlipSettled(is_printed=False)
        facts: dict[str, str | int] = {}
        try:
            outcome = there(self._tools.devices.receipt_printer).print_slip(effect.slip, mark)
        except DeviceError as error:
            outcome = SlipOutcome.NOT_PRINTED
            facts["fault"] = error.fault.value
        with suppress(JournalError):
            # Recovery settles a slip that was left open: as unknown, which is what it is then.
            journal.write("slip-settled", effect.deed, {**facts, "outcome": outcome.value})
        is_printed = outcome in (SlipOutcome.PRINTED, SlipOutcome.CONSUMED)
        for count in _SLIP_COUNTS[outcome]:
            self._count("receipt_printer", count)
        return SlipSettled(is_printed)

    def _count(self, device: str, count: Count, by: int = 1) -> None:
        with suppress(JournalError):
            # Nobody is sent away because a counter could not be kept.
            self._tools.book.count(device, count, by)

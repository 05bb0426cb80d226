"""Carries out what endorsing a permit wants: the machine on its worker, the chip on its reader's."""

import logging
from collections.abc import Callable

from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from drivers.smart_card import MrzKey
from kiosk import endorsing_effects as wanted
from kiosk.cabinet.devices import there
from kiosk.cabinet.workers import Job, Stop
from kiosk.card_writings import CardWritings
from kiosk.endorsing_effects import EndorsingEffect
from kiosk.endorsing_events import PermitIn, PermitKept, PermitProven, PermitTaken, PermitTold, PermitWritten
from kiosk.hands.card import On
from kiosk.hands.card_back import code_on
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.health import PLATFORM
from kiosk.platform import endorsing

log = logging.getLogger(__name__)

MACHINE, CHIP = "endorser", "smart_card"
CHIP_S = 6.0
"""Our choice: a reader notices a card within a second."""
_ANOTHER = frozenset({Fault.CARD_INVALID, Fault.CARD_UNREADABLE, Fault.REFUSED})
"""What a chip answers that the key does not open, or a card without one."""


class EndorsingHands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        on: queues it.
        failed: told of a device that failed at its work.
        settled: called after a writing was settled, so that the platform is told soon.
    """

    def __init__(
        self, tools: Tools, on: On, failed: Callable[[str, DeviceError], None], settled: Callable[[], None]
    ) -> None:
        self._tools = tools
        self._on = on
        self._failed = failed
        self._settled = settled

    def carry_out(self, effect: EndorsingEffect, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`."""
        match effect:
            case wanted.AskPermit(identity):
                return self._on(
                    PLATFORM, post, lambda _: post(PermitTold(endorsing.permit(self._tools.asked_platform(), identity)))
                )
            case wanted.TakePermitIn(session):
                return self._on(MACHINE, post, lambda stop: self._take_in(session, post, stop))
            case wanted.ProvePermit():
                return self._on(CHIP, post, lambda _: self._prove(effect, post))
            case wanted.WritePermit():
                return self._on(MACHINE, post, lambda _: self._write(effect, post))
            case wanted.GivePermitBack():
                return self._on(MACHINE, post, lambda _: self._give_back(post))

    def _writings(self) -> CardWritings:
        return there(self._tools.writings)

    def _take_in(self, session: str, post: Post, stop: Stop) -> None:
        try:
            is_in = self._writings().let_in(session, stop)
        except DeviceError as error:
            self._failed(MACHINE, error)
            if error.fault is not Fault.JAMMED:
                raise
            post(PermitKept(is_stuck=True))
            return
        if is_in:
            post(PermitIn())

    def _prove(self, effect: wanted.ProvePermit, post: Post) -> None:
        key = MrzKey(effect.permit_no, f"{effect.birth:%y%m%d}", f"{effect.valid_until:%y%m%d}")
        reader = there(self._tools.devices.smart_card)
        if not reader.await_card(within_s=CHIP_S):
            post(PermitProven(is_it=False))
            return
        try:
            document = reader.read_travel_document(key)
        except DeviceError as error:
            if error.fault not in _ANOTHER:
                raise
            log.info("the chip does not open: %s", error.fault.value)
            post(PermitProven(is_it=False))
            return
        told = document.number, document.birth, document.expiry
        post(PermitProven(is_it=told == (effect.permit_no, effect.birth, effect.valid_until)))

    def _write(self, effect: wanted.WritePermit, post: Post) -> None:
        clock = self._tools.clock
        facts: dict[str, str | int] = {"session": effect.session, "endorsement_no": effect.endorsement_no}
        writings = self._writings()
        outcome = writings.write(effect.deed, facts, effect.back, lambda picture: code_on(picture, clock))
        is_kept = outcome is Outcome.UNKNOWN
        if is_kept:
            writings.keep("unclear")
        self._settled()
        post(PermitWritten(outcome, is_kept))

    def _give_back(self, post: Post) -> None:
        try:
            is_taken = self._writings().give_back()
        except DeviceError as error:
            self._failed(MACHINE, error)
            post(PermitKept(is_stuck=True))
            return
        post(PermitTaken() if is_taken else PermitKept(is_stuck=False))

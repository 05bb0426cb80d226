"""The card in the endorsement machine: whose visit it belongs to, what became of its back, and where it goes.

Everything runs on the machine's worker. A card whose back nobody can vouch for is kept; so is one that nobody takes,
and one that lies there when the core starts: whoever stands there then may be somebody else.
"""

import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress

from drivers.clock import Clock
from drivers.endorser import JOB_BYTES, CardBack, Endorser, EndorserState, Place, Stage
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from kiosk.endorsing_events import PermitLeft
from kiosk.health import DeviceState
from kiosk.journal import Journal, JournalError

log = logging.getLogger(__name__)

TAKE_S = 40.0
"""Our choice (docs/limits.md): longer than a cash machine waits, for hands that are slow."""
LOOK_S = 0.4
KIND = "endorsement"


class CardWritings:
    """One card at a time.

    Args:
        endorser: the machine.
        journal: the deeds.
        clock: for limits.
        running_visit: the name of the visit that runs now.
        post: gets what to tell whoever stands there when the core starts.
    """

    def __init__(
        self,
        endorser: Endorser,
        journal: Journal,
        clock: Clock,
        running_visit: Callable[[], str] = lambda: "",
        post: Callable[[PermitLeft], None] = lambda _: None,
    ) -> None:
        self._endorser = endorser
        self._journal = journal
        self._clock = clock
        self._running_visit = running_visit
        self._post = post
        self._visit = ""
        self._is_start = True
        self._has_left = False
        """Whether the journal may hold a deed that the machine can say more of, or lacks an end that is known."""
        self._unwritten: dict[str, tuple[Outcome, dict[str, str | int]]] = {}
        """Ends that the journal did not take: the machine remembers one card only."""
        self._out_since: float | None = None
        """When the card of a visit that is over was pushed out."""
        self._was_written_on = False
        """Whether the machine was told to write on the card that lies in it."""

    def let_in(self, visit: str, stop: Callable[[], bool]) -> bool:
        """Open the mouth until a card lies inside; False where the visit no longer waits for one.

        Raises:
            DeviceError: as Endorser.open_mouth; JAMMED where it sticks half way.
        """
        if self._visit == visit and not self._was_written_on and self._endorser.state().place is Place.CHIP:
            # It went in while its owner turned away from the screen, and wants it after all.
            return True
        self._endorser.open_mouth()
        self._visit, self._out_since, self._was_written_on = visit, None, False
        while not stop():
            state = self._endorser.state()
            if state.is_jammed:
                self._visit = ""
                raise DeviceError(Fault.JAMMED, "a card sticks on its way in")
            if state.place is Place.CHIP:
                return True
            self._clock.pause(LOOK_S)
        self._endorser.close_mouth()
        return False

    def write(self, deed: str, facts: dict[str, str | int], back: CardBack, read: Callable[[bytes], str]) -> Outcome:
        """Write a back once and look at it.

        Args:
            deed: id of the deed; the machine's job follows from it.
            facts: for the journal.
            back: the words.
            read: the code on a picture; empty where none can be read.

        Returns:
            DONE when the machine says that it is written and its picture shows the code; NOT_DONE when the card surely
            is as it was.

        Raises:
            JournalError: nothing could be written down, so nothing was written on the card.
        """
        self._journal.intend(deed, KIND, facts)
        self._was_written_on = True
        try:
            self._endorser.write(_job(deed), back)
            outcome = Outcome.DONE if read(self._endorser.picture()) == back.code else Outcome.UNKNOWN
        except DeviceError as error:
            return self._after(deed, error.fault)
        self._settle(deed, outcome, {})
        return outcome

    def keep(self, why: str) -> None:
        """Drop the card into the bin; one that sticks stays where it is, and the machine serves nobody.

        Args:
            why: a key for the journal.
        """
        with suppress(JournalError):
            self._journal.write("permit-kept", "", {"session": self._visit, "why": why})
        log.warning("a card is kept: %s", why)
        self._visit = ""
        with suppress(DeviceError):
            # Its look finds it still there, and tries again.
            self._endorser.keep()

    def give_back(self, stop: Callable[[], bool] = lambda: False) -> bool:
        """Push the card out and wait until it is taken; one that nobody takes is kept.

        Returns:
            Whether it was taken.

        Raises:
            DeviceError: JAMMED, TIMED_OUT, ABSENT, GARBLED, GONE: it is not in anybody's hand. Whoever stands there is
                told that it stays here: freed, it goes into the bin, and is not held out to the next one.
        """
        try:
            self._endorser.give_back()
            until = self._clock.monotonic() + TAKE_S
            while self._clock.monotonic() < until and not stop():
                if self._endorser.state().place is Place.NONE:
                    self._visit = ""
                    return True
                self._clock.pause(LOOK_S)
        except DeviceError:
            self._visit = ""
            raise
        self.keep("not_taken")
        return False

    def look(self) -> DeviceState:
        """At rest: a card of no visit that runs goes back to its owner, who just left, or into the bin.

        Raises:
            DeviceError: the machine does not answer, or a card sticks.
        """
        state = self._endorser.state()
        if state.is_jammed:
            raise DeviceError(Fault.JAMMED, "a card sticks")
        if state.is_working:
            # It goes on writing, whoever was killed meanwhile: nothing is said of the card before it has ended.
            return DeviceState(faults=())
        if self._is_start or self._has_left:
            self._settle_left()
            self._has_left = bool(self._unwritten)
        if self._is_start:
            if state.place is not Place.NONE:
                self.keep("restart")
                self._post(PermitLeft())
            self._endorser.close_mouth()
            self._is_start = False
            return DeviceState(faults=())
        if state.place is Place.NONE or self._running_visit() == self._visit != "":
            return DeviceState(faults=())
        self._put_away(state)
        return DeviceState(faults=())

    def _put_away(self, state: EndorserState) -> None:
        now = self._clock.monotonic()
        # The machine remembers the stage of the card before, until this one is written on.
        is_unclear = self._was_written_on and state.stage in (Stage.ACCEPTED, Stage.ERASED, Stage.FAILED)
        if not self._visit or is_unclear:
            self.keep("unclear")
        elif state.place is not Place.MOUTH or self._out_since is None:
            self._endorser.give_back()
            self._out_since = now
        elif now - self._out_since > TAKE_S:
            self.keep("not_taken")

    def _settle_left(self) -> None:
        """Deeds that a crash or a silent machine left open: it remembers its last card without power."""
        for left in self._journal.open_deeds():
            if left.kind == KIND:
                known = self._unwritten.get(left.deed)
                outcome, facts = known or (self._what_became(left.deed), {"fault": "restart"})
                self._settle(left.deed, outcome, facts)

    def _after(self, deed: str, fault: Fault) -> Outcome:
        """After an error: what the machine says of it now, or later, should it say nothing now."""
        try:
            outcome = self._what_became(deed)
        except DeviceError:
            self._has_left = True
            return Outcome.UNKNOWN
        self._settle(deed, outcome, {"fault": fault.value})
        return outcome

    def _what_became(self, deed: str) -> Outcome:
        """By the machine's memory.

        Raises:
            DeviceError: it does not answer.
        """
        state = self._endorser.state()
        if state.is_working:
            raise DeviceError(Fault.TIMED_OUT, "it writes still")
        is_of_another = state.job != _job(deed)
        is_newest = [one.deed for one in self._journal.entries((f"{KIND}-intended",))][-1:] == [deed]
        if (is_of_another and is_newest) or state.stage is Stage.ACCEPTED:
            return Outcome.NOT_DONE
        # Written perhaps, but nobody has looked at it, or the machine remembers a later card.
        return Outcome.UNKNOWN

    def _settle(self, deed: str, outcome: Outcome, facts: dict[str, str | int]) -> None:
        try:
            self._journal.settle(deed, KIND, outcome, facts)
        except JournalError:
            # Written when the journal takes rows again; after a restart the machine's own memory says what it can.
            self._unwritten[deed] = (outcome, facts)
            self._has_left = True
        else:
            self._unwritten.pop(deed, None)


def _job(deed: str) -> bytes:
    return hashlib.sha256(deed.encode()).digest()[:JOB_BYTES]


def writings_of(
    endorser: Endorser | None,
    journal: Journal,
    clock: Clock,
    running_visit: Callable[[], str],
    post: Callable[[PermitLeft], None],
) -> CardWritings | None:
    """Those of the machine that is fitted."""
    return CardWritings(endorser, journal, clock, running_visit, post) if endorser is not None else None

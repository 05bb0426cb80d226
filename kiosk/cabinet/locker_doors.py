"""The locker's look: what became of doors that a crash left open, doors that were forced, doors that nobody shut."""

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress

from drivers.faults import Fault
from drivers.locker import Change, Compartment, Locker
from kiosk.cabinet.book import Count, DeviceBook
from kiosk.doors import DoorDeeds, compartment
from kiosk.events import Event
from kiosk.health import DeviceState
from kiosk.journal import Journal, JournalError
from kiosk.locker_events import DoorLeft

log = logging.getLogger(__name__)


class Doors:
    """A door that was forced is written down, and a warning until it is shut again; so is one that was left open.

    Args:
        locker: the doors.
        journal: gets a row for each forced door, which is also the alarm that the platform gets.
        book: counts door openings.
        deeds: openings by order; settles those that a crash left open before anything else is looked at.
        post: gets what to tell whoever stands there after a crash.
        alarm: called after a row of a forced door was written, so that the platform is told at once.
    """

    def __init__(
        self,
        locker: Locker,
        journal: Journal,
        book: DeviceBook,
        deeds: DoorDeeds | None = None,
        *,
        post: Callable[[Event], None] = lambda _: None,
        alarm: Callable[[], None] = lambda: None,
    ) -> None:
        self._locker = locker
        self._journal = journal
        self._book = book
        self._deeds = deeds
        self._post = post
        self._alarm = alarm
        self._is_start = True
        self._open: set[Compartment] = set()
        self._forced: set[Compartment] = set()
        self._lost: set[Compartment] = set()

    def look(self) -> DeviceState:
        """Look at every door.

        Raises:
            DeviceError: a board does not answer.
        """
        self._begin()
        for change in self._locker.changes():
            self._lost.discard(change.compartment)
            match change.change:
                case Change.FORCED:
                    self._open.add(change.compartment)
                    self._force(change.compartment)
                case Change.OPENED:
                    self._open.add(change.compartment)
                    self._count(Count.DOOR_OPENINGS)
                case Change.LOST:
                    self._lost.add(change.compartment)
                case Change.CLOSED:
                    self._shut(change.compartment)
        forced = (Fault.DOOR_FORCED,) if self._forced else ()
        left = (Fault.DOOR_OPEN,) if self._left_open() else ()
        return DeviceState((), (*forced, *left, *((Fault.BROKEN,) if self._lost else ())))

    def _begin(self) -> None:
        """What a crash left open is settled; at the start, every open door that no deed explains was forced."""
        deeds = self._deeds
        if deeds is None:
            return
        try:
            settled = deeds.settle_left()
        except JournalError as error:
            log.warning("openings cannot be settled yet: %s", error)
            return
        for left, end in settled:
            log.warning("an opening that was left was settled: %s, door %s", end.outcome.value, end.opened.value)
            if left is settled[-1][0] and self._is_start:
                self._post(DoorLeft(end.outcome))
        if self._is_start:
            known = deeds.left_open()
            for name in deeds.open_doors():
                self._open.add(compartment(name))
                if name not in known:
                    self._force(compartment(name))
            self._is_start = False

    def _left_open(self) -> bool:
        """Whether a door stands open that was neither forced nor is being used."""
        running = self._deeds.running_door if self._deeds is not None else ""
        return self._deeds is not None and any(str(door) != running for door in self._open - self._forced)

    def _shut(self, door: Compartment) -> None:
        is_of_deed = self._deeds is None or str(door) == self._deeds.running_door
        was_open = door in self._open
        self._open.discard(door)
        self._forced.discard(door)
        if was_open and not is_of_deed:
            with suppress(JournalError):
                self._journal.write("door-shut", "", {"compartment": str(door)})

    def _force(self, door: Compartment) -> None:
        self._forced.add(door)
        self._count(Count.FORCED_DOORS)
        try:
            self._journal.write("door-forced", secrets.token_hex(16), {"compartment": str(door)})
        except JournalError as error:
            log.warning("a forced door could not be written down: %s", error)
        self._alarm()

    def _count(self, count: Count) -> None:
        with suppress(JournalError):
            self._book.count("locker", count)

"""The deed of opening a locker's door: written down before the lock is pulsed, settled by what contact and sensor say.

A deed begins with an order of the platform and ends when its door is shut again, or has stood open for too long. Its
outcome is that of the act: DONE when what was to be put in or taken out surely was, NOT_DONE when it surely was not,
else UNKNOWN. Nothing here pulses a lock twice; after a crash doors are only looked at. What nobody saw taken back, the
two who looked into the box have to say before the deed ends.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from config.device_settings import LockerSettings
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.locker import Compartment, CompartmentState, Door, Item, Locker
from drivers.outcome import Outcome
from kiosk.journal import Journal, JournalError, OpenDeed
from kiosk.platform import door_orders
from kiosk.platform.parcel_values import Act, DoorOrder, DoorWish

log = logging.getLogger(__name__)

LOOK_S = 0.5
"""Between two looks at a door that stands open (the boards' manuals ask for 200 to 500 ms)."""
SHUT_LOOKS = 2
"""How many looks in a row must say closed before a door counts as shut: a door that is swung to bounces."""


@dataclass(frozen=True, slots=True)
class DoorEnd:
    """What became of one deed."""

    outcome: Outcome
    opened: Outcome
    shut: bool | None
    """None where nobody can say."""
    item: Item | None
    """None where the board did not say."""
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """An open door, as it was last seen."""

    open_s: float
    item: Item | None


def outcome_of(act: Act, opened: Outcome, *, shut: bool | None, item: Item | None) -> Outcome:
    """What became of the act, by the door's contact and the box's sensor.

    Before a parcel is put in its box was seen empty, before one is taken it was seen full: where the sensor says
    otherwise now, the door was open in between, whatever its contact said. Boxes without a sensor are believed to be
    used as asked once their door was opened and shut again; not where a parcel is taken back that perhaps is not there.
    """
    if opened is Outcome.NOT_DONE:
        return Outcome.NOT_DONE
    is_put = act == "put"
    match item:
        case Item.PRESENT if shut:
            return Outcome.DONE if is_put else Outcome.NOT_DONE
        case Item.ABSENT if not is_put:
            return Outcome.DONE
        case Item.ABSENT if shut:
            return Outcome.NOT_DONE
        case Item.NOT_FITTED if shut and opened is Outcome.DONE and act != "recall":
            return Outcome.DONE
    return Outcome.UNKNOWN


class DoorDeeds:
    """One opening at a time; everything runs on the locker's worker.

    Args:
        locker: the doors.
        journal: the deeds.
        clock: for limits and the end of an order.
        shut_s: how long a door may stand open before it counts as left open.
        boards: addresses of all boards.
    """

    def __init__(
        self, locker: Locker, journal: Journal, clock: Clock, *, shut_s: float, boards: tuple[int, ...]
    ) -> None:
        self._locker = locker
        self._journal = journal
        self._clock = clock
        self._shut_s = shut_s
        self._boards = boards
        self._running = self._door = self._unsaid = ""
        """The deed under way, its door, and the deed of which staff say now what was in the box."""
        self._has_left = True
        """Whether the journal may hold openings that nobody has settled: at the start, and where it took no row."""

    def state(self, door: str) -> CompartmentState:
        """Ask for one door; errors as Locker.state."""
        return self._locker.state(compartment(door))

    def carry_out(
        self,
        order: DoorOrder,
        wish: DoorWish,
        *,
        nonce: str,
        persons: tuple[str, ...],
        session: str,
        terminal: str,
        points: tuple[bytes, ...],
        opened: Callable[[], None],
        stands: Callable[[Standing], None],
        unsaid: Callable[[], None],
        stop: Callable[[], bool],
    ) -> DoorEnd | None:
        """Open one door once, and follow it until it is shut.

        Args:
            order: of the platform.
            wish: what was asked for.
            nonce: id of this deed.
            persons: pseudonyms of those it is done for.
            session: the visit's name, for the journal.
            terminal: our name.
            points: keys that are believed.
            opened: told once when the contact says open.
            stands: told at every look at the open door.
            unsaid: told once when the door is shut and only whoever looked in can say what was in the box: `say_found`.
            stop: asked between looks; True leaves the deed open, to be settled at the next start.

        Returns:
            What became of it; None when it was stopped in between, or it has to be said.

        Raises:
            NotOrdered: the order does not fit, or was used before. Nothing was done.
            JournalError: nothing could be written down, so nothing was done; or, after the door was open, the end could
                not be: then the deed is open in the journal, and is settled when that takes rows again.
        """
        door_orders.check(
            order, wish, nonce=nonce, persons=persons, terminal=terminal, now=self._clock.now(), points=points
        )
        if self._journal.told_of(nonce):
            raise door_orders.NotOrdered("used before")
        # Of one that nobody ever said anything, the next look at rest says what it can.
        self._has_left, self._unsaid = self._has_left or bool(self._unsaid), ""
        self._running, self._door = nonce, order.door
        try:
            return self._carried_out(order, session, opened, stands, unsaid, stop)
        except JournalError:
            self._has_left = True
            raise
        finally:
            self._running = self._door = ""

    def _carried_out(
        self,
        order: DoorOrder,
        session: str,
        opened: Callable[[], None],
        stands: Callable[[Standing], None],
        unsaid: Callable[[], None],
        stop: Callable[[], bool],
    ) -> DoorEnd | None:
        before, fault = self._before(order)
        self._journal.intend(
            order.nonce,
            "door",
            {
                "session": session,
                "act": order.act,
                "compartment": order.door,
                "parcel": order.parcel,
                "persons": ",".join(order.persons),
                "not_after": order.not_after.isoformat(timespec="seconds"),
                "item_before": before.value if before is not None else "unknown",
            },
        )
        if fault is not None:
            return self._settled(order.nonce, _not_done(fault))
        try:
            self._locker.open(compartment(order.door))
        except DeviceError as error:
            if error.fault not in (Fault.UNKNOWN, Fault.DOOR_SHUT):
                return self._settled(order.nonce, _not_done(error.fault))
            seen = self._seen(order.door)
            if error.fault is Fault.DOOR_SHUT and not _has_changed(before, seen):
                return self._settled(order.nonce, _not_done(error.fault))
            if seen is None or seen.door is not Door.OPEN:
                return self._settled(order.nonce, _end(order.act, Outcome.UNKNOWN, seen, before, error.fault))
        self._journal.note(order.nonce, "door-opened", {})
        opened()
        end = self._followed(order, before, stands, stop)
        if end is None:
            return None
        if _has_to_be_said(order.act, end):
            self._unsaid = order.nonce
            unsaid()
            return None
        return self._settled(order.nonce, end)

    def say_found(self, nonce: str, found: Item | None) -> DoorEnd:
        """End a deed by what two of the staff found in a box without a sensor.

        Args:
            nonce: the deed's id.
            found: PRESENT: it was in it, and they have it. ABSENT: there was nothing. None: they did not say.

        Raises:
            JournalError: it is not written down: the deed is open, and is settled when the journal takes rows again.
        """
        self._unsaid = ""
        try:
            settled = self._journal.told_of(nonce).get("door-settled")
            if settled is None:
                outcome = Outcome.UNKNOWN if found is None else Outcome.DONE
                fault = Fault.BOX_EMPTY if found is Item.ABSENT else None
                return self._settled(nonce, DoorEnd(outcome, Outcome.DONE, True, Item.NOT_FITTED, fault))  # noqa: FBT003 - it is shut
        except JournalError:
            self._has_left = True
            raise
        # What stands in the journal was perhaps reported already.
        fault = Fault(settled["fault"]) if settled["fault"] else None
        shut = {"yes": True, "no": False}.get(str(settled["shut"]))
        return DoorEnd(Outcome(settled["outcome"]), Outcome(settled["opened"]), shut, Item.NOT_FITTED, fault)

    def _before(self, order: DoorOrder) -> tuple[Item | None, Fault | None]:
        """The box before its door is opened, and what speaks against opening it."""
        try:
            state = self.state(order.door)
        except DeviceError as error:
            return None, error.fault
        if state.door is not Door.CLOSED:
            return state.item, Fault.DOOR_OPEN if state.door is Door.OPEN else Fault.BROKEN
        if order.act == "put" and state.item is Item.PRESENT:
            return state.item, Fault.BOX_FULL
        if order.act == "take" and state.item is Item.ABSENT:
            return state.item, Fault.BOX_EMPTY
        return state.item, None

    def _followed(
        self, order: DoorOrder, before: Item | None, stands: Callable[[Standing], None], stop: Callable[[], bool]
    ) -> DoorEnd | None:
        began, closed = self._clock.monotonic(), 0
        seen: CompartmentState | None = None
        while not stop():
            self._clock.pause(LOOK_S)
            seen = self._seen(order.door)
            closed = closed + 1 if seen is not None and seen.door is Door.CLOSED else 0
            open_s = self._clock.monotonic() - began
            if closed >= SHUT_LOOKS or (open_s >= self._shut_s and not closed):
                return _end(order.act, Outcome.DONE, seen, before)
            stands(Standing(open_s, seen.item if seen is not None else None))
        return None

    @property
    def running_door(self) -> str:
        """Name of the door of the deed under way; empty while there is none."""
        return self._door

    def open_doors(self) -> tuple[str, ...]:
        """Every door that stands open now; errors as Locker.board."""
        states = (state for board in self._boards for state in self._locker.board(board))
        return tuple(str(state.compartment) for state in states if state.door is Door.OPEN)

    def empty_doors(self) -> tuple[str, ...]:
        """Doors that are shut and, where a sensor can tell, have nothing behind them. A silent board has none."""
        found: list[str] = []
        for board in self._boards:
            with suppress(DeviceError):
                found += [
                    str(state.compartment)
                    for state in self._locker.board(board)
                    if state.door is Door.CLOSED and state.item is not Item.PRESENT
                ]
        return tuple(found)

    def left_open(self) -> frozenset[str]:
        """Doors that, by the journal, were open when they were last spoken of."""
        left: set[str] = set()
        doors: dict[str, str] = {}
        for row in self._journal.entries(("door-intended", "door-settled", "door-shut", "door-forced")):
            door = str(row.facts.get("compartment", doors.get(row.deed, "")))
            doors[row.deed] = door
            is_open = row.kind == "door-forced" or (row.kind == "door-settled" and row.facts.get("shut") != "yes")
            if row.kind == "door-settled" and row.facts.get("opened") == "not_done":
                continue
            (left.add if is_open else left.discard)(door)
        return frozenset(left)

    def settle_left(self) -> tuple[tuple[OpenDeed, DoorEnd], ...]:
        """Find out what became of openings that a crash left open: look at their doors, pulse nothing.

        Raises:
            DeviceError: a board does not answer; what is left is tried again.
            JournalError: the journal cannot be read or written.
        """
        if not self._has_left:
            return ()
        found = []
        for left in self._journal.open_deeds():
            if left.kind != "door" or left.deed in (self._running, self._unsaid):
                continue
            found.append((left, self._settled(left.deed, self._left(left))))
        self._has_left = False
        return tuple(found)

    def _left(self, left: OpenDeed) -> DoorEnd:
        act = _act_of(left)
        seen = self.state(str(left.facts["compartment"]))
        was_open = "door-opened" in self._journal.told_of(left.deed) or seen.door is Door.OPEN
        before = next((item for item in Item if item.value == left.facts["item_before"]), None)
        return _end(act, Outcome.DONE if was_open else Outcome.UNKNOWN, seen, before)

    def _seen(self, door: str) -> CompartmentState | None:
        try:
            return self.state(door)
        except DeviceError as error:
            log.warning("a door that was opened cannot be asked: %s", error.fault.value)
            return None

    def _settled(self, nonce: str, end: DoorEnd) -> DoorEnd:
        facts: dict[str, str | int] = {
            "opened": end.opened.value,
            "shut": {True: "yes", False: "no", None: "unknown"}[end.shut],
            "item": end.item.value if end.item is not None else "unknown",
            "fault": end.fault.value if end.fault is not None else "",
        }
        self._journal.settle(nonce, "door", end.outcome, facts)
        return end


def _end(
    act: Act, opened: Outcome, seen: CompartmentState | None, before: Item | None, fault: Fault | None = None
) -> DoorEnd:
    shut = None if seen is None or seen.door is Door.UNKNOWN else seen.door is Door.CLOSED
    item = seen.item if seen is not None else None
    if act == "recall" and before is Item.ABSENT and fault is None:
        # Two of the staff have looked into a box that was empty already.
        fault = Fault.BOX_EMPTY
    return DoorEnd(outcome_of(act, opened, shut=shut, item=item), opened, shut, item, fault)


def _has_to_be_said(act: Act, end: DoorEnd) -> bool:
    """Taken back from a shut box that no sensor looks into."""
    return act == "recall" and end.item is Item.NOT_FITTED and end.shut is True


def compartment(door: str) -> Compartment:
    """The compartment of a door's name."""
    board, _, lock = door.partition("-")
    return Compartment(int(board), int(lock))


def deeds_of(
    settings: LockerSettings | None, locker: Locker | None, journal: Journal, clock: Clock
) -> DoorDeeds | None:
    """The deeds of a terminal's locker; None where it has none."""
    if settings is None or locker is None:
        return None
    boards = tuple(board.board for board in settings.boards)
    return DoorDeeds(locker, journal, clock, shut_s=settings.shut_s, boards=boards)


def _has_changed(before: Item | None, seen: CompartmentState | None) -> bool:
    """Whether the sensor says that something was put in or taken out since."""
    known = (Item.PRESENT, Item.ABSENT)
    return seen is None or seen.door is not Door.CLOSED or (seen.item in known and seen.item is not before)


def _not_done(fault: Fault) -> DoorEnd:
    return DoorEnd(Outcome.NOT_DONE, Outcome.NOT_DONE, None, None, fault)


def _act_of(left: OpenDeed) -> Act:
    act = str(left.facts["act"])
    return "put" if act == "put" else "take" if act == "take" else "recall"

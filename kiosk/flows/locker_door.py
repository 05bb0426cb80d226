"""One door of the locker: order it, open it, use it, shut it, and tell the platform. Taking and putting in share it.

Each opening is a deed of its own: trying again asks for a new order. What nobody can say is never tried again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from drivers.faults import Fault
from drivers.io_module import Lamp
from drivers.locker import Item
from drivers.outcome import Outcome
from kiosk.effects import Effect, PrintSlip, TellTime
from kiosk.events import Event, Failed
from kiosk.locker_effects import OpenDoor, ReportDoor
from kiosk.locker_events import DoorHeard, DoorOpened, DoorSettled, DoorStands, DoorUnsaid
from kiosk.parcels import DoorPlace, ParcelErrand
from kiosk.platform.parcel_values import Act
from kiosk.platform.values import ErrorCode
from kiosk.service_events import TimeTold
from kiosk.session import Session, Trouble
from kiosk.step import Fail, Idle, Onward, Stay, Step, Steps, Turn

FOR_STAFF = frozenset({Fault.DOOR_OPEN, Fault.BOX_EMPTY, Fault.BOX_FULL, Fault.BROKEN})
"""Faults of one door that trying again does not end; after any other that surely opened nothing it may be tried."""


def _no_slip(_: Session) -> tuple[PrintSlip, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class DoorSteps:
    """The door, then the report."""

    act: Callable[[Session], Act]
    """What is done at the door."""
    persons: Callable[[Session], tuple[str, ...]]
    """Pseudonyms of those it is done for."""
    slip: Callable[[Session], tuple[PrintSlip, ...]] = _no_slip
    """What is printed once the platform has heard."""
    dot: int = 4

    def steps(self) -> Steps:
        """The steps."""
        door = Step(
            name="door",
            screen="door",
            words="door",
            idle=Idle.NEVER,
            takes=self._takes,
            enter=self._enter,
            can_leave=False,
            waits_for="locker",
            lamp=Lamp.LOCKER,
            dot=self.dot,
        )
        told = Step(
            name="door_report",
            screen="working",
            words="door_report",
            idle=Idle.NEVER,
            takes=self._reported,
            enter=_report,
            can_leave=False,
            dot=self.dot,
        )
        return (door, told)

    def _enter(self, session: Session) -> tuple[Effect, ...]:
        errand = session.parcels
        if errand.parcel is None or not errand.door:
            raise AssertionError("a door is opened for a parcel")
        order = OpenDoor(
            self.act(session),
            errand.door,
            errand.parcel.parcel,
            self.persons(session),
            deed_of(session),
            session.name,
            right=errand.found.right if errand.found is not None else None,
            staff=tuple(one.token for one in errand.staff),
            identity=session.identity,
        )
        return (order,)

    def _takes(self, session: Session, event: Event) -> Turn | None:
        errand = session.parcels
        match event:
            case DoorOpened():
                return Stay(_with(session, replace(errand, is_open=True)))
            case DoorStands(item, reminders):
                is_sensed = item in (Item.PRESENT, Item.ABSENT)
                seen = replace(errand, is_sensed=is_sensed, is_emptied=item is Item.ABSENT)
                return Stay(replace(_with(session, seen), reminders=reminders))
            case DoorUnsaid():
                return Onward(_with(session, replace(errand, is_open=False, is_unsaid=True)))
            case DoorSettled():
                return settled(session, self.act(session), event)
            case Failed(key, can_try_again):
                return Fail(_again(session), _not_ordered(self.act(session), key, can_try_again=can_try_again))
        return None

    def _reported(self, session: Session, event: Event) -> Turn | None:
        match event:
            case TimeTold(at):
                return Stay(_with(session, replace(session.parcels, settled_at=at)))
            case DoorHeard(outcome):
                heard = _with(session, replace(session.parcels, outcome=outcome))
                effects = self.slip(heard) if session.terminal.health.has("receipt_printer") else ()
                return Onward(replace(heard, slip_printed=None if effects else False, reminders=0), effects)
        return None


def settled(session: Session, act: Act, event: DoorSettled) -> Turn:
    """On where the act is done; else what became of it."""
    match event:
        case DoorSettled(Outcome.DONE, is_shut):
            errand = replace(session.parcels, is_open=False, is_unsaid=False, is_left_open=is_shut is not True)
            return Onward(_with(session, errand))
        case DoorSettled(outcome, _, fault):
            return Fail(_again(session), _trouble(act, outcome, fault))


def _report(session: Session) -> tuple[Effect, ...]:
    return (TellTime(), ReportDoor(deed_of(session)))


def deed_of(session: Session) -> str:
    """The deed of the opening under way, which is also the nonce of its order."""
    return session.deed(f"door-{session.parcels.attempt}")


def place_of(session: Session) -> DoorPlace | None:
    """The door that is spoken of."""
    return next((door for door in session.terminal.doors if door.name == session.parcels.door), None)


def at_next(session: Session) -> Session:
    """Ready for another parcel: the next opening is a deed of its own."""
    errand = session.parcels
    kept = ParcelErrand(
        way=errand.way, found=errand.found, staff=errand.staff, task=errand.task, attempt=errand.attempt + 1
    )
    return replace(session, parcels=kept, notice="", slip_printed=None)


def _again(session: Session) -> Session:
    return _with(session, replace(session.parcels, attempt=session.parcels.attempt + 1, is_open=False, is_unsaid=False))


def _with(session: Session, errand: ParcelErrand) -> Session:
    return replace(session, parcels=errand)


def _not_ordered(act: Act, key: str, *, can_try_again: bool) -> Trouble:
    match key:
        case Fault.STUCK.value:
            # Whoever comes back from that call settles the deed in the journal.
            return Trouble("door_unknown", again_at=None)
        case ErrorCode.NOT_ENTITLED.value:
            return Trouble("not_receiver" if act == "take" else "staff_may_not", again_at=None)
    return Trouble(key, again_at="door" if can_try_again else None)


def _trouble(act: Act, outcome: Outcome, fault: Fault | None) -> Trouble:
    if outcome is Outcome.UNKNOWN:
        return Trouble("door_unknown", again_at=None)
    if fault is None:
        return Trouble("parcel_left" if act != "put" else "parcel_not_put", again_at="door")
    return Trouble(fault.value, again_at=None if fault in FOR_STAFF else "door")

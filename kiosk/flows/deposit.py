"""What the staff do at the locker: put a parcel behind a free door that fits, or take back what nobody collected.

Taking back wants two people of the staff: the second one shows their own pass, and the platform orders the door for
both of them or not at all. Where no sensor looks into the box, they say what was in it before anything is settled.
"""

from collections.abc import Mapping
from dataclasses import replace

from drivers.io_module import Lamp
from drivers.locker import Item as InBox
from kiosk.effects import Effect, ScanCode
from kiosk.events import CodeScanned, Event, Failed, Tapped, TimeUp
from kiosk.flows import locker_door, staff_pass
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.locker_effects import FindCase, LookAtDoors, SayFound
from kiosk.locker_events import CaseKnown, DoorSettled, DoorsSeen
from kiosk.parcels import DoorPlace, ParcelErrand, fitting
from kiosk.platform.parcel_values import Act, Parcel, StaffRole, StaffSession
from kiosk.platform.values import ErrorCode
from kiosk.session import Session, Trouble
from kiosk.step import Backward, Fail, Finish, Idle, Onward, Step, Steps, Turn, home
from kiosk.taps import Chosen, WentBack, WentOn

PUT, RECALL = "put", "recall"
IN_BOX = {"in_it": InBox.PRESENT, "empty": InBox.ABSENT}
"""What the two who take a parcel back can say of a box without a sensor."""
_ROLES: dict[str, StaffRole] = {PUT: "locker-deposit", RECALL: "locker-recall"}


def steps(_: Item, __: Route | None) -> Steps:
    """Show the pass; then a case and a door for it, or a parcel to take back and a second pass."""
    door, report = locker_door.DoorSteps(_act, _persons).steps()
    return (
        *staff_pass.steps("staff", dot=1),
        TASK,
        *(step.only(_is_putting) for step in (SCAN_CASE, FIND_CASE)),
        LOOK,
        SIZE.only(_is_putting),
        RECALLS.only(_is_recalling),
        *(step.only(_is_recalling) for step in staff_pass.steps("second_staff", is_second=True, dot=3)),
        door,
        FOUND,
        SAID,
        report,
        END,
    )


def tasks_of(session: Session) -> tuple[str, ...]:
    """What whoever showed their pass may do here."""
    roles = {role for one in session.parcels.staff for role in one.roles}
    return tuple(task for task, role in _ROLES.items() if role in roles)


def _is_putting(session: Session) -> bool:
    return session.parcels.task == PUT


def _is_recalling(session: Session) -> bool:
    return session.parcels.task == RECALL


def _act(session: Session) -> Act:
    return "put" if _is_putting(session) else "recall"


def _persons(session: Session) -> tuple[str, ...]:
    return tuple(one.staff for one in session.parcels.staff)


def _staff(session: Session) -> StaffSession:
    return session.parcels.staff[0]


def _task(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(task)) if task in tasks_of(session):
            errand = ParcelErrand(staff=session.parcels.staff[:1], task=task, attempt=session.parcels.attempt)
            return Onward(replace(session, parcels=errand, notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def _scan(_: Session) -> tuple[Effect, ...]:
    return (ScanCode(),)


def _scanned(session: Session, event: Event) -> Turn | None:
    match event:
        case CodeScanned(payload):
            return Onward(replace(session, parcels=replace(session.parcels, scanned=payload), notice=""))
        case Tapped(WentBack()):
            return Backward(replace(session, notice=""), to="locker_tasks")
    return None


def _find_case(session: Session) -> tuple[Effect, ...]:
    return (FindCase(session.parcels.scanned, _staff(session)),)


def _case_found(session: Session, event: Event) -> Turn | None:
    match event:
        case CaseKnown(parcel):
            return Onward(replace(session, parcels=replace(session.parcels, parcel=parcel, scanned=b"")))
        case Failed(ErrorCode.NOTHING_FOUND.value):
            return Fail(session, Trouble("case_unknown", again_at="scan_case"))
        case Failed(ErrorCode.CONFLICT.value):
            return Fail(session, Trouble("case_stored", again_at="scan_case"))
    return None


def _look(session: Session) -> tuple[Effect, ...]:
    return (LookAtDoors(_staff(session)),)


def _looked(session: Session, event: Event) -> Turn | None:
    match event:
        case DoorsSeen(free, to_recall):
            doors = tuple(door for door in session.terminal.doors if door.name in free and door.is_in_order)
            there = replace(session, parcels=replace(session.parcels, free=doors, to_recall=to_recall))
            if session.parcels.task == RECALL:
                return Onward(there) if to_recall else Fail(there, Trouble("nothing_to_recall", again_at=None))
            return Onward(there) if sizes_of(there) else Fail(there, Trouble("locker_full", again_at=None))
    return None


def sizes_of(session: Session) -> Mapping[str, tuple[DoorPlace, ...]]:
    """Free doors that the parcel fits behind, by size, the smallest first."""
    parcel = session.parcels.parcel
    return fitting(parcel, session.parcels.free) if parcel is not None else {}


def _size(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(size)) if size in sizes_of(session):
            door = sizes_of(session)[size][0]
            return Onward(replace(session, parcels=replace(session.parcels, door=door.name)))
        case Tapped(WentBack()):
            return Backward(replace(session, notice=""), to="scan_case")
    return None


def _recalls(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(parcel_id)):
            for parcel in session.parcels.to_recall:
                if parcel.parcel == parcel_id:
                    return _to_recall(session, parcel)
        case Tapped(WentBack()):
            return Backward(replace(session, notice=""), to="locker_tasks")
    return None


def _to_recall(session: Session, parcel: Parcel) -> Turn:
    return Onward(replace(session, parcels=replace(session.parcels, parcel=parcel, door=parcel.door or "")))


def _is_said(session: Session) -> bool:
    return not session.parcels.is_unsaid


def _found(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(said)) if said in IN_BOX:
            return Onward(replace(session, parcels=replace(session.parcels, in_box=IN_BOX[said])))
    return None


def _unsaid_first(session: Session, _: bool) -> Turn | None:  # noqa: FBT001 - as Step.leaves
    """Whoever goes without a word leaves a deed that nobody knows the end of."""
    if session.trouble is not None:
        return None
    return Fail(session, Trouble("door_unknown", again_at=None), (SayFound(locker_door.deed_of(session), None),))


def _say(session: Session) -> tuple[Effect, ...]:
    return (SayFound(locker_door.deed_of(session), session.parcels.in_box),)


def _said(session: Session, event: Event) -> Turn | None:
    match event:
        case DoorSettled():
            return locker_door.settled(session, _act(session), event)
    return None


def _end(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            ready = locker_door.at_next(session)
            first = replace(ready.parcels, staff=ready.parcels.staff[:1], found=None)
            return Backward(replace(ready, parcels=first), to="scan_case" if first.task == PUT else "locker_tasks")
        case Tapped(WentBack()) | TimeUp():
            return Finish()
    return None


TASK = Step(name="locker_tasks", screen="pick", words="locker_tasks", idle=Idle.CHOOSING, takes=_task, dot=2)
SCAN_CASE = Step(
    name="scan_case",
    screen="scan",
    words="scan_case",
    idle=Idle.CHOOSING,
    takes=_scanned,
    enter=_scan,
    lamp=Lamp.CODE,
    waits_for="code_scanner",
    dot=2,
)
FIND_CASE = Step(
    name="find_case",
    screen="working",
    words="find_parcels",
    idle=Idle.NEVER,
    takes=_case_found,
    enter=_find_case,
    again="scan_case",
    dot=2,
)
LOOK = Step(
    name="look_at_doors",
    screen="working",
    words="look_at_doors",
    idle=Idle.NEVER,
    takes=_looked,
    enter=_look,
    waits_for="locker",
    dot=3,
)
SIZE = Step(name="door_sizes", screen="pick", words="door_sizes", idle=Idle.PERSONAL, takes=_size, dot=3)
RECALLS = Step(name="recalls", screen="pick", words="recalls", idle=Idle.PERSONAL, takes=_recalls, dot=3)
FOUND = Step(
    name="found_in_box",
    screen="pick",
    words="found_in_box",
    idle=Idle.PERSONAL,
    takes=_found,
    passes=_is_said,
    leaves=_unsaid_first,
    offers=lambda _: tuple(IN_BOX),
    dot=4,
)
SAID = Step(
    name="said_of_box",
    screen="working",
    words="door_report",
    idle=Idle.NEVER,
    takes=_said,
    enter=_say,
    passes=_is_said,
    can_leave=False,
    waits_for="locker",
    dot=4,
)
END = Step(name="locker_end", screen="done", words="locker_end", idle=Idle.FAREWELL, takes=_end, dot=5)

"""Collect a parcel from the locker: by the code of the message, its QR code, the ID card, or another way of proving.

What an item asks its receiver for (`asks_person`) is proven by the existing ways before its door is opened.
"""

from dataclasses import replace

from drivers.io_module import Lamp
from kiosk.effects import Effect, PrintSlip, ScanCode
from kiosk.events import CodeRefused, CodeScanned, Event, Failed, SlipSettled, Tapped, TimeUp
from kiosk.flows import ask_form, identity, locker_door
from kiosk.flows.giving_slip import slip_of
from kiosk.flows.identity.card_code import card_of, card_step, keep
from kiosk.flows.inquiring import form_named
from kiosk.flows.making_paper import person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.locker_effects import FindByCard, FindByCode, FindByIdentity, FindByScan
from kiosk.locker_events import ParcelsHere
from kiosk.parcels import ParcelErrand
from kiosk.platform.parcel_values import Parcel, ParcelsFound
from kiosk.platform.values import ErrorCode
from kiosk.session import Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn, before_start, home
from kiosk.taps import Asked, Chosen, WentBack, WentOn
from printing.records.hall import LockerPickUp

FORM, LAYOUT = "pick-up-code", "locker-slip"
BY_CODE, BY_SCAN, BY_CARD, BY_IDENTITY = "code", "scan", "id-card", "identity"


def steps(item: Item, route: Route | None) -> Steps:
    """Say by what, find the parcel, prove who you are where it asks for that, open, take, shut."""
    by_code = ask_form.steps(form_named(FORM), back_to="ways", has_review=False, dot=2)
    return (
        WAY,
        *(step.only(lambda session: session.parcels.way == BY_CODE) for step in by_code),
        SCAN.only(lambda session: session.parcels.way == BY_SCAN),
        LAY.only(lambda session: session.parcels.way == BY_CARD),
        FIND.only(lambda session: session.parcels.way != BY_IDENTITY),
        PARCELS.only(lambda session: session.parcels.way != BY_IDENTITY),
        *(step.only(_asks_person) for step in identity.steps(identity.proven(item), route)),
        FIND_MINE.only(lambda session: session.parcels.way == BY_IDENTITY),
        MINE.only(lambda session: session.parcels.way == BY_IDENTITY),
        *locker_door.DoorSteps(lambda _: "take", _persons, _slip).steps(),
        TAKEN,
    )


def ways_of(session: Session) -> tuple[str, ...]:
    """The ways that this terminal has."""
    item, health = session.item, session.terminal.health
    by_scan = () if health.missing(("code_scanner",)) else (BY_SCAN,)
    by_card = () if health.missing(("idcard",)) else (BY_CARD,)
    by_identity = (BY_IDENTITY,) if item is not None and item.settings.routes else ()
    return (BY_CODE, *by_scan, *by_card, *by_identity)


def left_here(session: Session) -> tuple[Parcel, ...]:
    """What lies here for this person, without what was taken in this visit."""
    found = session.parcels.found
    return found.parcels if found is not None else ()


def _asks_person(session: Session) -> bool:
    errand = session.parcels
    return errand.way == BY_IDENTITY or (errand.parcel is not None and errand.parcel.asks_person)


def _way(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(way)) if way in ways_of(session):
            return Onward(replace(session, parcels=ParcelErrand(way=way, attempt=session.parcels.attempt), notice=""))
        case Tapped(WentBack()):
            return before_start(session)
    return None


def _scan(_: Session) -> tuple[Effect, ...]:
    return (ScanCode(),)


def _scanned(session: Session, event: Event) -> Turn | None:
    match event:
        case CodeScanned(payload):
            return Onward(replace(session, parcels=replace(session.parcels, scanned=payload), notice=""))
        case Tapped(WentBack()):
            return Backward(session, to="ways")
    return None


def _find(session: Session) -> tuple[Effect, ...]:
    match session.parcels.way:
        case "scan":
            return (FindByScan(session.parcels.scanned),)
        case "id-card":
            return (FindByCard(card_of(session)),)
        case "identity":
            return (FindByIdentity(person_of(session)[0]),)
    return (FindByCode(str(ask_form.answers(session, form_named(FORM)).get("pick-up-code", ""))),)


def _found(session: Session, event: Event) -> Turn | None:
    match event:
        case ParcelsHere(found):
            return _with_found(session, found)
        case CodeRefused(left) if left:
            to = "ask-pick-up-code" if session.parcels.way == BY_CODE else "scan_pick_up"
            return Backward(replace(session, notice="pick_up_wrong", notice_number=left), to=to)
        case CodeRefused() | Failed(ErrorCode.TOO_MANY_TRIES.value):
            return Fail(session, Trouble("pick_up_locked", again_at=None))
        case Failed(ErrorCode.NOTHING_FOUND.value):
            return Fail(session, Trouble("no_parcel", again_at=None))
    return None


def _with_found(session: Session, found: ParcelsFound) -> Turn:
    if not found.parcels:
        return Fail(session, Trouble("no_parcel", again_at=None))
    there = replace(session, parcels=replace(session.parcels, found=found, scanned=b""), notice="")
    if len(found.parcels) == 1:
        return _chosen(there, found.parcels[0])
    return Onward(there)


def _chosen(session: Session, parcel: Parcel) -> Turn:
    if parcel.state == "unclear":
        return Fail(session, Trouble("parcel_unclear", again_at=None))
    return Onward(replace(session, parcels=replace(session.parcels, parcel=parcel, door=parcel.door or "")))


def _choose(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(parcel_id)):
            for parcel in left_here(session):
                if parcel.parcel == parcel_id:
                    return _chosen(session, parcel)
        case Tapped(WentBack()):
            return home(session)
    return None


def _is_chosen(session: Session) -> bool:
    return session.parcels.parcel is not None


def _persons(session: Session) -> tuple[str, ...]:
    """The receiver; where the parcel asks for them, whoever has proved to be it: an order for another opens nothing."""
    found = session.parcels.found
    if found is None:
        raise AssertionError("a door is opened for what was found")
    return (person_of(session)[0].subject if _asks_person(session) else found.person,)


def _slip(session: Session) -> tuple[PrintSlip, ...]:
    """取件凭条; nothing where it cannot be laid out: the parcel is in the hand all the same."""
    errand = session.parcels
    place = locker_door.place_of(session)
    if errand.parcel is None or errand.settled_at is None or errand.found is None or place is None:
        return ()
    record = LockerPickUp(
        subject=errand.found.person,
        issuer=errand.parcel.issuer,
        locker="取件柜",
        door=f"{place.number}号门",
        case_no=errand.parcel.case_no,
        item=errand.parcel.item,
        applicant=errand.parcel.applicant,
        stored_at=errand.parcel.stored_at or errand.settled_at,
        taken_at=errand.settled_at,
    )
    slip = slip_of(session, LAYOUT, record, errand.settled_at)
    return (PrintSlip(slip, session.deed(f"slip-of-parcel-{errand.attempt}")),) if slip is not None else ()


def may_take_another(session: Session) -> bool:
    """Whether something else lies here for the person."""
    return len(left_here(session)) > 1


def _taken(session: Session, event: Event) -> Turn | None:
    match event:
        case SlipSettled(is_printed):
            return Stay(replace(session, slip_printed=is_printed))
        case Tapped(WentBack()) if may_take_another(session):
            return _another(session)
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn()) | Tapped(WentBack()) | TimeUp():
            return Finish()
    return None


def _another(session: Session) -> Turn:
    """To the list without the parcel that was just taken."""
    found, taken = session.parcels.found, session.parcels.parcel
    if found is None or taken is None:
        return Finish()
    rest = tuple(parcel for parcel in found.parcels if parcel.parcel != taken.parcel)
    ready = locker_door.at_next(session)
    errand = replace(ready.parcels, found=found.model_copy(update={"parcels": rest}))
    to = "my_parcels" if errand.way == BY_IDENTITY else "parcels"
    return Backward(replace(ready, parcels=errand), to=to)


WAY = Step(name="ways", screen="pick", words="pick_up_ways", idle=Idle.CHOOSING, takes=_way, dot=1)
SCAN = Step(
    name="scan_pick_up",
    screen="scan",
    words="scan_pick_up",
    idle=Idle.CHOOSING,
    takes=_scanned,
    enter=_scan,
    lamp=Lamp.CODE,
    waits_for="code_scanner",
    dot=2,
)
LAY = replace(card_step("pick_up_card", keep), dot=2)
FIND = Step(
    name="find_parcels",
    screen="working",
    words="find_parcels",
    idle=Idle.NEVER,
    takes=_found,
    enter=_find,
    again="ways",
    dot=3,
)
PARCELS = Step(
    name="parcels", screen="pick", words="parcels", idle=Idle.PERSONAL, takes=_choose, passes=_is_chosen, dot=3
)
FIND_MINE = replace(FIND, name="find_my_parcels")
MINE = replace(PARCELS, name="my_parcels")
TAKEN = Step(name="parcel_taken", screen="done", words="parcel_taken", idle=Idle.FAREWELL, takes=_taken, dot=5)

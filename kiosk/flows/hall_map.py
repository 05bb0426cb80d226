"""大厅地图: where somebody stands, where they want to go, and how they get there; on a slip for whoever likes.

    places - way - slip

A terminal without a plan has the item's guide instead.
"""

from dataclasses import replace
from datetime import datetime
from functools import cache

from config.texts import Texts, load_texts
from drivers.io_module import Lamp
from drivers.receipt_printer import Slip
from kiosk.events import Event, Tapped
from kiosk.flows import guide, slip_by_itself
from kiosk.items.catalogue import Item
from kiosk.items.hall_plan import Floor, HallPlace, HallTerminal
from kiosk.items.hall_ways import NEAR_M, Way, way
from kiosk.items.hall_words import sentences
from kiosk.items.routes import Route
from kiosk.session import Session
from kiosk.step import Another, Backward, Idle, Onward, Stay, Step, Steps, Turn, before_start, home, tell_time
from kiosk.taps import Asked, Chosen, ListTurned, WentBack, WentOn
from printing.way_slip import WaySlip, compose_way_slip

_ORDER = ("counter", "desk", "toilet", "baby-room", "tea", "room", "lift", "stairs", "exit", "self-service")
"""In which people look for it (our choice)."""


def steps(item: Item, route: Route | None) -> Steps:
    """Choose a place, see the way, take it along; or read the guide."""
    read = tuple(replace(step, passes=has_plan) for step in guide.steps(item, route))
    return (PLACES, WAY, SLIP, *read)


def has_plan(session: Session) -> bool:
    """Whether this terminal knows where it stands."""
    return stands(session) is not None


def places_of(session: Session) -> tuple[tuple[Floor, HallPlace], ...]:
    """Where one can go, what people look for most first, this floor before the others."""
    plan, here = session.terminal.plan, stands(session)
    if plan is None or here is None:
        return ()

    def is_somewhere(floor: Floor, one: HallPlace) -> bool:
        if one.door is None or (one.kind in ("lift", "stairs") and floor.id != here.floor):
            return False
        near = max(abs(one.door[0] - here.at[0]), abs(one.door[1] - here.at[1])) <= NEAR_M
        return floor.id != here.floor or not near

    found = [(floor, one) for floor in plan.floors for one in floor.places if is_somewhere(floor, one)]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one[1].kind), one[0].id != here.floor)))


def way_of(session: Session) -> Way:
    """To the place that was chosen; empty where no way leads there."""
    plan, here = session.terminal.plan, stands(session)
    if plan is None or here is None or not session.serving.code:
        return ()
    found = way(plan, here, session.serving.code, step_free=session.look.reach == "low")
    # Where only stairs lead there, whoever sits is told so by the way itself, and by the lead of its page.
    return found or way(plan, here, session.serving.code)


def may_give(session: Session) -> bool:
    """Whether a slip can be had: one, and where it did not come the screen says all that it would."""
    if session.slip_printed is not None or not way_of(session):
        return False
    return not session.terminal.health.missing(("receipt_printer",))


def stands(session: Session) -> HallTerminal | None:
    """Where the person is."""
    plan = session.terminal.plan
    return plan.stands(session.terminal.name) if plan is not None else None


def _chosen(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(place)) if any(one.id == place for _, one in places_of(session)):
            return Onward(
                replace(session, serving=replace(session.serving, code=place, page=0), slip_printed=None, notice="")
            )
        case Tapped(WentBack()):
            return before_start(session)
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
    return None


def _shown(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(ListTurned(by)) if 0 <= session.serving.page + by < len(way_of(session)):
            return Stay(replace(session, serving=replace(session.serving, page=session.serving.page + by)))
        case Tapped(WentOn()) if may_give(session):
            return Onward(replace(session, notice=""))
        case Tapped(WentOn()):
            return home(session)
        case Tapped(WentBack()):
            return Backward(replace(session, notice=""), to=PLACES.name)
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
    return None


def _printing(session: Session, event: Event) -> Turn | None:
    return slip_by_itself.given(session, event, _slip, f"way-{session.page}", _to_way)


def _to_way(session: Session, *, is_printed: bool) -> Turn:
    """In any case: who has the slip may still look."""
    notice = "way_printed" if is_printed else "slip_failed"
    return Backward(replace(session, slip_printed=is_printed, notice=notice), to=WAY.name)


@cache
def _texts() -> Texts:
    return load_texts()


def _slip(session: Session, at: datetime) -> Slip:
    language, legs = session.look.language, way_of(session)

    def tells(key: str, **values: object) -> str:
        return _texts().text(language, f"hall_way.{key}", **values)

    return compose_way_slip(
        WaySlip(
            title=tells("slip"),
            to=legs[-1].to.name.of(language),
            floors=tuple(
                (leg.floor.name.of(language), sentences(tells, legs, number, language))
                for number, leg in enumerate(legs)
            ),
            terminal=session.terminal.place,
            at=at,
            sample=tells("sample") if session.is_sample else "",
        )
    )


def _has_none(session: Session) -> bool:
    return not has_plan(session)


PLACES = Step(name="hall_places", screen="hall", idle=Idle.CHOOSING, takes=_chosen, passes=_has_none, dot=1)
WAY = Step(name="hall_way", screen="way", idle=Idle.CHOOSING, takes=_shown, passes=_has_none, dot=2)
SLIP = Step(
    name="hall_way_slip",
    screen="working",
    words="slip",
    idle=Idle.NEVER,
    takes=_printing,
    enter=tell_time,
    passes=_has_none,
    waits_for="receipt_printer",
    lamp=Lamp.RECEIPT,
    dot=3,
)

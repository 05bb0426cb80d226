"""What the map of the hall shows: the floor as it is drawn, where one can go, and the way there in sentences."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from kiosk.flows import hall_map
from kiosk.items.hall_plan import Floor, Kind, Point
from kiosk.items.hall_words import metres_of, sentences
from kiosk.session import Session
from kiosk.view import Choice, Plan, PlanShape, Row, View

SIGNS: Mapping[Kind, str] = MappingProxyType(
    {
        "counter": "person",
        "desk": "help",
        "self-service": "machine",
        "toilet": "toilet",
        "baby-room": "baby",
        "tea": "cup",
        "room": "seat",
        "lift": "lift",
        "stairs": "stairs",
        "exit": "leave",
        "closed": "",
    }
)
"""Of screens/qml/signs."""


def _places(texts: Texts, session: Session, view: View) -> View:
    plan, here = session.terminal.plan, hall_map.stands(session)
    if plan is None or here is None:
        return view
    floor = plan.floor(here.floor)
    choices = tuple(
        Choice(
            id=place.id,
            label=place.name.of(view.language),
            detail=on.name.of(view.language) if on.id != floor.id else "",
            icon=SIGNS[place.kind],
        )
        for on, place in hall_map.places_of(session)
    )
    lead = texts.text(view.language, "hall_way.lead", floor=floor.name.of(view.language))
    words = view.words | {"lead": lead}
    return replace(view, choices=choices, words=words, plan=drawn(texts, view, floor, here.at))


def _way(texts: Texts, session: Session, view: View) -> View:
    plan, here, way = session.terminal.plan, hall_map.stands(session), hall_map.way_of(session)
    found = plan.place(session.serving.code) if plan is not None else None
    if plan is None or here is None or found is None:
        return view
    language, number = view.language, session.serving.page
    title = texts.text(language, "hall_way.title", name=found[1].name.of(language))
    ends = "primary_slip" if hall_map.may_give(session) else "primary_end"
    words = view.words | {"title": title, "primary": view.words.get(ends, "")}
    if not way:
        lines = (texts.text(language, "hall_way.none"),)
        words |= {"lead": found[0].name.of(language)}
        return replace(view, words=words, rows=_numbered(lines), plan=drawn(texts, view, found[0], None))
    leg = way[number]

    def tells(key: str, **values: object) -> str:
        return texts.text(language, f"hall_way.{key}", **values)

    words |= {"lead": tells("far", floor=leg.floor.name.of(language), metres=metres_of(leg))}
    at = here.at if leg.floor.id == here.floor and number == 0 else None
    return replace(
        view,
        words=words,
        rows=_numbered(sentences(tells, way, number, language)),
        list_first=number,
        list_total=len(way) if len(way) > 1 else 0,
        plan=drawn(texts, view, leg.floor, at, goal=leg.to.id, way=leg.points),
    )


def _numbered(lines: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(Row(label=f"{number}", value=line) for number, line in enumerate(lines, 1))


def drawn(
    texts: Texts, view: View, floor: Floor, here: Point | None, *, goal: str = "", way: tuple[Point, ...] = ()
) -> Plan:
    """A floor as the screens draw it.

    Args:
        texts: all words.
        view: for whom.
        floor: of the plan.
        here: where the person stands; None where they are on another floor.
        goal: id of the place that the way leads to.
        way: its corners.
    """
    return Plan(
        floor=floor.name.of(view.language),
        width=floor.width,
        depth=floor.depth,
        shapes=tuple(
            PlanShape(
                label=one.name.of(view.language),
                sign=SIGNS[one.kind],
                left=one.at[0],
                top=one.at[1],
                width=one.size[0],
                depth=one.size[1],
                is_goal=one.id == goal,
            )
            for one in floor.places
        ),
        here=here,
        here_label=texts.text(view.language, "hall_way.here"),
        way=way,
    )


LOOKS: Mapping[str, Callable[[Texts, Session, View], View]] = MappingProxyType({"hall": _places, "way": _way})
"""By a step's screen."""

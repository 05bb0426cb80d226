"""Before you start: what an item takes, and whether it can be finished here and now. The first steps of every flow.

Nobody has proved anything yet. Beside the one page lie others that lead back to it: the list of all that is needed,
told once and completely and put on paper; the questions which case it is; the city that does it; guide; places.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from drivers.io_module import Lamp
from drivers.receipt_printer import Slip
from kiosk.choosing import Beside, Choosing
from kiosk.events import Event, Tapped
from kiosk.flows import ask_form, guide_on_paper, once_told, slip_by_itself
from kiosk.flows.identity import ways
from kiosk.flows.making_paper import item_of
from kiosk.flows.verdict import stands_at, verdict
from kiosk.items.item import Item
from kiosk.items.situations import UNSURE, Question, Situation
from kiosk.session import Level, Preview, Printing, Session
from kiosk.step import BEFORE_START, Backward, Idle, Onward, Stay, Step, Steps, Turn, Unchosen, tell_time
from kiosk.taps import Asked, Chosen, ListTurned, WentBack, WentOn
from kiosk.view import Screen
from printing.records.hall import ServiceGuide

CITY = "city"
"""Id of the question of config/forms/city.toml that a city chosen here answers."""
UNSURE_ID = "unsure"
"""The choice 不知道."""


def leads(session: Session, item: Item) -> tuple[Beside, ...]:
    """The pages beside that say something about this item here."""
    found: list[Beside] = ["list"]
    if item.settings.facts.situation in session.terminal.situations:
        found.append("case")
    if len(cities_of(item)) > 1:
        found.append("city")
    if item.settings.flow != "guide":
        found.append("guide")
    return (*found, "place")


def cities_of(item: Item) -> tuple[str, ...]:
    """Whose back ends can be chosen."""
    facts = item.settings.facts
    return facts.cities if facts.scope == "cross-city" else ()


def city_of(session: Session, item: Item) -> str:
    """The city that does it, as far as that is known: the chosen one, else where the terminal stands."""
    offered, choosing = cities_of(item), session.choosing
    wanted = choosing.city or choosing.home_city or session.terminal.city
    return wanted if wanted in offered else ""


def begun(session: Session) -> Session:
    """With the first way of proving who one is, or none where it was proven; with the city as an answer."""
    item = item_of(session)
    route = ways.first_way(item, session.terminal.health, session.closed_routes)
    ready = replace(session, route=route, notice="", choosing=replace(session.choosing, beside=""))
    if city := city_of(session, item):
        ready = ask_form.prefilled(ready, {CITY: city})
    if ways.is_known(ready):
        return ready
    is_odd = route is None and item.settings.level > Level.NOBODY
    return replace(ready, identity=None, proven_by=None, notice="way_closed" if is_odd else "")


def chosen(session: Session, item: Item) -> Session:
    """With that item to be looked at."""
    first = item.settings.periods[0].id if item.settings.periods else ""
    return replace(session, item=item, period=first, route=None, notice="")


def _before(session: Session, event: Event) -> Turn | None:
    item = item_of(session)
    match event:
        case Tapped(Chosen(choice)) if any(period.id == choice for period in item.settings.periods):
            return Stay(replace(session, period=choice, notice=""))
        case Tapped(Chosen(choice)) if beside := next((one for one in leads(session, item) if one == choice), None):
            return _aside(session, beside)
        case Tapped(WentOn()) if verdict(session, item).tone == "bad":
            return _aside(session, "place")
        case Tapped(WentOn()):
            return Onward(begun(session))
        case Tapped(WentBack()):
            return Unchosen(session)
    return None


def _aside(session: Session, beside: Beside) -> Turn:
    choosing = session.choosing
    # Who asks for the questions once more begins with the first of them.
    begun = ((), "") if beside == "case" else (choosing.way, choosing.situation)
    there = replace(choosing, beside=beside, way=begun[0], situation=begun[1], page=0)
    return Backward(replace(session, choosing=there, notice=""), to=f"{BEFORE_START}-{beside}")


def _back(session: Session, choosing: Choosing, notice: str = "") -> Turn:
    """To the page itself."""
    there = replace(choosing, beside="", page=0)
    return Backward(replace(session, choosing=there, notice=notice), to=BEFORE_START)


def _case(session: Session, event: Event) -> Turn | None:
    """One question a page; the last answer leads back to the page, which is then about that case."""
    item, choosing = item_of(session), session.choosing
    situation = situation_of(session, item)
    question = stands_at(session, item)
    match event:
        case Tapped(WentBack()) if choosing.way:
            return _asked(session, choosing.way[:-1])
        case Tapped(WentBack()):
            return _back(session, choosing)
        case Tapped(Chosen(choice)) if situation is not None and isinstance(question, Question):
            answer = _answer(question, choice)
            if answer == "none":
                return None
            way = (*choosing.way, UNSURE if isinstance(answer, str) else answer)
            found = situation.at(way)
            if isinstance(found, Question):
                return _asked(session, way)
            case_item = session.terminal.catalogue.get(found.item, item)
            there = session if case_item.id == item.id else chosen(session, case_item)
            # The case stays one of these questions, whatever the item that it leads to would ask itself.
            answered = replace(choosing, way=way, situation=item.settings.facts.situation)
            return _back(there, answered, "case_found")
    return None


def _answer(question: Question, choice: str) -> int | str:
    if choice == UNSURE_ID:
        return UNSURE_ID
    number = int(choice) if choice.isdecimal() else len(question.answers)
    return number if number < len(question.answers) else "none"


def _asked(session: Session, way: tuple[int | None, ...]) -> Turn:
    """The next question is a page of its own."""
    there = replace(session.choosing, way=way)
    return Backward(replace(session, choosing=there), to=f"{BEFORE_START}-case")


def situation_of(session: Session, item: Item) -> Situation | None:
    """The questions about an item."""
    return session.terminal.situations.get(item.settings.facts.situation)


def _city(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(city)) if city in cities_of(item_of(session)):
            return _back(session, replace(session.choosing, city=city))
        case Tapped(WentBack()):
            return _back(session, session.choosing)
    return None


def _read(session: Session, event: Event) -> Turn | None:
    """Pages that are only read."""
    choosing = session.choosing
    match event:
        case Tapped(ListTurned(by)) if 0 <= choosing.page + by < len(item_of(session).settings.facts.guide):
            return Stay(replace(session, choosing=replace(choosing, page=choosing.page + by)))
        case Tapped(WentOn() | WentBack()):
            return _back(session, choosing)
    return None


def way_of_list(session: Session) -> Literal["slip", "sheet", ""]:
    """How the list comes out: as a slip, on A4 paper where no slip can be had, or not at all."""
    health = session.terminal.health
    return "slip" if health.has("receipt_printer") else "sheet" if health.has("a4_printer") else ""


def _list(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()) if way := way_of_list(session):
            return Backward(replace(session, notice=""), to=f"{BEFORE_START}-{'slip' if way == 'slip' else 'ready'}")
        case Tapped(WentOn() | WentBack() | Asked()):
            return _back(session, session.choosing)
    return None


def _slip(session: Session, event: Event) -> Turn | None:
    return slip_by_itself.given(session, event, _once_told, f"once-told-{session.page}", _after_slip)


def _after_slip(session: Session, *, is_printed: bool) -> Turn:
    return _back(session, session.choosing, "list_printed" if is_printed else "list_failed")


def _once_told(session: Session, at: datetime) -> Slip:
    return once_told.slip(session, item_of(session), at)


def _list_on_paper(session: Session, on: date) -> ServiceGuide:
    return once_told.guide_for(session, item_of(session), on)


def _printed(session: Session) -> Turn:
    """The sheet is in the hand; nothing of the print stays for what is begun afterwards."""
    bare = replace(session, printing=Printing(), preview=Preview(), document=None)
    return _back(bare, session.choosing, "sheet_printed")


def _is_no_list(session: Session) -> bool:
    return session.choosing.beside != "list"


def _step(beside: Beside, screen: Screen, words: str, takes: Callable[[Session, Event], Turn | None]) -> Step:
    """A page beside: passed unless it was asked for."""
    return Step(
        name=f"{BEFORE_START}-{beside}",
        screen=screen,
        words=words,
        idle=Idle.CHOOSING,
        takes=takes,
        passes=lambda session: session.choosing.beside != beside,
        dot=1,
    )


SLIP = replace(
    _step("list", "working", "slip", _slip),
    name=f"{BEFORE_START}-slip",
    idle=Idle.NEVER,
    enter=tell_time,
    waits_for="receipt_printer",
    lamp=Lamp.RECEIPT,
)
STEPS: Steps = (
    Step(name=BEFORE_START, screen="before_start", idle=Idle.CHOOSING, takes=_before, dot=1),
    _step("case", "answer", "case", _case),
    _step("city", "answer", "choose_city", _city),
    _step("guide", "guide", "guide_beside", _read),
    _step("place", "result", "places", _read),
    _step("list", "result", "once_told", _list),
    SLIP,
    *guide_on_paper.steps(
        f"{BEFORE_START}-", _list_on_paper, asked=Onward, printed=_printed, passes=_is_no_list, dot=1
    ),
)
"""The same for every item."""

"""An answer on the screen, page by page, and what to take along of it: a paper, a slip, or nothing."""

from dataclasses import replace

from kiosk.events import Event, Tapped
from kiosk.flows.giving_slip import may_give
from kiosk.items.item import Paper
from kiosk.serving import ROWS, Ending
from kiosk.session import Level, Session
from kiosk.step import Another, Finish, Idle, Onward, Stay, Step, Turn
from kiosk.taps import Asked, ListTurned, WentBack, WentOn
from printing.layout_schema import CardsLayout, DrawnLayout, Layout, TableLayout
from printing.records.value import Value


def listings(paper: Paper | None, record: Value) -> tuple[TableLayout | CardsLayout, ...]:
    """The parts of the item's paper that stand for many rows, those that the record has rows for; in their order."""
    if not isinstance(paper, Layout):
        return ()
    lists = (part for part in paper.body if isinstance(part, TableLayout | CardsLayout))
    return tuple(part for part in lists if getattr(record, part.rows))


def rows_of(record: Value, paper: Paper | None) -> int:
    """How many rows all lists of a record have together: none of them is left out on the screen."""
    return sum(len(getattr(record, part.rows)) for part in listings(paper, record))


def may_print(session: Session) -> bool:
    """Whether the item has a paper, whoever stands there is known, and the printer for it is at work."""
    item, health = session.item, session.terminal.health
    is_paper = item is not None and isinstance(item.paper, Layout | DrawnLayout)
    return is_paper and session.identity is not None and not health.missing(("a4_printer",))


def takes(session: Session, event: Event) -> Turn | None:
    """Turn the pages, take it along, or be done."""
    match event:
        case Tapped(ListTurned(by)):
            return turned(session, by)
        case Tapped(WentOn()) if may_print(session):
            return Onward(_ending(session, "paper"))
        case Tapped(WentOn()) if may_give(session):
            return Onward(_ending(session, "slip"))
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn() | WentBack()):
            return Finish()
    return None


def turned(session: Session, by: int) -> Turn | None:
    """Another page of the table, where there is one."""
    record, item = session.record, session.item
    if record is None or item is None:
        return None
    page = session.serving.page + by
    if not 0 <= page * ROWS < max(1, rows_of(record, item.paper)):
        return None
    return Stay(replace(session, serving=replace(session.serving, page=page)))


def _ending(session: Session, ending: Ending) -> Session:
    return replace(session, serving=replace(session.serving, ending=ending), notice="")


def result(level: Level, dot: int) -> Step:
    """The step itself."""
    return Step(name="result", screen="result", idle=Idle.PERSONAL, takes=takes, needs=level, dot=dot)

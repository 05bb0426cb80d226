"""An answer on the screen, page by page, and what to take along of it: a paper, a slip, or nothing."""

from dataclasses import replace

from kiosk.events import Event, Tapped
from kiosk.flows.giving_slip import may_give
from kiosk.items.catalogue import Item
from kiosk.serving import ROWS, Ending
from kiosk.session import Level, Session
from kiosk.step import Another, Finish, Idle, Onward, Stay, Step, Turn
from kiosk.taps import Asked, ListTurned, WentBack, WentOn
from printing.layout_schema import DrawnLayout, Layout, SlipLayout
from printing.records.value import Value


def rows_of(record: Value, item: Item) -> int:
    """How many rows the item's table of a record has."""
    layout = item.paper
    if layout is None:
        return 0
    if isinstance(layout, Layout):
        names = [part.rows for part in layout.body if part.kind == "table"]
    else:
        names = [one.rows for one in layout.lists] if isinstance(layout, SlipLayout) else []
    return max((len(getattr(record, name)) for name in names), default=0)


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
    if not 0 <= page * ROWS < max(1, rows_of(record, item)):
        return None
    return Stay(replace(session, serving=replace(session.serving, page=page)))


def _ending(session: Session, ending: Ending) -> Session:
    return replace(session, serving=replace(session.serving, ending=ending), notice="")


def result(level: Level, dot: int) -> Step:
    """The step itself."""
    return Step(name="result", screen="result", idle=Idle.PERSONAL, takes=takes, needs=level, dot=dot)

"""Papers are copied: one after the other on the glass, each laid straight, then looked at, paid for and printed."""

from datetime import date

from kiosk.copying import SUBJECT
from kiosk.copying_effects import ScanPage
from kiosk.copying_events import NotTaken, PageScanned
from kiosk.effects import Effect
from kiosk.events import Event, Tapped
from kiosk.flows import copying_out, empty_glass
from kiosk.flows.copying_out import noticed, with_copying
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.session import Session
from kiosk.step import Backward, Idle, Onward, Stay, Step, Steps, Turn, before_start
from kiosk.taps import Asked, WentBack, WentOn
from printing.records.hall import PageCopies


def steps(_: Item, __: Route | None) -> Steps:
    """Page by page, then look, pay and print."""
    return (*empty_glass.steps(before_start, dot=1), PAGE, GATHERED, *copying_out.steps(made, back_to=GATHERED.name))


def made(session: Session, _: date) -> PageCopies:
    """The pages as they go on paper."""
    return PageCopies(subject=SUBJECT, issuer=session.terminal.place, pages=session.copying.pages)


def _scan(_: Session) -> tuple[Effect, ...]:
    return (ScanPage(),)


def _scanned(session: Session, event: Event) -> Turn | None:
    match event:
        case PageScanned(page):
            return Onward(with_copying(session, pages=(*session.copying.pages, page)))
        case NotTaken(why):
            return Stay(noticed(session, why))
        case Tapped(WentBack()):
            return before_start(session) if not session.copying.pages else Onward(with_copying(session))
    return None


def _gathered(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(with_copying(session))
        case Tapped(Asked()) if session.copying.room > 0:
            return Backward(with_copying(session), to=PAGE.name)
        case Tapped(Asked()):
            return Stay(noticed(session, "too_many"))
        case Tapped(WentBack()):
            return Backward(with_copying(session, pages=()), to=PAGE.name)
    return None


PAGE = Step(
    name="copy_page",
    screen="lay_card",
    words="copy_page",
    idle=Idle.PERSONAL,
    takes=_scanned,
    enter=_scan,
    waits_for="document_scanner",
    dot=1,
)
GATHERED = Step(name="copy_pages", screen="result", words="copy_pages", idle=Idle.PERSONAL, takes=_gathered, dot=2)

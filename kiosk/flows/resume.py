"""Go on with a form that was kept: its code, typed or scanned, leads to the item; then the person is proven."""

from dataclasses import replace

from kiosk.applying_effects import FindDraft
from kiosk.applying_events import DraftPlaced
from kiosk.effects import Effect, ScanCode
from kiosk.events import CodeScanned, Event, Tapped
from kiosk.flows import ask_form
from kiosk.flows.before_start import chosen
from kiosk.flows.inquiring import form_named
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.session import Session, Trouble
from kiosk.step import BEFORE_START, Backward, Fail, Idle, Onward, Stay, Step, Steps, Turn, before_start
from kiosk.taps import Chosen, WentBack

FORM = "draft-code"
BY_CODE, BY_SCAN = "number", "scan"


def steps(_: Item, __: Route | None) -> Steps:
    """Find it, and begin its item."""
    typed = ask_form.steps(form_named(FORM), back_to=WAY.name, has_review=False, dot=2)
    return (
        WAY,
        *(step.only(lambda session: session.serving.way == BY_CODE) for step in (*typed, FIND)),
        SCAN.only(lambda session: session.serving.way == BY_SCAN),
    )


def ways_of(session: Session) -> tuple[str, ...]:
    """The ways that this terminal has."""
    return (BY_CODE,) if session.terminal.health.missing(("code_scanner",)) else (BY_SCAN, BY_CODE)


def _way(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(way)) if way in ways_of(session):
            return Onward(replace(session, serving=replace(session.serving, way=way), notice=""))
        case Tapped(WentBack()):
            return before_start(session)
    return None


def _find(session: Session) -> tuple[Effect, ...]:
    return (FindDraft(str(session.filling.answers.get(FORM, "")).encode()),)


def _found(session: Session, event: Event) -> Turn | None:
    match event:
        case DraftPlaced(place):
            item = session.terminal.catalogue.get(place.item)
            if item is None:
                return Fail(session, Trouble("draft_elsewhere", again_at=None))
            begun = chosen(replace(session, serving=replace(session.serving, way="")), item)
            return Backward(replace(begun, notice="draft_placed"), to=BEFORE_START)
    return None


def _scan(_: Session) -> tuple[Effect, ...]:
    return (ScanCode(),)


def _scanned(session: Session, event: Event) -> Turn | None:
    match event:
        case CodeScanned(payload):
            return Stay(session, (FindDraft(payload),))
        case Tapped(WentBack()):
            return Backward(session, to=WAY.name)
    return _found(session, event)


WAY = Step(name="draft-ways", screen="pick", words="draft_ways", idle=Idle.CHOOSING, takes=_way, dot=1)
FIND = Step(name="find-draft", screen="working", idle=Idle.NEVER, takes=_found, enter=_find, again=f"ask-{FORM}", dot=2)
SCAN = Step(
    name="scan-draft", screen="scan", words="scan_receipt", idle=Idle.CHOOSING, takes=_scanned, enter=_scan, dot=2
)

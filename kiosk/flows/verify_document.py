"""Is this paper genuine? By its code, scanned or typed; a certificate of another register by what stands on it.

What a code says is signed by the province, so that it can be read without any network; what has become of the paper
since, only the platform knows.
"""

from collections.abc import Callable
from dataclasses import replace

from kiosk.effects import Effect, ScanCode
from kiosk.events import CodeScanned, Event, Tapped
from kiosk.flows import ask_form, query
from kiosk.flows.inquiring import form_named
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.service_effects import CheckPaper
from kiosk.service_events import PaperChecked
from kiosk.session import Session
from kiosk.step import Another, Backward, Finish, Idle, Onward, Stay, Step, Steps, Turn, before_start
from kiosk.taps import Asked, Chosen, WentBack, WentOn
from printing.layout_schema import SlipLayout

WAYS = ("scan", "type")
FORM = "document-code"


def steps(item: Item, route: Route | None) -> Steps:
    """By the paper's own code, or, for a register with a slip of its own, as any query."""
    if isinstance(item.paper, SlipLayout):
        return query.steps(item, route)
    typed = ask_form.steps(form_named(FORM), back_to="ways", has_review=False, dot=1)
    return (WAY, SCAN, *(replace(step, passes=_unless("type")) for step in typed), CHECK, CHECKED)


def ways_of(session: Session) -> tuple[str, ...]:
    """Scanning needs a scanner."""
    can_scan = not session.terminal.health.missing(("code_scanner",))
    return WAYS if can_scan else WAYS[1:]


def _unless(way: str) -> Callable[[Session], bool]:
    def passes(session: Session) -> bool:
        return session.serving.way != way

    return passes


def _way(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(way)) if way in ways_of(session):
            return Onward(replace(session, serving=replace(session.serving, way=way)))
        case Tapped(WentBack()):
            return before_start(session)
    return None


def _scan(_: Session) -> tuple[Effect, ...]:
    return (ScanCode(),)


def _scanned(session: Session, event: Event) -> Turn | None:
    match event:
        case CodeScanned(payload):
            return Stay(session, (CheckPaper(payload),))
        case PaperChecked():
            return _checked(session, event)
        case Tapped(WentBack()):
            return Backward(session, to="ways")
    return None


def _check(session: Session) -> tuple[Effect, ...]:
    code = ask_form.answers(session, form_named(FORM)).get("verification-code", "")
    return (CheckPaper(str(code).encode()),)


def _checked(session: Session, event: Event) -> Turn | None:
    match event:
        case PaperChecked(checked):
            return Onward(replace(session, serving=replace(session.serving, checked=checked)))
    return None


def _shown(_: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Asked()):
            return Another()
        case Tapped(WentOn() | WentBack()):
            return Finish()
    return None


def _is_checked(session: Session) -> bool:
    return session.serving.checked is not None


WAY = Step(name="ways", screen="pick", words="check_ways", idle=Idle.CHOOSING, takes=_way, dot=1)
SCAN = Step(
    name="scan_paper",
    screen="scan",
    words="scan_paper",
    idle=Idle.CHOOSING,
    takes=_scanned,
    enter=_scan,
    passes=_unless("scan"),
    dot=2,
)
CHECK = Step(
    name="check_paper", screen="working", idle=Idle.NEVER, takes=_checked, enter=_check, passes=_is_checked, dot=2
)
CHECKED = Step(name="checked", screen="result", words="paper_checked", idle=Idle.CHOOSING, takes=_shown, dot=3)

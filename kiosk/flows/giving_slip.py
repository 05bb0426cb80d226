"""An answer to take along: a slip of the item's own layout, and the last screen after it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from drivers.io_module import Lamp
from drivers.receipt_printer import Slip
from kiosk.effects import PrintSlip
from kiosk.events import Event, Failed, SlipSettled, Tapped, TimeUp
from kiosk.flows.before_printing import stamped
from kiosk.flows.making_paper import item_of
from kiosk.payment_slips import with_payment
from kiosk.service_events import TimeTold
from kiosk.session import Level, Session
from kiosk.step import Another, Backward, Finish, Idle, Onward, Stay, Step, Steps, Turn, tell_time
from kiosk.taps import Asked, WentBack, WentOn
from printing.layout_schema import SlipLayout
from printing.layouts import LayoutError
from printing.records.value import Record
from printing.slip_layouts import compose_slip, load_slip

Shown = Callable[[Session], Record | None]
"""Which record a slip is made of."""


def steps(shown: Shown, *, back_to: str, needs: Level = Level.NOBODY, dot: int = 0) -> Steps:
    """Give the slip where the person wants one, then say goodbye.

    Args:
        shown: finds the record.
        back_to: step that a slip that did not come out leads back to.
        needs: the level of identity that the flow has reached.
        dot: of the step dots.
    """

    def takes(session: Session, event: Event) -> Turn | None:
        record = shown(session)
        match event:
            case TimeTold(at) if record is not None:
                stamp = stamped(session, record, at)
                try:
                    slip = with_payment(session, compose_slip(slip_layout(session), record.model_dump(), stamp))
                except LayoutError:
                    return Backward(replace(session, notice="slip_failed"), to=back_to)
                return Stay(session, (PrintSlip(slip, session.deed(f"slip-of-answer-{session.page}")),))
            case SlipSettled(is_printed=True):
                return Onward(replace(session, slip_printed=True))
            case SlipSettled() | Failed():
                return Backward(replace(session, notice="slip_failed"), to=back_to)
        return None

    def passes(session: Session) -> bool:
        return session.serving.ending != "slip"

    slip = Step(
        name="slip",
        screen="working",
        words="slip",
        idle=Idle.NEVER,
        takes=takes,
        enter=tell_time,
        passes=passes,
        needs=needs,
        waits_for="receipt_printer",
        lamp=Lamp.RECEIPT,
        dot=dot,
    )
    return (slip, replace(TAKEN, needs=needs, dot=dot, passes=passes))


def slip_of(session: Session, layout: str, record: Record, at: datetime) -> Slip | None:
    """A slip of a layout by its name, with what was paid; None where the record does not fit it."""
    try:
        slip = compose_slip(load_slip(layout), record.model_dump(), stamped(session, record, at))
        return with_payment(session, slip)
    except LayoutError:
        return None


def slip_layout(session: Session) -> SlipLayout:
    """Of the item.

    Raises:
        AssertionError: it ends in no slip.
    """
    paper = item_of(session).paper
    if not isinstance(paper, SlipLayout):
        raise AssertionError("only an item with a slip gives one")  # noqa: TRY004 - a mistake of ours, no type
    return paper


def may_give(session: Session) -> bool:
    """Whether the item has a slip, and the printer for it is at work."""
    item, health = session.item, session.terminal.health
    return item is not None and isinstance(item.paper, SlipLayout) and not health.missing(("receipt_printer",))


def offered(session: Session, event: Event) -> Turn | None:
    """The turns of a page that shows something: take its slip along, do something else, or go."""
    match event:
        case Tapped(WentOn()) if may_give(session):
            return Onward(replace(session, serving=replace(session.serving, ending="slip"), notice=""))
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn()):
            return Finish()
    return None


def _taken(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn()) | Tapped(WentBack()) | TimeUp():
            return Finish()
    return None


TAKEN = Step(name="taken", screen="done", words="slip_taken", idle=Idle.FAREWELL, takes=_taken)

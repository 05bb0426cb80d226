"""A slip that comes by itself, once, at a step that asked for the time when it was entered.

heard(session, event, makes, act)     the order to print it, or whether it came out; None for any other event
shown(session, event, makes, act)     the same as a turn of a page that stays; the notice says what became of it
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from drivers.receipt_printer import Slip
from kiosk.effects import PrintSlip
from kiosk.events import Event, Failed, SlipSettled
from kiosk.service_events import TimeTold
from kiosk.session import Session
from kiosk.step import Stay, Turn

Makes = Callable[[Session, datetime], Slip | None]
"""The slip as of that time; None where it cannot be made."""


def heard(session: Session, event: Event, makes: Makes, act: str) -> PrintSlip | bool | None:
    """What an event means for the slip.

    Args:
        session: the visit.
        event: what was heard.
        makes: draws the slip.
        act: names its deed in the visit.

    Returns:
        The order to print it; whether it came out, False as well where nothing can print it; None where the event is
        about something else.
    """
    match event:
        case TimeTold(at):
            slip = None if session.terminal.health.missing(("receipt_printer",)) else makes(session, at)
            return PrintSlip(slip, session.deed(act)) if slip is not None else False
        case SlipSettled(is_printed):
            return is_printed
        case Failed():
            return False
    return None


def shown(session: Session, event: Event, makes: Makes, act: str, *, given: str = "receipt_given") -> Turn | None:
    """A turn of a page that stays; where the slip does not come, its words stay on the screen.

    Args:
        session: the visit; its `slip_printed` is None until something became of the slip.
        event: what was heard.
        makes: draws the slip.
        act: names its deed in the visit.
        given: the notice where it came out.
    """
    if isinstance(event, TimeTold) and session.slip_printed is not None:
        return None
    match heard(session, event, makes, act):
        case PrintSlip() as printing:
            return Stay(session, (printing,))
        case bool(is_printed):
            notice = given if is_printed else "slip_failed"
            return Stay(replace(session, slip_printed=is_printed, notice=notice))
    return None

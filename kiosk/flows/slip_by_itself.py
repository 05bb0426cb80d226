"""A slip that comes by itself, once, at a step that asked for the time when it was entered.

given(session, event, makes, act, told)   the turns of a step that gives one; what follows it the flow says
shown(session, event, makes, act)         the same on a page that stays; the notice says what became of it
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from drivers.receipt_printer import Slip
from kiosk.effects import PrintSlip
from kiosk.events import Event, Failed, SlipSettled
from kiosk.service_events import TimeTold
from kiosk.session import Session
from kiosk.step import Stay, Turn

Makes = Callable[[Session, datetime], Slip | None]
"""The slip as of that time; None where it cannot be made."""


class Told(Protocol):
    """What follows a slip."""

    def __call__(self, session: Session, *, is_printed: bool) -> Turn:
        """The turn; False as well where nothing can print it."""


def given(session: Session, event: Event, makes: Makes, act: str, told: Told) -> Turn | None:
    """The turn of a step that gives a slip; None where the event is about something else.

    Args:
        session: the visit.
        event: what was heard.
        makes: draws the slip.
        act: names its deed in the visit.
        told: what follows.
    """
    match event:
        case TimeTold(at):
            slip = None if session.terminal.health.missing(("receipt_printer",)) else makes(session, at)
            if slip is None:
                return told(session, is_printed=False)
            return Stay(session, (PrintSlip(slip, session.deed(act)),))
        case SlipSettled(is_printed):
            return told(session, is_printed=is_printed)
        case Failed():
            return told(session, is_printed=False)
    return None


def shown(session: Session, event: Event, makes: Makes, act: str, *, notice: str = "receipt_given") -> Turn | None:
    """A turn of a page that stays; where the slip does not come, its words stay on the screen.

    Args:
        session: the visit; its `slip_printed` is None until something became of the slip.
        event: what was heard.
        makes: draws the slip.
        act: names its deed in the visit.
        notice: where it came out.
    """
    if isinstance(event, TimeTold) and session.slip_printed is not None:
        return None

    def told(session: Session, *, is_printed: bool) -> Turn:
        return Stay(replace(session, slip_printed=is_printed, notice=notice if is_printed else "slip_failed"))

    return given(session, event, makes, act, told)

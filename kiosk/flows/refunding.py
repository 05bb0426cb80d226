"""What was paid for an application that is taken back goes back with it: the slip that says how, at the case itself.

The platform sends the money on its way when the application is taken back, at whatever terminal that is: before the
day's settlement it is reversed, after it a refund is requested under a number. Nothing is asked of a cashier here.
"""

from datetime import datetime

from drivers.receipt_printer import Slip
from kiosk.effects import Effect, TellTime
from kiosk.events import Event
from kiosk.flows import slip_by_itself
from kiosk.payment_slips import refund_slip
from kiosk.session import Session
from kiosk.step import Turn


def is_owed(session: Session) -> bool:
    """Whether money goes back with the case that is looked at."""
    case = session.serving.case
    return case is not None and case.refund is not None


def asked(session: Session) -> tuple[Effect, ...]:
    """What the page that shows the case is entered with, so that a slip of the money comes by itself."""
    return (TellTime(),) if is_owed(session) else ()


def shown(session: Session, event: Event) -> Turn | None:
    """A turn of the page that shows the case; its slip comes by itself, where money goes back."""
    if not is_owed(session):
        return None
    return slip_by_itself.shown(session, event, _slip, f"refund-{session.page}", notice="refund_slip_given")


def _slip(session: Session, at: datetime) -> Slip | None:
    case = session.serving.case
    return refund_slip(session, case, at) if case is not None else None

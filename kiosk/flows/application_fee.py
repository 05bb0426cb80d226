"""What an application costs: its own fee and the post's, paid before it is handed in, given back where it is not taken.

fee.owed(session, deed)          when the person has looked all of it over
*fee.steps(back_to, dot)         before it is handed in
*fee.delivering(dot)             after it is accepted
fee.order_of(session)            the order that has paid for it, as the application names it
fee.not_taken(session)           a turn, where it surely was not taken and something was paid; else None
"""

from kiosk.flows import deliver, fees, pay
from kiosk.flows.making_paper import item_of
from kiosk.session import Level, Session
from kiosk.step import Steps, Turn


def owed(session: Session, for_deed: str) -> Session:
    """With what is to be paid for it; 0 yuan shows no screen of payment.

    Args:
        session: all of it is looked over.
        for_deed: id of the submission that it is paid for.
    """
    return pay.owing(session, fees.fee_of(item_of(session), for_deed=for_deed, more=deliver.owed(session)))


def amount_of(session: Session) -> int:
    """What it will cost, in fen."""
    return fees.fee_of(item_of(session), more=deliver.owed(session)).amount_fen


def steps(*, back_to: str, dot: int) -> Steps:
    """The payment."""
    return pay.steps(back_to=back_to, needs=Level.CARD_AND_FACTOR, dot=dot)


def delivering(*, dot: int) -> Steps:
    """It is accepted: the cashier books the payment."""
    return pay.delivering(needs=Level.CARD_AND_FACTOR, dot=dot)


def order_of(session: Session) -> str:
    """The order that has paid for it; empty where it is free. By it the money goes back when it is taken back."""
    return pay.order_of(session) if pay.is_paid(session) else ""


def not_taken(session: Session) -> Turn | None:
    """The way of the money back; None where nothing was paid."""
    return pay.undelivered(session) if pay.is_paid(session) else None

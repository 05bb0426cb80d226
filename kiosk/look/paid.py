"""What was paid for whatever a result's page tells of: booked, not booked yet, or given back by the office."""

from config.texts import Texts
from kiosk.paying import TOLD_OF
from kiosk.platform.payment_values import Order, Refund
from kiosk.session import Session
from kiosk.view import Language, Row
from printing.payment_slip import yuan


def paid_rows(texts: Texts, session: Session, language: Language) -> tuple[Row, ...]:
    """The sum, and the number of the receipt where an office gave one; nothing where nothing was paid."""
    paying, order = session.paying, session.paying.order
    if order is None or paying.stage not in TOLD_OF:
        return ()
    if paying.stage == "returned":
        return (refund_row(texts, language, order),)
    told = texts.text(language, f"fee_paid.{order.state}", amount=yuan(order.amount_fen))
    rows = (Row(label=texts.text(language, "label.fee"), value=told),)
    receipt = order.receipt
    if receipt is None:
        return rows
    return (*rows, Row(label=texts.text(language, "label.fiscal_receipt"), value=f"{receipt.code} {receipt.number}"))


def refund_row(texts: Texts, language: Language, refund: Refund | Order) -> Row:
    """What goes back: at once, or by which request and when."""
    told = texts.text(
        language,
        f"refund.{refund.state}",
        amount=yuan(refund.amount_fen),
        case_no=refund.case_no,
        day=f"{refund.refund_by:%Y-%m-%d}" if refund.refund_by is not None else "",
    )
    return Row(label=texts.text(language, "label.refund"), value=told)

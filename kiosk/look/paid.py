"""What was paid for whatever a result's page tells of: booked, not booked yet, or given back by the office."""

from config.texts import Texts
from kiosk.paying import TOLD_OF
from kiosk.session import Session
from kiosk.view import Language, Row
from printing.payment_slip import yuan


def paid_rows(texts: Texts, session: Session, language: Language) -> tuple[Row, ...]:
    """The sum, and the number of the receipt where an office gave one; nothing where nothing was paid."""
    paying, order = session.paying, session.paying.order
    if order is None or paying.stage not in TOLD_OF:
        return ()
    amount = yuan(order.amount_fen)
    if paying.stage == "returned":
        by = f"{order.refund_by:%Y-%m-%d}" if order.refund_by is not None else ""
        told = texts.text(language, f"refund.{order.state}", amount=amount, case_no=order.case_no, day=by)
        return (Row(label=texts.text(language, "label.refund"), value=told),)
    told = texts.text(language, f"fee_paid.{order.state}", amount=amount)
    rows = (Row(label=texts.text(language, "label.fee"), value=told),)
    receipt = order.receipt
    if receipt is None:
        return rows
    return (*rows, Row(label=texts.text(language, "label.fiscal_receipt"), value=f"{receipt.code} {receipt.number}"))

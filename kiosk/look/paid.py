"""What was paid for whatever a result's page tells of, and whether the cashier has booked it."""

from config.texts import Texts
from kiosk.session import Session
from kiosk.view import Language, Row
from printing.payment_slip import yuan


def paid_rows(texts: Texts, session: Session, language: Language) -> tuple[Row, ...]:
    """The sum, and the number of the receipt where an office gave one; nothing where nothing was paid."""
    paying = session.paying
    if paying.order is None or not paying.is_paid:
        return ()
    told = texts.text(language, f"fee_paid.{paying.order.state}", amount=yuan(paying.order.amount_fen))
    rows = (Row(label=texts.text(language, "label.fee"), value=told),)
    receipt = paying.order.receipt
    if receipt is None:
        return rows
    return (*rows, Row(label=texts.text(language, "label.fiscal_receipt"), value=f"{receipt.code} {receipt.number}"))

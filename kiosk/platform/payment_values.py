"""What goes to the platform's cashier and comes back: bills, orders, what became of them. Money is integer fen.

An order's id is the deed's own id, made by the terminal. Whatever is sent a second time under the same id changes
nothing and gets the order as it stands.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from kiosk.platform.values import FieldName, FieldText, Token, Value
from printing.records.value import Masked, Words

Fen = Annotated[int, Field(ge=0, le=100_000_000)]
"""Hundredths of a yuan; the bound (a million yuan) is ours: no fee or bill of a kiosk comes near it."""
Way = Literal["code", "card"]
"""By a code on the glass that a phone scans, or by the bank-card terminal."""
OrderState = Literal["open", "paid", "closed", "delivered", "reversed", "refunding", "refunded"]
"""open, then closed, or paid. Paid, then delivered; or reversed before the day's settlement; or after it refunding
(asked for, with a case number) and refunded."""


class OrderLine(Value):
    """One thing that is paid for."""

    name: Words
    amount_fen: Fen
    is_government: bool = Field(description="A fee of an office (非税收入), which has a 缴款码 and a 财政电子票据.")


class OrderRequest(Value):
    """Open an order. The idempotency key is the order's id."""

    order: Token
    item: str = Field(max_length=64)
    lines: tuple[OrderLine, ...] = Field(min_length=1, max_length=20)
    amount_fen: Fen = Field(gt=0, description="The sum of the lines; an order of nothing is none.")
    way: Way
    bill: str = Field(default="", max_length=64, description="Of the bill that it pays; empty for a fee.")


class FiscalReceipt(Value):
    """财政电子票据: what anybody needs to look it up (财政部 电子票据 has code, number and check code)."""

    code: str = Field(pattern=r"^\d{8}$", description="票据代码.")
    number: str = Field(pattern=r"^\d{10}$", description="票据号码.")
    check_code: str = Field(pattern=r"^[0-9a-z]{6}$", description="校验码.")


class Order(Value):
    """An order as it stands."""

    order: Token
    amount_fen: Fen
    way: Way
    state: OrderState
    pay_code: str = Field(default="", max_length=300, description="What the code on the glass says while it is open.")
    code_valid_s: int = Field(default=0, ge=0, le=600, description="After that another one is to be asked for.")
    payment_code: str = Field(default="", pattern=r"^(\d{20})?$", description="缴款码 of a government fee.")
    paid_at: AwareDatetime | None = None
    paid_with: str = Field(default="", max_length=40, description="As the slip says it.")
    reference: str = Field(default="", max_length=40, description="The channel's own number of the payment.")
    receipt: FiscalReceipt | None = Field(default=None, description="Once it is delivered.")
    case_no: str = Field(default="", max_length=32, description="Of the request for a refund.")
    refund_by: date | None = Field(default=None, description="When the refund is promised.")


class OrderClosing(Value):
    """Close an order, also one that never arrived: then one of that id can not be opened any more."""

    amount_fen: Fen
    way: Way


class CardCharge(Value):
    """What the bank-card terminal says of an order."""

    reference: str = Field(min_length=1, max_length=40)
    terminal_no: str = Field(max_length=20)


class RefundRequest(Value):
    """Ask for a refund of what could not be delivered."""

    reason: Literal["not_delivered", "paid_after_closing"]


class Refund(Value):
    """Money on its way back to whoever has taken back what it was paid for."""

    order: Token
    amount_fen: Fen
    way: Way
    state: Literal["reversed", "refunding", "refunded"]
    case_no: str = Field(default="", max_length=32, description="Of the request, where one was needed.")
    refund_by: date | None = Field(default=None, description="When it is promised.")


class ListedOrder(Value):
    """One line of the cashier's list of a day."""

    order: Token
    amount_fen: Fen
    way: Way
    state: OrderState


class OrderList(Value):
    """All orders of this terminal that were opened on a day."""

    day: date
    orders: tuple[ListedOrder, ...] = Field(max_length=100_000)


class BillQuery(Value):
    """What an account owes. Anybody may ask: the holder comes masked."""

    item: str = Field(max_length=64)
    city: str = Field(pattern=r"^\d{6}$")
    asked: dict[FieldName, FieldText] = Field(max_length=10, description="What the form has gathered.")


class BillRow(Value):
    """One line that is shown of a bill; whose it is, is masked."""

    name: Words
    value: Words


class Bill(Value):
    """Something that is owed."""

    bill: str = Field(pattern=r"^[A-Z0-9-]{6,64}$")
    name: Words = Field(examples=["水费"])
    issuer: Words
    holder: Masked
    account: Masked
    rows: tuple[BillRow, ...] = Field(max_length=12)
    lines: tuple[OrderLine, ...] = Field(max_length=10)
    amount_fen: Fen = Field(description="The sum of the lines; nothing where nothing is owed.")
    because: Literal["", "not_decided", "contested"] = Field(
        default="", description="Why it cannot be paid now: not decided yet, or an officer looks at it."
    )


class BillList(Value):
    """What a person owes: fines."""

    subject: Token
    bills: tuple[Bill, ...] = Field(max_length=100)

"""Asking the platform's cashier: one small function a question. Money is integer fen.

Every function raises a `PlatformError` and nothing else. All may be repeated: an order's id is the idempotency key, and
whatever comes a second time changes nothing. An answer about another order, or another sum, is never believed.
"""

from datetime import date

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.payment_values import (
    Bill,
    BillList,
    BillQuery,
    CardCharge,
    Order,
    OrderClosing,
    OrderList,
    OrderRequest,
    RefundRequest,
)
from kiosk.platform.values import Identity, Value


def bill(platform: Platform, wanted: BillQuery) -> Bill:
    """What an account owes.

    Raises:
        Refused: NOTHING_FOUND, NOT_FOUND (item), BAD_REQUEST.
    """
    found = platform.ask(Question(method="POST", path="/bills", again=True, body=body_of(wanted)), Bill)
    return _adds_up(found)


def fines(platform: Platform, identity: Identity) -> tuple[Bill, ...]:
    """What fines the person owes, the newest first."""
    found = platform.ask(Question(method="GET", path="/fines", again=True, identity_token=identity.token), BillList)
    if found.subject != identity.subject:
        raise WrongAnswer("about another subject")
    return tuple(_adds_up(one) for one in found.bills)


def open_order(platform: Platform, wanted: OrderRequest) -> Order:
    """Open an order, or hear how the one of that id stands.

    Raises:
        Refused: CONFLICT (the bill owes another sum, or is paid), BAD_REQUEST.
    """
    return _ours(_post(platform, "/orders", wanted, wanted.order), wanted.order, wanted.amount_fen)


def order(platform: Platform, order_id: str, amount_fen: int) -> Order:
    """How an order stands.

    Raises:
        Refused: NOT_FOUND, no order of that id was ever opened or closed.
    """
    found = platform.ask(Question(method="GET", path=f"/orders/{order_id}", again=True), Order)
    return _ours(found, order_id, amount_fen)


def close(platform: Platform, order_id: str, wanted: OrderClosing) -> Order:
    """Close it, unless it is paid: whoever asks looks at the state. One that was never opened can not be any more."""
    return _ours(_post(platform, f"/orders/{order_id}/closing", wanted, order_id), order_id, wanted.amount_fen)


def card_charged(platform: Platform, order_id: str, amount_fen: int, charge: CardCharge) -> Order:
    """Say that the bank-card terminal has charged it.

    Raises:
        Refused: CONFLICT, it is closed: the charge has to be taken back.
    """
    return _ours(_post(platform, f"/orders/{order_id}/card-charges", charge, order_id), order_id, amount_fen)


def deliver(platform: Platform, order_id: str, amount_fen: int) -> Order:
    """Say that what was paid for is there; a bill is booked by it. Whoever asks looks at the state.

    Raises:
        Refused: CONFLICT, it is not paid, or on its way back, or the bill was paid otherwise.
    """
    return _ours(_post(platform, f"/orders/{order_id}/delivery", None, order_id), order_id, amount_fen)


def reverse(platform: Platform, order_id: str, amount_fen: int) -> Order:
    """Take the payment back before the day's settlement. After it the state stays `paid`: a refund is to be asked for.

    Raises:
        Refused: CONFLICT, it is not paid.
    """
    return _ours(_post(platform, f"/orders/{order_id}/reversal", None, order_id), order_id, amount_fen)


def ask_refund(platform: Platform, order_id: str, amount_fen: int, wanted: RefundRequest) -> Order:
    """Ask for a refund after the settlement; the answer has the case number.

    Raises:
        Refused: CONFLICT, it is not paid.
    """
    return _ours(_post(platform, f"/orders/{order_id}/refund-requests", wanted, order_id), order_id, amount_fen)


def orders_of(platform: Platform, day: date) -> OrderList:
    """The cashier's list of a day, of this terminal."""
    found = platform.ask(Question(method="GET", path=f"/order-lists/{day.isoformat()}", again=True), OrderList)
    if found.day != day:
        raise WrongAnswer("the list of another day")
    return found


def _post(platform: Platform, path: str, body: Value | None, key: str) -> Order:
    question = Question(
        method="POST", path=path, again=True, body=body_of(body) if body is not None else b"", idempotency_key=key
    )
    return platform.ask(question, Order)


def _ours(found: Order, order_id: str, amount_fen: int) -> Order:
    if found.order != order_id:
        raise WrongAnswer("another order")
    if found.amount_fen != amount_fen:
        raise WrongAnswer("another sum")
    return found


def _adds_up(found: Bill) -> Bill:
    if found.amount_fen != sum(line.amount_fen for line in found.lines):
        raise WrongAnswer("a bill that does not add up")
    return found

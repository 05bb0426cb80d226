"""What the slip of a payment knows: the order as the cashier told it, and what of the bill is masked."""

from dataclasses import replace
from datetime import datetime

from drivers.clock import BEIJING
from drivers.receipt_printer import Slip
from kiosk.effects import PrintSlip
from kiosk.paying import TOLD_OF
from kiosk.platform.payment_values import Order
from kiosk.platform.service_values import CaseFile
from kiosk.session import Session
from printing.payment_slip import PaymentSlip, below, compose_payment_slip, pairs


def payment_slip(session: Session, at: datetime) -> Slip:
    """The slip of the order under way, as far as it was told."""
    return compose_payment_slip(_told(session, at))


def found_slip(session: Session, order: Order, item: str, at: datetime) -> tuple[PrintSlip, ...]:
    """The slip of an order that a crash interrupted, as the visit would have given it; none where none can come."""
    known = session.terminal.catalogue.get(item)
    if known is None or order.state == "closed" or session.terminal.health.missing(("receipt_printer",)):
        return ()
    told = slip_of_order(
        order, item=known.settings.name.zh_hans, terminal=session.terminal.name, at=at, sample=session.is_sample
    )
    return (PrintSlip(compose_payment_slip(told), session.deed(f"slip-of-found-{order.order}")),)


def with_payment(session: Session, slip: Slip) -> Slip:
    """A flow's own slip, with what was paid for it; as it is where nothing was."""
    paying = session.paying
    if paying.order is None or paying.stage not in TOLD_OF:
        return slip
    return replace(slip, parts=(*slip.parts, *below(_told(session, paying.order.paid_at or NO_TIME))))


def pairs_of(session: Session) -> tuple[tuple[str, str], ...]:
    """The same names and values for another slip, or the screen, which name the item themselves."""
    paying = session.paying
    if paying.order is None:
        return ()
    return pairs(_told(session, paying.order.paid_at or NO_TIME))[1:]


def slip_of_order(
    order: Order, *, item: str, terminal: str, at: datetime, sample: bool, about: tuple[tuple[str, str], ...] = ()
) -> PaymentSlip:
    """What any slip of that order says, whether its visit runs or the terminal found it after a restart."""
    receipt = order.receipt
    return PaymentSlip(
        state=order.state,
        item=item,
        amount_fen=order.amount_fen,
        order=order.order,
        way=order.way,
        paid_with=order.paid_with,
        reference=order.reference,
        paid_at=order.paid_at,
        about=about,
        payment_code=order.payment_code,
        receipt=(receipt.code, receipt.number, receipt.check_code) if receipt is not None else None,
        case_no=order.case_no,
        refund_by=f"{order.refund_by:%Y-%m-%d}" if order.refund_by is not None else "",
        terminal=terminal,
        at=at,
        sample=sample,
    )


def refund_slip(session: Session, case: CaseFile, at: datetime) -> Slip | None:
    """The slip of what goes back because its application was taken back; None where nothing does."""
    refund = case.refund
    if refund is None:
        return None
    told = PaymentSlip(
        state=refund.state,
        item=case.progress.item,
        amount_fen=refund.amount_fen,
        order=refund.order,
        way=refund.way,
        about=(("已撤回申请", case.progress.case_no),),
        case_no=refund.case_no,
        refund_by=f"{refund.refund_by:%Y-%m-%d}" if refund.refund_by is not None else "",
        terminal=session.terminal.name,
        at=at,
        sample=session.is_sample,
    )
    return compose_payment_slip(told)


def _told(session: Session, at: datetime) -> PaymentSlip:
    paying, item = session.paying, session.item
    if paying.order is None or item is None:
        raise AssertionError("a slip of a payment follows an order")
    bill = paying.bill
    about: tuple[tuple[str, str], ...] = ()
    if bill is not None:
        is_fine = any(line.is_government for line in bill.lines)
        number, holder = ("编号", "当事人") if is_fine else ("户号", "户名")
        first = tuple((row.name, row.value) for row in bill.rows[:1])
        about = (("收款单位", bill.issuer), (number, bill.account), (holder, bill.holder), *first)
    return slip_of_order(
        paying.order,
        item=item.settings.name.zh_hans,
        terminal=session.terminal.name,
        at=at,
        sample=session.is_sample,
        about=about,
    )


NO_TIME = datetime(2026, 1, 1, tzinfo=BEIJING)
"""Stands where no time is shown."""

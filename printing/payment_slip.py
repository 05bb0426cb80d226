"""The slip of a payment: paid, not known yet, given back, or a refund asked for. The same facts give the same slip.

It names the order, the sum and the channel's number, which is what anybody asks for who looks a payment up; of a person
only what the cashier has masked. Its order is that of a public terminal's payment slip (持卡人存根); wording is ours.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from drivers.clock import BEIJING
from drivers.receipt_printer import Align, Line, Pair, Part, Rule, Slip
from printing.capital_numerals import in_capitals

TITLES = {
    "delivered": "缴费凭条",
    "paid": "支付凭条（入账待确认）",
    "open": "支付结果待确认",
    "closed": "订单已关闭（未扣款）",
    "reversed": "退款凭条（已撤销扣款）",
    "refunding": "退款申请受理单",
    "refunded": "退款凭条（已退款）",
}
"""By the order's state."""
_ADVICE = {
    "delivered": ("请妥善保管，可凭订单号查询。",),
    "paid": ("款项已收到。若未能入账，将原路退回，无需再次支付。",),
    "open": ("请勿重复支付。终端会继续查询：", "已扣款的将原路退回。"),
    "closed": ("没有扣款。",),
    "reversed": ("款项原路退回，到账时间以支付机构为准。",),
    "refunding": ("请凭受理号查询退款进度。",),
    "refunded": ("款项已原路退回。",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSlip:
    """What a slip of a payment knows."""

    state: str
    """A key of TITLES."""
    item: str
    amount_fen: int
    order: str
    way: str
    """code or card."""
    paid_with: str = ""
    reference: str = ""
    paid_at: datetime | None = None
    about: tuple[tuple[str, str], ...] = ()
    """Names and values of what was paid for, masked."""
    payment_code: str = ""
    receipt: tuple[str, str, str] | None = None
    """Code, number and check code of the 财政电子票据."""
    case_no: str = ""
    refund_by: str = ""
    terminal: str
    at: datetime
    sample: bool


def yuan(fen: int) -> str:
    """Fen as yuan: 1234 is 12.34."""
    return f"{fen // 100}.{fen % 100:02d}"


def pairs(told: PaymentSlip) -> tuple[tuple[str, str], ...]:
    """Name and value of each line that says something."""
    code, number, check_code = told.receipt or ("", "", "")
    way = told.paid_with or {"code": "扫码支付", "card": "银行卡"}[told.way]
    lines = (
        ("办理事项", told.item),
        *told.about,
        ("金额", f"{yuan(told.amount_fen)} 元"),
        ("大写", in_capitals(Decimal(told.amount_fen) / 100)),
        ("订单号", grouped(told.order)),
        ("支付方式", way),
        ("交易流水号", told.reference),
        ("支付时间", _second(told.paid_at)),
        ("缴款码", told.payment_code),
        ("票据代码", code),
        ("票据号码", number),
        ("校验码", check_code),
        ("退款受理号", told.case_no),
        ("退款期限", told.refund_by),
    )
    return tuple((name, value) for name, value in lines if value)


def below(told: PaymentSlip) -> tuple[Part, ...]:
    """The same at the end of another slip, which names the item itself."""
    return (Rule(), Line(TITLES[told.state], bold=True), *(Pair(name, value) for name, value in pairs(told)[1:]))


def grouped(order: str) -> str:
    """The order's number as people read it: in blocks of four."""
    return " ".join(order[start : start + 4] for start in range(0, len(order), 4))


def compose_payment_slip(told: PaymentSlip) -> Slip:
    """Put it on 80 or 58 mm paper."""
    sample: list[Part] = [Line("演示数据 不具效力", Align.CENTRE, bold=True)] if told.sample else []
    parts: list[Part] = [
        *sample,
        Line(TITLES[told.state], Align.CENTRE, bold=True),
        Rule(),
        *(Pair(name, value) for name, value in pairs(told)),
        Rule(),
        Pair("终端", told.terminal),
        Pair("打印时间", _second(told.at)),
        *(Line(words) for words in _ADVICE[told.state]),
        *sample,
    ]
    return Slip(tuple(parts))


def _second(moment: datetime | None) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}" if moment is not None else ""

"""What the slip says after a print, whatever became of it. Takes masked words only: slips are left behind.

Order and words follow the slips of public terminals in halls; 80 mm paper holds 24 Chinese characters a line.
"""

import re
from dataclasses import dataclass, field

from drivers.outcome import Outcome
from drivers.receipt_printer import Align, Line, Pair, Part, Qr, Rule, Slip
from printing.document import Verification

_UNMASKED = re.compile(r"[0-9A-Z]{8,}")
"""A run this long of a person's number is not masked: the mask leaves four at either end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintReceipt:
    """What is known of one print when its slip is made."""

    item: str
    """What was printed, in the resident's words."""
    holder: str = field(repr=False)
    """Masked name, e.g. 张*三."""
    holder_number: str = field(repr=False)
    """Masked number, e.g. 4499**********712X."""
    serial: str
    """The print's own number: the same as at the foot of the paper."""
    outcome: Outcome
    sheets_out: int
    pages: int
    terminal: str
    place: str
    at: str
    """YYYY-MM-DD HH:MM:SS."""
    verification: Verification | None = None
    """Printed only when the paper is done; None where the paper has none."""
    sample: bool
    """True prints 演示数据 at the head and at the foot."""


def compose_receipt(receipt: PrintReceipt) -> Slip:
    """The slip of one print.

    Raises:
        ValueError: name or number of the person are not masked.
    """
    if "*" not in receipt.holder or "*" not in receipt.holder_number or _UNMASKED.search(receipt.holder_number):
        raise ValueError("a slip carries masked names and numbers only")
    place = [] if receipt.place == receipt.terminal else [Pair("地点", receipt.place)]
    parts: list[Part] = [
        *_sample(receipt),
        Line("政务自助服务终端 业务凭条", Align.CENTRE, bold=True),
        Rule(),
        Pair("业务名称", receipt.item),
        Pair("办理人", receipt.holder),
        Pair("证件号", receipt.holder_number),
        Pair("业务流水号", receipt.serial),
        *_result(receipt),
        Pair("终端", receipt.terminal),
        *place,
        Pair("时间", receipt.at),
        Rule(),
        Line("温馨提示", bold=True),
        *(Line(advice, bold=True) for advice in _advice(receipt)),
    ]
    if receipt.outcome is Outcome.DONE and receipt.verification is not None:
        parts += [
            Pair("验证码", grouped(receipt.verification.code)),
            Line("扫码核验本件", Align.CENTRE),
            Qr(receipt.verification.url),
        ]
    parts += [Line("请取走您的证件和凭条", Align.CENTRE), *_sample(receipt)]
    return Slip(tuple(parts))


def grouped(code: str) -> str:
    """A verification code as people read it aloud."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _sample(receipt: PrintReceipt) -> list[Part]:
    return [Line("演示数据 不具效力", Align.CENTRE, bold=True)] if receipt.sample else []


def _result(receipt: PrintReceipt) -> list[Part]:
    match receipt.outcome:
        case Outcome.DONE:
            return [Pair("办理结果", "打印完成"), Pair("份数/页数", f"1 份 / {receipt.pages} 页")]
        case Outcome.NOT_DONE:
            return [
                Pair("办理结果", "打印未完成"),
                Pair("已出纸", f"{receipt.sheets_out} 张（共 {receipt.pages} 页）"),
            ]
        case Outcome.UNKNOWN:
            return [
                Pair("办理结果", "打印结果待核实"),
                Pair("已知出纸", f"至少 {receipt.sheets_out} 张（共 {receipt.pages} 页）"),
            ]


def _advice(receipt: PrintReceipt) -> tuple[str, ...]:
    match receipt.outcome:
        case Outcome.DONE:
            return ("请当场核对证明内容并妥善保管。",)
        case Outcome.NOT_DONE if receipt.sheets_out:
            return (
                "打印未完成，本次未计次，请联系工作人员。",
                f"已出的 {receipt.sheets_out} 张不完整，请勿使用，请交给工作人员。",
            )
        case Outcome.NOT_DONE:
            return ("打印未完成，本次未计次，请联系工作人员。",)
        case Outcome.UNKNOWN:
            return ("打印机未能确认结果，请持本凭条联系工作人员核实。", "请勿重复办理。")

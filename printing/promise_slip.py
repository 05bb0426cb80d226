"""The copy of a promise (容缺, 告知承诺), and the slip of an application that waits here to be lodged.

Both name no person but the masked one of the case. The same facts give the same slip; wording is ours.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from drivers.clock import BEIJING
from drivers.receipt_printer import Align, Line, Pair, Part, Qr, Rule, Slip

SAMPLE = Line("演示数据 不具效力", Align.CENTRE, bold=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseSlip:
    """What the copy of a promise knows."""

    item: str
    case_no: str
    applicant: str = field(repr=False)
    """Masked."""
    due: date | None
    """Until when what is owed has to be there; None where nothing is owed."""
    yours: tuple[str, ...] = field(repr=False)
    ours: tuple[str, ...] = field(repr=False)
    mark: str
    """Beginning of the digest of the words that were agreed to."""
    by: str
    """How it was agreed to."""
    link: str
    terminal: str
    at: datetime
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSlip:
    """What the slip of an application says that lies here, encrypted, because the platform cannot be reached."""

    item: str
    number: str
    """Of what lies here; names nobody."""
    until: datetime
    """When it is removed where it could not be lodged."""
    terminal: str
    at: datetime
    sample: bool


def compose_promise_slip(told: PromiseSlip) -> Slip:
    """Put it on 80 or 58 mm paper: both sides, the day, and where it can be handed in."""
    sample: list[Part] = [SAMPLE] if told.sample else []
    due: list[Part] = [Pair("补交期限", f"{told.due:%Y-%m-%d}")] if told.due is not None else []
    advice = ["可在任一终端选“办事进度”补交，也可到窗口。"] if told.due is not None else []
    parts: list[Part] = [
        *sample,
        Line("承诺书（申请人留存）", Align.CENTRE, bold=True),
        Rule(),
        Pair("事项名称", told.item),
        Pair("受理编号", told.case_no),
        Pair("申请人", told.applicant),
        *due,
        Rule(),
        Line("申请人承诺", bold=True),
        *(Line(f"{number}. {line}") for number, line in enumerate(told.yours, 1)),
        Line("受理部门承诺", bold=True),
        *(Line(f"{number}. {line}") for number, line in enumerate(told.ours, 1)),
        Rule(),
        Pair("确认方式", told.by),
        Pair("承诺内容校验", told.mark),
        Pair("终端", told.terminal),
        Pair("承诺时间", _minute(told.at)),
        *(Line(line) for line in advice),
        Qr(told.link),
        *sample,
    ]
    return Slip(tuple(parts))


def compose_waiting_slip(told: WaitingSlip) -> Slip:
    """Put it on 80 or 58 mm paper. It says twice that nothing is lodged yet."""
    sample: list[Part] = [SAMPLE] if told.sample else []
    parts: list[Part] = [
        *sample,
        Line("暂存凭条", Align.CENTRE, bold=True),
        Line("尚未提交，不是受理回执", Align.CENTRE, bold=True),
        Rule(),
        Pair("事项名称", told.item),
        Pair("暂存编号", told.number),
        Pair("暂存时间", _minute(told.at)),
        Pair("保留到", _minute(told.until)),
        Pair("终端", told.terminal),
        Rule(),
        Line("申请已加密，只有政务平台能打开，本机也看不到。"),
        Line("网络恢复后自动提交一次，受理后发短信给您。"),
        Line("到期没有收到短信，就是没有提交成功，请重新申请。"),
        Line("等待期间请不要重复申请。"),
        *sample,
    ]
    return Slip(tuple(parts))


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"

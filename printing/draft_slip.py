"""The slip of a form that somebody began: its code, and until when it is kept. It says nothing of the person."""

from dataclasses import dataclass

from drivers.receipt_printer import Align, Line, Pair, Part, Qr, Rule, Slip


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSlip:
    """What somebody takes home who goes on another time."""

    item: str
    code: str
    link: str
    saved_at: str
    """YYYY-MM-DD HH:MM."""
    kept_until: str
    """YYYY-MM-DD."""
    terminal: str
    sample: bool
    """True prints 演示数据 at the head and at the foot."""


def compose_draft_slip(told: DraftSlip) -> Slip:
    """Put it on 80 or 58 mm paper."""
    sample: list[Part] = [Line("演示数据 不具效力", Align.CENTRE, bold=True)] if told.sample else []
    parts: list[Part] = [
        *sample,
        Line("没填完的申请 续填码", Align.CENTRE, bold=True),
        Rule(),
        Line(f"{told.code[:4]} {told.code[4:]}", Align.CENTRE, bold=True, large=True),
        Pair("申请什么", told.item),
        Pair("存于", told.saved_at),
        Pair("保存到", told.kept_until),
        Pair("终端", told.terminal),
        Rule(),
        Line("在任一终端扫这个码，或输入续填码，", bold=True),
        Line("再证明是您本人，就能接着填。", bold=True),
        Line("填的内容在省平台，不在这台机器上。"),
        Qr(told.link),
        *sample,
    ]
    return Slip(tuple(parts))

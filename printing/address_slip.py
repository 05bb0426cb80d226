"""The slip that says where to go instead: place, hours, what to bring. It says nothing of a person.

Labels are in Chinese and English: whoever cannot read the one shows it to somebody who can.
"""

from dataclasses import dataclass

from drivers.receipt_printer import Align, Line, Pair, Part, Rule, Slip


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressSlip:
    """What somebody holds in hand who is sent elsewhere."""

    errand: str
    """What is done there; empty where nobody knows."""
    name: str
    where: str
    hours: str
    bring: str
    """Empty: nothing."""
    phone: str
    """Empty: nobody answers."""
    terminal: str
    at: str
    """YYYY-MM-DD HH:MM:SS."""
    sample: bool
    """True prints 演示数据 at the head and at the foot."""


def compose_address_slip(told: AddressSlip) -> Slip:
    """Put it on 80 or 58 mm paper."""
    sample: list[Part] = [Line("演示数据 不具效力", Align.CENTRE, bold=True)] if told.sample else []
    lines = (
        ("办什么 What", told.errand),
        ("去哪里 Where", told.name),
        ("怎么走 Way", told.where),
        ("什么时候 Hours", told.hours),
        ("带什么 Bring", told.bring),
        ("电话 Phone", told.phone),
    )
    parts: list[Part] = [
        *sample,
        Line("请到这里办 Please go here", Align.CENTRE, bold=True),
        Rule(),
        *(Pair(name, value) for name, value in lines if value),
        Rule(),
        Pair("终端", told.terminal),
        Pair("时间", told.at),
        Line("凭这张小票问路就行", Align.CENTRE),
        *sample,
    ]
    return Slip(tuple(parts))

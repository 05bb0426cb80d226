"""营业执照 as a plain print in landscape: no border stock, no emblem, no seal; a print says that it is one."""

from collections.abc import Mapping, Sequence
from typing import Any

from printing.document import Drawing
from printing.fonts import Face, runs, width
from printing.layout_formats import ABSENT, LayoutError, fill, moment
from printing.layout_schema import DrawnLayout
from printing.layouts import Stamp
from printing.page import MM, Box, Mark, Page, Rule, Sheet, line
from printing.placing import NO_FORCE, QR_SIZE, code_block
from printing.qr import code_marks
from printing.setting import wrap
from printing.sheets.frame import drawing, foot, sample_box

_WIDE, _HIGH = Sheet.HEIGHT, Sheet.WIDTH
_LEFT, _RIGHT = 26 * MM, _WIDE - 26 * MM
_MIDDLE = _WIDE / 2
_NAMES = 26 * MM
_HALF = _MIDDLE - _LEFT - 4 * MM
_LEADING = 1.32
_TWO_COLUMNS = (14.0, 12.5, 11.0, 10.0, 9.0)
_AIRY = 12.0
"""From here on fields stand apart, so that a short licence fills its page."""
_FULL_WIDTH = (9.0, 8.0, 7.0, 6.0)
"""Points: the scope of a company may have two thousand characters; the largest size that fits is taken."""
_LOWEST = 53.5 * MM
_SIGNED, _OVER_RULE = 48 * MM, 34 * MM
_AUTHORITY = (11.0, 9.0, 7.5, 6.0)
_TOP = 143 * MM
_CODES = 189 * MM
"""Upper edge of both codes."""

_Field = tuple[str, str]


def lay_out(layout: DrawnLayout, record: Mapping[str, Any], stamp: Stamp) -> Drawing:
    """The whole licence on one page, its scope as large as it fits.

    Raises:
        LayoutError: it does not fit in the smallest size.
    """
    page = Page(is_landscape=True)
    _refuse(record)
    page.marks += [
        Box(x=14 * MM, y=17 * MM, width=_WIDE - 28 * MM, height=_HIGH - 31 * MM, thickness=1.6, grey=0.25),
        Box(x=16 * MM, y=19 * MM, width=_WIDE - 32 * MM, height=_HIGH - 35 * MM, thickness=0.5, grey=0.25),
    ]
    page.marks += _head(layout, record, stamp)
    page.marks += _fields(record)
    page.marks += _end(layout, record, stamp)
    page.marks += foot(stamp, wide=_WIDE, top=16.5 * MM, left=16 * MM)
    return drawing(layout.title, page, stamp, fill(layout.words["purpose"], record))


def _refuse(record: Mapping[str, Any]) -> None:
    for name in ("name", "type", "head", "address", "scope", "credit_code"):
        runs(record[name], Face.SONG, field=name)


def _head(layout: DrawnLayout, record: Mapping[str, Any], stamp: Stamp) -> list[Mark]:
    marks: list[Mark] = [
        line(_MIDDLE, 172 * MM, "营　业　执　照", 34, face=Face.BOLD, align="centre"),
        line(_LEFT, 181 * MM, "统一社会信用代码", 8.5, grey=0.25),
        line(_LEFT, 174.5 * MM, record["credit_code"], 13, face=Face.BOLD),
        *code_marks(_RIGHT - QR_SIZE, _CODES - QR_SIZE, QR_SIZE, record["link"]),
        *code_block(_RIGHT - QR_SIZE - 10 * MM, _CODES, stamp.verification, "验证码")[0],
    ]
    words = fill(layout.words["scan"], record)
    for number, text in enumerate(wrap(words, 6.5, 28.5 * MM)):
        marks.append(
            line(
                _RIGHT - QR_SIZE / 2,
                _CODES - QR_SIZE - 14 - number * 9,
                text,
                6.5,
                align="centre",
                grey=0.25,
            )
        )
    if record["is_copy"]:
        marks.append(line(_MIDDLE, 162 * MM, layout.words["copy"], 15, align="centre"))
        marks.append(line(_MIDDLE + 34 * MM, 162 * MM, f"副本编号 {record['copy_no']}", 8.5, grey=0.25))
    marks.append(line(_MIDDLE, 154 * MM, fill(layout.words["print"], record), 10.5, align="centre", grey=0.25))
    if stamp.sample:
        marks += sample_box(_LEFT, 158 * MM)
    return marks


def _fields(record: Mapping[str, Any]) -> list[Mark]:
    left = (
        ("名称", record["name"]),
        ("类型", record["type"]),
        (record["head_role"], record["head"]),
    )
    right = _standing(record)
    scope = ("经营范围", record["scope"])
    for size in _TWO_COLUMNS:
        marks, low = _columns((*left, scope), right, size)
        if low >= _LOWEST:
            return marks
    for size in _FULL_WIDTH:
        marks, low = _columns(left, right, size)
        more, low = _across(low, scope, size)
        if low >= _LOWEST:
            return [*marks, *more]
    raise LayoutError("the scope of the record does not fit on a licence")


def _standing(record: Mapping[str, Any]) -> tuple[_Field, ...]:
    """What a licence says beside the names: a sole trader has a form and a place, a branch a place, neither capital."""
    founded = moment(record["founded"], "%Y年%m月%d日")
    if record["head_role"] == "经营者":
        return ("组成形式", record["form"] or ABSENT), ("注册日期", founded), ("经营场所", record["address"])
    until = moment(record["term_to"], "%Y年%m月%d日") if record["term_to"] is not None else "长期"
    term = ("营业期限", f"{moment(record['term_from'], '%Y年%m月%d日')} 至 {until}")
    if record["head_role"] == "负责人":
        return ("成立日期", founded), term, ("营业场所", record["address"])
    capital = f"{record['currency']}{record['capital']:.2f}元" if record["capital"] is not None else ABSENT
    return ("注册资本", capital), ("成立日期", founded), term, ("住所", record["address"])


def _columns(left: Sequence[_Field], right: Sequence[_Field], size: float) -> tuple[list[Mark], float]:
    """Both columns in one size, and how far down the longer one goes."""
    here, low = _column(_LEFT, _TOP, left, size, _HALF)
    there, other = _column(_MIDDLE + 4 * MM, _TOP, right, size, _HALF)
    return [*here, *there], min(low, other)


def _column(x: float, y: float, fields: Sequence[_Field], size: float, room: float) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    for name, value in fields:
        marks.append(line(x, y, name, min(size, 11.5), face=Face.BOLD, grey=0.1))
        for text in wrap(value, size, room - _NAMES, Face.SONG):
            marks.append(line(x + _NAMES, y, text, size, face=Face.SONG))
            y -= size * _LEADING
        y -= size * (2.0 if size >= _AIRY else 0.6)
    return marks, y


def _across(y: float, field: _Field, size: float) -> tuple[list[Mark], float]:
    """A long field over the whole width, its name above it."""
    marks: list[Mark] = [line(_LEFT, y, field[0], min(size, 10.5), face=Face.BOLD, grey=0.1)]
    for text in wrap(field[1], size, _RIGHT - _LEFT, Face.SONG):
        y -= size * _LEADING
        marks.append(line(_LEFT, y, text, size, face=Face.SONG))
    return marks, y


def _authority(x: float, name: str, approved: str) -> list[Mark]:
    """Who registered it and when, above the rule, in the largest size of which the name leaves the day its place.

    Raises:
        LayoutError: none does.
    """
    label = "登记机关　"
    left = x + width(label, _AUTHORITY[0])
    for size in _AUTHORITY:
        lines = wrap(name, size, _RIGHT - left)
        low = _SIGNED - 7 * MM - (len(lines) - 1) * size * _LEADING
        if low >= _OVER_RULE:
            marks: list[Mark] = [line(x, _SIGNED, label, _AUTHORITY[0]), line(x, low, approved, _AUTHORITY[0])]
            for number, text in enumerate(lines):
                marks.append(line(left, _SIGNED - number * size * _LEADING, text, size))
            return marks
    raise LayoutError("the authority's name does not fit on a licence")


def _end(layout: DrawnLayout, record: Mapping[str, Any], stamp: Stamp) -> list[Mark]:
    marks: list[Mark] = [
        *_authority(_RIGHT - 62 * MM, stamp.issuer, moment(record["approved"], "%Y年%m月%d日")),
        Rule(_LEFT, 33 * MM, _RIGHT, 33 * MM, 0.5, 0.4),
    ]
    for number, note in enumerate(layout.notes):
        marks.append(line(_LEFT, 28 * MM - number * 11, fill(note, record), 8.5))
    if stamp.sample:
        marks.append(line(_RIGHT, 28 * MM, NO_FORCE, 8.5, face=Face.BOLD, align="right"))
    return marks

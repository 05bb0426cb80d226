"""Slips as data: printing/layouts/<id>.toml with form = "slip", for the receipt printer.

The slip of a print, which tells what became of it, is composed in printing/receipt.py.
"""

from collections.abc import Mapping
from typing import Any

from drivers.receipt_printer import Align, Line, Pair, Part, Qr, Rule, Slip
from printing.layout_check import has_rows
from printing.layout_formats import LayoutError, fill, filler, moment, placeholders
from printing.layout_schema import SlipLayout, SlipPair
from printing.layouts import Stamp, load_any

RATE = "扫码评价本次服务"
"""好差评 by telephone (GB/T 39734): the terminal sends no name, the case is rated by its number."""


def load_slip(name: str) -> SlipLayout:
    """The slip of that id.

    Raises:
        LayoutError: there is none, it is wrong, or it is no slip.
    """
    layout = load_any(name)
    if not isinstance(layout, SlipLayout):
        raise LayoutError(f"layout {name}: is a {layout.form}, no slip")
    return layout


def _is_told(pair: SlipPair, values: Mapping[str, Any]) -> bool:
    """A line that has nothing to say is left out: nobody fills in a slip."""
    names = [name for name, _ in placeholders(pair.value)]
    return not names or any(values.get(name, "") is not None for name in names)


def compose_slip(layout: SlipLayout, record: Mapping[str, Any], stamp: Stamp) -> Slip:
    """Put a record's values where the layout wants them.

    Args:
        layout: the kind of slip.
        record: the platform's answer as plain values; what says who somebody is comes masked.
        stamp: where and when.

    Raises:
        LayoutError: the record lacks a name that the layout uses; names the key only.
    """
    values = {**record, **stamp.values()}
    sample: list[Part] = [Line("演示数据 不具效力", Align.CENTRE, bold=True)] if stamp.sample else []
    parts: list[Part] = [*sample, Line(layout.title, Align.CENTRE, bold=True), Rule()]
    if layout.large:
        parts.append(Line(fill(layout.large, values), Align.CENTRE, bold=True, large=True))
    parts += [Pair(pair.name, fill(pair.value, values)) for pair in layout.pairs if _is_told(pair, values)]
    if layout.steps is not None:
        parts += [Line(f"{number}. {step}") for number, step in enumerate(has_rows(values, layout.steps), 1)]
    for rows in layout.lists:
        write = filler(rows.line)
        told = [Line(write(row)) for row in has_rows(values, rows.rows)]
        parts += [Line(rows.head, bold=True), *told] if told else []
    parts += [Pair("终端", stamp.terminal), Pair("打印", moment(stamp.printed_at, "%Y-%m-%d %H:%M:%S")), Rule()]
    if layout.advice:
        parts += [Line("温馨提示", bold=True), *(Line(fill(advice, values), bold=True) for advice in layout.advice)]
    if layout.qr:
        parts += [Line(layout.qr_words, Align.CENTRE), Qr(fill(layout.qr, values))]
    if layout.is_rated and stamp.rating_pages:
        parts += [Line(RATE, Align.CENTRE), Qr(f"{stamp.rating_pages}/{values['case_no']}")]
    parts += [Line("请取走您的证件和凭条", Align.CENTRE), *sample]
    return Slip(tuple(parts))

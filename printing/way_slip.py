"""The slip that leads somebody through the hall: where to, and what to do on each floor. It names no person."""

from dataclasses import dataclass
from datetime import datetime

from drivers.receipt_printer import Align, Line, Part, Rule, Slip
from printing.layout_formats import moment


@dataclass(frozen=True, slots=True)
class WaySlip:
    """What stands on it, in the person's language."""

    title: str
    to: str
    floors: tuple[tuple[str, tuple[str, ...]], ...]
    """Name of each floor, and its sentences."""
    terminal: str
    at: datetime
    sample: str
    """What is said of a demonstration; empty in a hall."""


def compose_way_slip(told: WaySlip) -> Slip:
    """Draw it."""
    parts: list[Part] = [Line(told.sample, Align.CENTRE, bold=True)] if told.sample else []
    parts += [Line(told.title, Align.CENTRE, bold=True), Line(told.to, Align.CENTRE, bold=True, large=True), Rule()]
    number = 0
    for floor, sentences in told.floors:
        parts.append(Line(floor, bold=True))
        for sentence in sentences:
            number += 1
            parts.append(Line(f"{number}. {sentence}"))
    parts += [Rule(), Line(told.terminal), Line(moment(told.at, "%Y-%m-%d %H:%M"))]
    return Slip(tuple(parts))

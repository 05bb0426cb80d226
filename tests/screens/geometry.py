"""What can be measured on a window: in millimetres on the glass, by the accessibility tree, in the picture itself."""

import re
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QFontMetricsF, QImage
from PySide6.QtQuick import QQuickItem
from standing import Control, Line, Standing, standing

from screens.contrast import TEXT, contrast
from screens.items import in_order
from screens.window import KioskWindow

TOLERANCE_MM = 0.2
"""Half a pixel of the reference panel, rounded up."""
LEAST_TARGET_MM = 20.0
LEAST_KEY_MM = 16.0
"""Keys of a keyboard with letters: they touch, and what they write is seen."""
LEAST_GAP_MM = 4.0
LEAST_TIGHT_GAP_MM = 2.0
"""Between digits in the largest text where reach is short: the height goes to the keys themselves."""
LEAST_PRIMARY_MM = (60.0, 25.0)
LEAST_TEXT_MM = {"standard": 7.3, "elder": 10.0, "huge": 14.0}
HAN = 0.92
"""Height of a Han body in em, Noto Sans SC."""
WORD = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
"""What never breaks: everything between spaces that is no Han character or full-width sign."""
ALWAYS_IN_REACH = ("primary", "back", "home", "again", "bigger", "low", "display", "help", "leave")
"""Whoever sits has to come to the button that brings the rest down, and away again."""
PRIMARIES = ("primary", "stay", "bigger-yes", "bigger-no")
DRAWN = 0.9
"""A stroke's middle has the text's own colour, but for the smallest letters: so much of 7 : 1 is asked there."""


def complaints(window: KioskWindow, mm_per_px: float) -> list[str]:
    """Everything that a person with a ruler, a light meter or closed eyes would find wrong."""
    there = standing(window)
    return [
        *_targets(window, there.controls, mm_per_px),
        *_texts(window, there.lines, mm_per_px),
        *_overlaps(there.lines, mm_per_px),
        *_out_of_reach(window, there.controls, mm_per_px),
        *_silent(window, there),
        *_unseen(window, there.lines),
    ]


def readable(window: KioskWindow) -> set[str]:
    """Every text of which no list cuts anything off, as it is said: on one line, without word joiners."""
    return {
        line.text.replace("\n", "").replace("\u2060", "").replace("\u00a0", " ")
        for line in standing(window).lines
        if line.seen.adjusted(-1, -1, 1, 1).contains(line.ink)
    }


def commonest(window: KioskWindow) -> list[str]:
    """The colours of the picture, the one that covers most of it first."""
    image = window.grabWindow()
    colours, counts = np.unique(_pixels(image), return_counts=True)
    return [QColor.fromRgb(int(colours[at])).name() for at in np.argsort(counts)[::-1]]


def _pixels(image: QImage) -> NDArray[np.uint32]:
    """Only a look at the image's own memory: it must not go before its last line is read."""
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)


def _targets(window: KioskWindow, controls: Mapping[str, Control], mm_per_px: float) -> Iterator[str]:
    whole = QRectF(0, 0, window.width(), window.height())
    there = [control for control in controls.values() if not control.seen.isEmpty()]
    for control in there:
        # What a list cuts off is turned to by its buttons; only its whole measure counts.
        name, width, height = control.name, control.area.width() * mm_per_px, control.area.height() * mm_per_px
        least = LEAST_KEY_MM if name.startswith("key-") else LEAST_TARGET_MM
        if min(width, height) < least - TOLERANCE_MM:
            yield f"{name} is {width:.1f} x {height:.1f} mm"
        if name in PRIMARIES and (
            width < LEAST_PRIMARY_MM[0] - TOLERANCE_MM or height < LEAST_PRIMARY_MM[1] - TOLERANCE_MM
        ):
            yield f"{name} is {width:.1f} x {height:.1f} mm, too small for the one thing to do"
        if not whole.adjusted(-1, -1, 1, 1).contains(control.seen):
            yield f"{name} reaches out of the window"
    view = window.shown.newest
    is_short = view.size == "huge" and view.reach == "low"
    for number, control in enumerate(there):
        for other in there[number + 1 :]:
            shared = control.seen & other.seen
            if shared.width() > 1 and shared.height() > 1:
                yield f"{control.name} overlaps {other.name}"
                continue
            if view.screen == "staff":
                # A list of pages is one beside the other, for hands that know it.
                continue
            apart = _apart(control.seen, other.seen) * mm_per_px
            is_tight = is_short and _is_digit(control.name) and _is_digit(other.name)
            if apart < (LEAST_TIGHT_GAP_MM if is_tight else LEAST_GAP_MM) - 2 * TOLERANCE_MM:
                yield f"{control.name} stands {apart:.1f} mm beside {other.name}"


def _is_digit(name: str) -> bool:
    return name.startswith("digit-") or name == "erase"


def _apart(one: QRectF, other: QRectF) -> float:
    """Pixels between two controls, along the axis on which they are farther apart."""
    across = max(one.left(), other.left()) - min(one.right(), other.right())
    down = max(one.top(), other.top()) - min(one.bottom(), other.bottom())
    return max(across, down)


def _texts(window: KioskWindow, lines: tuple[Line, ...], mm_per_px: float) -> Iterator[str]:
    whole = QRectF(-1, -1, window.width() + 2, window.height() + 2)
    least = LEAST_TEXT_MM[window.shown.newest.size]
    for line in lines:
        item, text, control = line.item, line.text, line.around.control
        if item.property("truncated"):
            yield f"'{text}' is cut"
        for word in _broken(line):
            yield f"'{word}' is broken: its place is too narrow"
        if line.ink.width() > line.area.width() + 1 or line.ink.height() > line.area.height() + 1:
            yield f"'{text}' is larger than its place"
        if _is_cut_through(line):
            yield f"'{text}' is cut through by the edge of its list"
        height = line.pixels * HAN * mm_per_px
        if height < least - TOLERANCE_MM:
            yield f"'{text}' is {height:.1f} mm high"
        if control is not None and not control.area.adjusted(-1, -1, 1, 1).contains(line.ink):
            yield f"'{text}' is wider or higher than {control.name}"
        if not whole.contains(line.seen):
            yield f"'{text}' reaches out of the window"


def _is_cut_through(line: Line) -> bool:
    """A list turns by whole lines; only what is higher than its whole place is shown piece by piece."""
    if line.seen.adjusted(-2, -2, 2, 2).contains(line.ink):
        return False
    row = line.around.control.area if line.around.control is not None else line.area
    return all(row.height() <= above.height() for above in line.around.lists)


def _broken(line: Line) -> Iterator[str]:
    """Words and numbers that are wider than the place of their text, so that they end in another line or nowhere."""
    words = WORD.findall(line.text)
    if not words:
        return
    font = line.item.property("font")
    font.setPixelSize(round(line.pixels))
    room = line.area.width() - line.item.property("leftPadding") - line.item.property("rightPadding")
    metrics = QFontMetricsF(font)
    yield from (word for word in words if metrics.horizontalAdvance(word) > room + 1)


def _overlaps(lines: tuple[Line, ...], mm_per_px: float) -> Iterator[str]:
    seen = [(line.text, line.painted) for line in lines]
    for number, (text, rect) in enumerate(seen):
        for other, its in seen[number + 1 :]:
            shared = rect & its
            if min(shared.width(), shared.height()) * mm_per_px > 1:
                yield f"'{text}' lies on '{other}'"


def _out_of_reach(window: KioskWindow, controls: Mapping[str, Control], mm_per_px: float) -> Iterator[str]:
    """The frame's controls and the one thing to do, always; everything for whoever sits."""
    view = window.shown.newest
    line = window.height() - view.reach_mm / mm_per_px
    for name, control in controls.items():
        rect = control.seen
        if not rect.isEmpty() and (view.reach == "low" or name in ALWAYS_IN_REACH) and rect.top() < line - 1:
            yield f"{name} stands {(line - rect.top()) * mm_per_px:.0f} mm above the reach line"


def _silent(window: KioskWindow, there: Standing) -> Iterator[str]:
    """By the tree that a screen reader would see: controls with a name and a role, a heading, every control in turn."""
    for name, control in there.controls.items():
        seen = _spoken(control.item)
        if seen is None or not seen.text(QAccessible.Text.Name).strip():
            yield f"{name} has no spoken name"
        elif seen.role() not in (QAccessible.Role.Button, QAccessible.Role.RadioButton, QAccessible.Role.CheckBox):
            yield f"{name} is no button to a screen reader"
    reached = set(in_order(window))
    for name, control in there.controls.items():
        if name not in reached and control.seen == control.area:
            yield f"the keypad does not come to {name}"
    if not _is_modal(window) and not any(_role_of(item) is QAccessible.Role.Heading for item in there.items):
        yield "the screen has no heading"


def _role_of(item: QQuickItem) -> QAccessible.Role | None:
    if not item.property("text"):
        return None
    seen = _spoken(item)
    return seen.role() if seen is not None else None


def _spoken(item: QQuickItem) -> QAccessibleInterface | None:
    """As a screen reader sees it. (Qt's stubs do not say that what is ignored gives none.)"""
    return QAccessible.queryAccessibleInterface(item)


def _unseen(window: KioskWindow, lines: tuple[Line, ...]) -> Iterator[str]:
    """Text that stands out too little from what is drawn behind it."""
    image = window.grabWindow()
    picture = _pixels(image)
    for line in lines:
        if (line.around.is_faint or not line.is_enabled) and not _is_modal(window):
            continue
        if line.painted.height() < 0.6 * line.ink.height():
            continue  # a list cuts it off; its buttons turn to it
        rect = line.painted.toAlignedRect()
        part = picture[max(0, rect.top()) : rect.bottom(), max(0, rect.left()) : rect.right()]
        if part.size == 0:
            continue
        colours, counts = np.unique(part, return_counts=True)
        order = np.argsort(counts)[::-1]
        ground = QColor.fromRgb(int(colours[order[0]]))
        best = 1.0
        for one in order[:24]:
            best = max(best, contrast(QColor.fromRgb(int(colours[one])), ground))
            if best >= TEXT * DRAWN:
                break
        else:
            yield f"'{line.text}' has a contrast of {best:.1f} in the picture"


def _is_modal(window: KioskWindow) -> bool:
    return bool(window.rootObject().property("isAsked"))

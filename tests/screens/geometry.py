"""What can be measured on a window: in millimetres on the glass, by the accessibility tree, in the picture itself."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QFontMetricsF, QImage
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from screens.contrast import TEXT, contrast
from screens.items import area, in_order, targets, walk
from screens.window import KioskWindow

TOLERANCE_MM = 0.2
"""Half a pixel of the reference panel, rounded up."""
LEAST_TARGET_MM = 20.0
LEAST_KEY_MM = 16.0
"""Keys of a keyboard with letters: they touch, and what they write is seen."""
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
    size = window.shown.newest.size
    return [
        *_targets(window, mm_per_px),
        *_texts(window, size, mm_per_px),
        *_overlaps(window, mm_per_px),
        *_out_of_reach(window, mm_per_px),
        *_silent(window),
        *_unseen(window),
    ]


def readable(window: KioskWindow) -> set[str]:
    """Every text of which no list cuts anything off."""
    return {
        str(item.property("text"))
        for item in _text_items(window)
        if _visible_part(item).adjusted(-1, -1, 1, 1).contains(_ink(item))
    }


def _targets(window: KioskWindow, mm_per_px: float) -> Iterator[str]:
    whole = QRectF(0, 0, window.width(), window.height())
    there = [(name, _visible_part(item), area(item)) for name, item in targets(window).items()]
    there = [(name, rect, full) for name, rect, full in there if not rect.isEmpty()]
    for name, rect, full in there:
        # What a list cuts off is turned to by its buttons; only its whole measure counts.
        width, height = full.width() * mm_per_px, full.height() * mm_per_px
        least = LEAST_KEY_MM if name.startswith("key-") else LEAST_TARGET_MM
        if min(width, height) < least - TOLERANCE_MM:
            yield f"{name} is {width:.1f} x {height:.1f} mm"
        if name in PRIMARIES and (
            width < LEAST_PRIMARY_MM[0] - TOLERANCE_MM or height < LEAST_PRIMARY_MM[1] - TOLERANCE_MM
        ):
            yield f"{name} is {width:.1f} x {height:.1f} mm, too small for the one thing to do"
        if not whole.adjusted(-1, -1, 1, 1).contains(rect):
            yield f"{name} reaches out of the window"
    for number, (name, rect, _) in enumerate(there):
        for other, its, _ in there[number + 1 :]:
            shared = rect & its
            if shared.width() > 1 and shared.height() > 1:
                yield f"{name} overlaps {other}"


def _texts(window: KioskWindow, size: str, mm_per_px: float) -> Iterator[str]:
    whole = QRectF(-1, -1, window.width() + 2, window.height() + 2)
    for item in _text_items(window):
        text = item.property("text")
        if item.property("truncated"):
            yield f"'{text}' is cut"
        for word in _broken(item):
            yield f"'{word}' is broken: its place is too narrow"
        if item.property("contentWidth") > item.width() + 1 or item.property("contentHeight") > item.height() + 1:
            yield f"'{text}' is larger than its place"
        if _is_cut_through(item):
            yield f"'{text}' is cut through by the edge of its list"
        height = _drawn_pixels(item) * HAN * mm_per_px
        control = _control_of(item)
        owner = control.objectName() if control else ""
        if height < LEAST_TEXT_MM[size] - TOLERANCE_MM:
            yield f"'{text}' is {height:.1f} mm high"
        if control and not area(control).adjusted(-1, -1, 1, 1).contains(_ink(item)):
            yield f"'{text}' is wider or higher than {owner}"
        if not whole.contains(_visible_part(item)):
            yield f"'{text}' reaches out of the window"


def _is_cut_through(item: QQuickItem) -> bool:
    """A list turns by whole lines; only what is higher than its whole place is shown piece by piece."""
    ink = _ink(item)
    if _visible_part(item).adjusted(-2, -2, 2, 2).contains(ink):
        return False
    row = _control_of(item) or item
    return all(area(row).height() <= area(above).height() for above in _above(item) if above.clip())


def _overlaps(window: KioskWindow, mm_per_px: float) -> Iterator[str]:
    seen = [(item.property("text"), _painted(item)) for item in _text_items(window)]
    for number, (text, rect) in enumerate(seen):
        for other, its in seen[number + 1 :]:
            shared = rect & its
            if min(shared.width(), shared.height()) * mm_per_px > 1:
                yield f"'{text}' lies on '{other}'"


def _out_of_reach(window: KioskWindow, mm_per_px: float) -> Iterator[str]:
    """The frame's controls and the one thing to do, always; everything for whoever sits."""
    view = window.shown.newest
    line = window.height() - view.reach_mm / mm_per_px
    for name, item in targets(window).items():
        rect = _visible_part(item)
        if not rect.isEmpty() and (view.reach == "low" or name in ALWAYS_IN_REACH) and rect.top() < line - 1:
            yield f"{name} stands {(line - rect.top()) * mm_per_px:.0f} mm above the reach line"


def _silent(window: KioskWindow) -> Iterator[str]:
    """By the tree that a screen reader would see: controls with a name and a role, a heading, every control in turn."""
    there = targets(window)
    for name, item in there.items():
        seen = _spoken(item)
        if seen is None or not seen.text(QAccessible.Text.Name).strip():
            yield f"{name} has no spoken name"
        elif seen.role() not in (QAccessible.Role.Button, QAccessible.Role.RadioButton, QAccessible.Role.CheckBox):
            yield f"{name} is no button to a screen reader"
    reached = set(in_order(window))
    for name, item in there.items():
        if name not in reached and _visible_part(item) == area(item):
            yield f"the keypad does not come to {name}"
    if not window.rootObject().property("isAsked") and not any(
        item.isVisible() and _role_of(item) is QAccessible.Role.Heading for item in walk(window.rootObject())
    ):
        yield "the screen has no heading"


def _role_of(item: QQuickItem) -> QAccessible.Role | None:
    if not item.property("text"):
        return None
    seen = _spoken(item)
    return seen.role() if seen is not None else None


def _spoken(item: QQuickItem) -> QAccessibleInterface | None:
    """As a screen reader sees it. (Qt's stubs do not say that what is ignored gives none.)"""
    return QAccessible.queryAccessibleInterface(item)


def _unseen(window: KioskWindow) -> Iterator[str]:
    """Text that stands out too little from what is drawn behind it."""
    picture = _pixels(window.grabWindow())
    for item in _text_items(window):
        if any(above.opacity() < 1 or not above.isEnabled() for above in _above(item)) and not _is_modal(window):
            continue
        if _painted(item).height() < 0.6 * _ink(item).height():
            continue  # a list cuts it off; its buttons turn to it
        rect = _painted(item).toAlignedRect()
        part = picture[max(0, rect.top()) : rect.bottom(), max(0, rect.left()) : rect.right()]
        if part.size == 0:
            continue
        colours, counts = np.unique(part.reshape(-1), return_counts=True)
        order = np.argsort(counts)[::-1]
        ground = QColor.fromRgb(int(colours[order[0]]))
        best = max((contrast(QColor.fromRgb(int(colours[one])), ground) for one in order[:24]), default=1.0)
        if best < TEXT * DRAWN:
            yield f"'{item.property('text')}' has a contrast of {best:.1f} in the picture"


def _is_modal(window: KioskWindow) -> bool:
    return bool(window.rootObject().property("isAsked"))


def _pixels(picture: QImage) -> npt.NDArray[np.uint32]:
    image = picture.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4).copy()


def _text_items(window: KioskWindow) -> list[QQuickItem]:
    root = window.rootObject()
    layer = (
        next(item for item in root.childItems() if item.inherits("QQuickRectangle") and item.isVisible())
        if root.property("isAsked")
        else root
    )
    return [
        item
        for item in walk(layer)
        if item.metaObject().className().startswith(("Words_", "QQuickText"))
        and item.isVisible()
        and item.property("text")
        and not _visible_part(item).isEmpty()
        and all(above.opacity() > 0 for above in _above(item))
    ]


def _painted(item: QQuickItem) -> QRectF:
    return _ink(item) & _visible_part(item)


def _ink(item: QQuickItem) -> QRectF:
    """The box of the letters within the item, by alignment."""
    width, height = item.property("contentWidth"), item.property("contentHeight")
    rect = area(item)
    free = rect.width() - width
    left = rect.left() + (free / 2 if _is(item, "AlignHCenter") else free if _is(item, "AlignRight") else 0)
    if not (_is(item, "AlignHCenter") or _is(item, "AlignRight")):
        left += item.property("leftPadding")
    return QRectF(left, rect.top() + (rect.height() - height) / 2, width, height)


def _is(item: QQuickItem, alignment: str) -> bool:
    return bool(_evaluated(item, f"effectiveHorizontalAlignment === Text.{alignment}"))


def _visible_part(item: QQuickItem) -> QRectF:
    rect = area(item)
    for above in _above(item):
        if above.clip():
            rect &= area(above)
    return rect


def _above(item: QQuickItem) -> Iterator[QQuickItem]:
    above = item
    while above is not None:
        yield above
        above = above.parentItem()


def _control_of(item: QQuickItem) -> QQuickItem | None:
    return next((one for one in _above(item) if one.property("isTarget")), None)


def _broken(item: QQuickItem) -> Iterator[str]:
    """Words and numbers that are wider than the place of their text, so that they end in another line or nowhere."""
    font = item.property("font")
    font.setPixelSize(round(_drawn_pixels(item)))
    room = item.width() - item.property("leftPadding") - item.property("rightPadding")
    metrics = QFontMetricsF(font)
    return (word for word in WORD.findall(item.property("text")) if metrics.horizontalAdvance(word) > room + 1)


def _drawn_pixels(item: QQuickItem) -> float:
    """The size that the text was drawn in; smaller than its font's where it had to fit."""
    return float(_evaluated(item, "fontInfo.pixelSize"))


def _evaluated(item: QQuickItem, expression: str) -> Any:
    context = qmlContext(item)
    assert context is not None
    value, is_undefined = QQmlExpression(context, item, expression).evaluate()
    assert not is_undefined, expression
    return value

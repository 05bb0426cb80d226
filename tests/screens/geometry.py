"""What can be measured on a window: in millimetres on the glass."""

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from screens.items import area, targets, walk
from screens.window import KioskWindow

TOLERANCE_MM = 0.2
"""Half a pixel of the reference panel, rounded up."""
LEAST_TARGET_MM = 20.0
LEAST_PRIMARY_MM = (60.0, 25.0)
LEAST_TEXT_MM = {"standard": 7.3, "elder": 10.0, "huge": 14.0}
HAN = 0.92
"""Height of a Han body in em, Noto Sans SC."""
WORD = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
"""What never breaks: everything between spaces that is no Han character or full-width sign."""
SIZE_SAMPLES: set[str] = set()
"""Controls whose text shows a size instead of being read at it."""


def complaints(window: KioskWindow, size: str, mm_per_px: float) -> list[str]:
    """Everything that a person with a ruler would find wrong."""
    return [
        *_targets(window, mm_per_px),
        *_texts(window, size, mm_per_px),
        *_overlaps(window, mm_per_px),
    ]


def _targets(window: KioskWindow, mm_per_px: float) -> Iterator[str]:
    whole = QRectF(0, 0, window.width(), window.height())
    there = [(name, _visible_part(item)) for name, item in targets(window).items()]
    there = [(name, rect) for name, rect in there if not rect.isEmpty()]
    for name, rect in there:
        width, height = rect.width() * mm_per_px, rect.height() * mm_per_px
        if min(width, height) < LEAST_TARGET_MM - TOLERANCE_MM:
            yield f"{name} is {width:.1f} x {height:.1f} mm"
        if name in ("primary", "stay") and (
            width < LEAST_PRIMARY_MM[0] - TOLERANCE_MM or height < LEAST_PRIMARY_MM[1] - TOLERANCE_MM
        ):
            yield f"{name} is {width:.1f} x {height:.1f} mm, too small for the one thing to do"
        if not whole.adjusted(-1, -1, 1, 1).contains(rect):
            yield f"{name} reaches out of the window"
    for number, (name, rect) in enumerate(there):
        for other, its in there[number + 1 :]:
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
        height = _drawn_pixels(item) * HAN * mm_per_px
        control = _control_of(item)
        owner = control.objectName() if control else ""
        if height < LEAST_TEXT_MM[size] - TOLERANCE_MM and owner not in SIZE_SAMPLES:
            yield f"'{text}' is {height:.1f} mm high"
        if control and not area(control).adjusted(-1, -1, 1, 1).contains(_ink(item)):
            yield f"'{text}' is wider or higher than {owner}"
        if not whole.contains(_visible_part(item)):
            yield f"'{text}' reaches out of the window"


def _overlaps(window: KioskWindow, mm_per_px: float) -> Iterator[str]:
    seen = [(item.property("text"), _painted(item)) for item in _text_items(window)]
    for number, (text, rect) in enumerate(seen):
        for other, its in seen[number + 1 :]:
            shared = rect & its
            if min(shared.width(), shared.height()) * mm_per_px > 1:
                yield f"'{text}' lies on '{other}'"


def _text_items(window: KioskWindow) -> list[QQuickItem]:
    root = window.rootObject()
    layer = (
        next(item for item in root.childItems() if item.inherits("QQuickRectangle"))
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
    left = rect.left() + (rect.width() - width) / 2 if _is_centred(item) else rect.left() + item.property("leftPadding")
    return QRectF(left, rect.top() + (rect.height() - height) / 2, width, height)


def _is_centred(item: QQuickItem) -> bool:
    return bool(_evaluated(item, "effectiveHorizontalAlignment === Text.AlignHCenter"))


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

"""What stands on a window, each piece measured once: the same walk serves every complaint (see geometry.py)."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from screens.items import area
from screens.window import KioskWindow


@dataclass(frozen=True, slots=True)
class Around:
    """What is above a piece in the tree."""

    lists: tuple[QRectF, ...] = ()
    """Areas of what cuts its content off."""
    control: "Control | None" = None
    is_read: bool = False
    is_faint: bool = False
    is_gone: bool = False
    """Drawn with no opacity at all."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something to touch."""

    item: QQuickItem
    name: str
    area: QRectF
    seen: QRectF
    """What no list cuts off."""
    is_enabled: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A text."""

    item: QQuickItem
    text: str
    area: QRectF
    seen: QRectF
    ink: QRectF
    """The box of the letters, by alignment."""
    pixels: float
    """The size that it was drawn in; smaller than its font's where it had to fit."""
    around: Around
    is_enabled: bool

    @property
    def painted(self) -> QRectF:
        """The part of the letters that is seen."""
        return self.ink & self.seen


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it."""

    controls: dict[str, Control]
    """Those that can be touched now, by name."""
    lines: tuple[Line, ...]
    """Those that are read now: of the question alone where one is asked."""
    items: tuple[QQuickItem, ...]
    """Everything that is visible."""


def standing(window: KioskWindow) -> Standing:
    """Measure everything that is visible now."""
    whole = QRectF(0, 0, window.width(), window.height())
    controls: dict[str, Control] = {}
    lines: list[Line] = []
    items: list[QQuickItem] = []
    for item, around in _walk(window.contentItem(), Around(), _read_layer(window)):
        items.append(item)
        control = around.control
        if control is not None and control.item is item and _can_be_touched(control, whole):
            controls[control.name] = control
        line = _line(item, around)
        if line is not None:
            lines.append(line)
    return Standing(controls, tuple(lines), tuple(items))


def _read_layer(window: KioskWindow) -> QQuickItem:
    """Where a question is asked, it alone is read."""
    root = window.rootObject()
    if not root.property("isAsked"):
        return root
    return next(item for item in root.childItems() if item.inherits("QQuickRectangle") and item.isVisible())


def _can_be_touched(control: Control, whole: QRectF) -> bool:
    return bool(control.name) and control.is_enabled and not (whole & control.area).isEmpty()


def _walk(item: QQuickItem, above: Around, layer: QQuickItem) -> Iterator[tuple[QQuickItem, Around]]:
    """The visible items from here down: nothing is visible in what is not."""
    if not item.isVisible():
        return
    opacity = item.opacity()
    lists = (*above.lists, area(item)) if item.clip() else above.lists
    around = Around(
        lists=lists,
        control=_control(item, lists) if item.property("isTarget") else above.control,
        is_read=above.is_read or item is layer,
        is_faint=above.is_faint or opacity < 1,
        is_gone=above.is_gone or opacity <= 0,
    )
    yield item, around
    for child in item.childItems():
        yield from _walk(child, around, layer)


def _control(item: QQuickItem, lists: tuple[QRectF, ...]) -> Control:
    whole = area(item)
    return Control(item, item.objectName(), whole, _cut(whole, lists), item.isEnabled())


def _line(item: QQuickItem, around: Around) -> Line | None:
    if around.is_gone or not around.is_read or not item.inherits("QQuickText"):
        return None
    text = item.property("text")
    whole = area(item)
    seen = _cut(whole, around.lists)
    if not text or seen.isEmpty():
        return None
    alignment, pixels = _drawn(item)
    return Line(item, text, whole, seen, _ink(item, whole, alignment), pixels, around, item.isEnabled())


def _cut(whole: QRectF, lists: tuple[QRectF, ...]) -> QRectF:
    seen = whole
    for one in lists:
        seen = seen & one
    return seen


def _ink(item: QQuickItem, whole: QRectF, alignment: str) -> QRectF:
    width, height = item.property("contentWidth"), item.property("contentHeight")
    free = whole.width() - width
    left = whole.left() + (free / 2 if alignment == "centre" else free if alignment == "right" else 0)
    if alignment == "left":
        left += item.property("leftPadding")
    return QRectF(left, whole.top() + (whole.height() - height) / 2, width, height)


_DRAWN = (
    "(effectiveHorizontalAlignment === Text.AlignHCenter ? 'centre' : "
    "effectiveHorizontalAlignment === Text.AlignRight ? 'right' : 'left') + ' ' + fontInfo.pixelSize"
)
"""Both in one: PySide has no converter for the one, and each question to the engine costs."""


def _drawn(item: QQuickItem) -> tuple[str, float]:
    context = qmlContext(item)
    assert context is not None
    value, is_undefined = QQmlExpression(context, item, _DRAWN).evaluate()
    assert not is_undefined
    alignment, pixels = str(value).split(" ")
    return alignment, float(pixels)

"""A finger on the glass: real touch events to the window, as the touch panel sends them."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from screens.items import centre, targets
from screens.window import KioskWindow

LONG_ENOUGH_MS = 60
"""A short but real press: above the 50 ms floor."""

_devices: list[QPointingDevice] = []


def device() -> QPointingDevice:
    """The touch panel; made once, because a device lives as long as the process."""
    if not _devices:
        _devices.append(QTest.createTouchDevice())
    return _devices[0]


def press(window: KioskWindow, name: str, *, rolls_px: tuple[float, float] = (0, 0), ms: int = LONG_ENOUGH_MS) -> None:
    """Put a finger on a control that nobody touched just now, roll it, lift it after so many milliseconds."""
    while targets(window)[name].property("isResting"):
        QTest.qWait(10)
    strike(window, name, rolls_px=rolls_px, ms=ms)


def strike(window: KioskWindow, name: str, *, rolls_px: tuple[float, float] = (0, 0), ms: int = LONG_ENOUGH_MS) -> None:
    """As press, but also when the control was touched just now."""
    at = centre(targets(window)[name])
    touch(window, at, at + QPointF(*rolls_px), ms)


def touch(window: KioskWindow, down: QPointF, up: QPointF, ms: int = LONG_ENOUGH_MS) -> None:
    """Put a finger somewhere, lift it elsewhere."""
    QTest.touchEvent(window, device()).press(0, down.toPoint(), window).commit()
    # How long a finger lies on the glass is what is tested here; the event loop runs on meanwhile.
    QTest.qWait(ms // 2)
    if up != down:
        QTest.touchEvent(window, device()).move(0, ((down + up) / 2).toPoint(), window).commit()
        QTest.touchEvent(window, device()).move(0, up.toPoint(), window).commit()
    QTest.qWait(ms - ms // 2)
    QTest.touchEvent(window, device()).release(0, up.toPoint(), window).commit()

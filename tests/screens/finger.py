"""A finger on the glass: real touch events to the window, as the touch panel sends them."""

from on_glass import MM_PER_PX
from PySide6.QtCore import QElapsedTimer, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from screens.items import area, centre, targets
from screens.robot import SAME_AGAIN_MS
from screens.window import KioskWindow

LONG_ENOUGH_MS = 60
"""A short but real press: above the 50 ms floor."""

NEAR_PX = 10 / MM_PER_PX
"""A touch so near to the last one may be its double."""
_devices: list[QPointingDevice] = []
_lifts: list[tuple[QElapsedTimer, QPointF, object]] = []
"""Since when the finger is lifted, from where, and from what stood there."""


def device() -> QPointingDevice:
    """The touch panel; made once, because a device lives as long as the process."""
    if not _devices:
        _devices.append(QTest.createTouchDevice())
    return _devices[0]


def press(window: KioskWindow, name: str, *, rolls_px: tuple[float, float] = (0, 0), ms: int = LONG_ENOUGH_MS) -> None:
    """Put a finger on a control that nobody touched just now, roll it, lift it after so many milliseconds."""
    rest(window, name)
    strike(window, name, rolls_px=rolls_px, ms=ms)


def rest(window: KioskWindow, name: str) -> None:
    """Wait until a touch of that control is one of its own, and not the second of a double touch."""
    while targets(window)[name].property("isResting") or _is_again(window, name):
        QTest.qWait(10)


def _is_again(window: KioskWindow, name: str) -> bool:
    """Whether the finger was lifted just there just now, from something else."""
    since, place, stood = _lifts[-1] if _lifts else (QElapsedTimer(), QPointF(), None)
    if not since.isValid() or since.elapsed() >= SAME_AGAIN_MS or stood == _standing(window):
        return False
    return area(targets(window)[name]).adjusted(-NEAR_PX, -NEAR_PX, NEAR_PX, NEAR_PX).contains(place)


def _standing(window: KioskWindow) -> object:
    return window.rootObject().property("standing")


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
    since, stood = QElapsedTimer(), _standing(window)
    QTest.touchEvent(window, device()).release(0, up.toPoint(), window).commit()
    since.start()
    _lifts[:] = [(since, up, stood)]

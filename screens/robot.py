"""A finger for demo and tests: taps controls by name with real touch events, and tells what the window shows.

JSON lines. In: `{"tap": "choice-x"}`, `{"quit": true}`. Out: `{"screen": …, "page": …, "overlay": …, "title": …,
"notice": …, "prompt": …, "ends": …, "shot": …, "ms": …, "targets": […]}` whenever a page was painted for the first
time (or its notice, overlay or prompt changed); `{"tapped": …}` when a finger was lifted; `{"error": …}` for what
could not be done.
"""

import json
import os
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QPointF, QRectF, QSocketNotifier, QTimer
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from screens.items import area, behind, centre, corners, greyed, page_button, targets
from screens.window import KioskWindow

PRESS_MS: Final = 70
"""How long the finger rests on the glass; above the 50 ms floor of Touchable.qml."""
SAME_AGAIN_MS: Final = 550
"""Between two taps of the same control or place; above the 500 ms in which a repeat is ignored."""
NEAR_MM: Final = 10.0
"""A touch so near to the last one may be its double (see Hand.qml)."""
PATIENCE_S: Final = 5.0
"""So long it waits for a control that stands there greyed, unless it is told to touch another (our choice)."""
LOOK_MS: Final = 30
SIGNED: Final = "signature"
"""The field that is not touched but written on."""
LOOKED_AT: Final = frozenset({"paper", "photo"})
"""Screens that are there to look at a picture."""


class Robot(QObject):
    """Drives one window from stdin.

    Args:
        window: what is touched.
        folder: where the pictures go.
    """

    def __init__(self, window: KioskWindow, folder: Path) -> None:
        super().__init__()
        self._window = window
        self._folder = folder
        self._device: QPointingDevice = QTest.createTouchDevice()
        self._shots = 0
        self._told: tuple[Any, ...] = ()
        self._wanted: deque[str] = deque()
        self._buffer = b""
        self._gives_up = 0.0
        self._finger: QPoint | None = None
        self._lifted: dict[str, float] = {}
        self._blank = 0
        """The page whose picture has not come yet."""
        self._blank_until = 0.0
        self._places: deque[tuple[QPoint, float]] = deque(maxlen=8)

    def start(self) -> None:
        """Listen and watch from now on."""
        self._folder.mkdir(parents=True, exist_ok=True)
        # A robot that takes the place of a killed one leaves the pictures of the first alone.
        self._shots = len(list(self._folder.glob("*.png")))
        self._window.frameSwapped.connect(self._painted)
        self._ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._hear)
        self._window.update()

    def _painted(self) -> None:
        root = self._window.rootObject()
        if not root.property("isSettled"):
            return
        view = self._window.shown.newest
        is_asked = view.still_there_s is not None
        if self._waits_for_picture():
            return
        now = (view.page, view.screen, view.notice, is_asked, view.prompt, view.language, view.size)
        if now == self._told:
            return
        self._told = now
        # Grabbing renders again, which must not happen inside the signal that says a frame is done.
        QTimer.singleShot(0, self._tell)

    def _waits_for_picture(self) -> bool:
        """Whoever is to look at a paper before it is printed waits until it is there, if it comes at all."""
        shown = self._window.shown
        page = shown.newest.page
        if shown.newest.screen not in LOOKED_AT or shown.paper.number:
            return False
        if page != self._blank:
            self._blank, self._blank_until = page, time.monotonic() + PATIENCE_S
            QTimer.singleShot(round(PATIENCE_S * 1000), self._painted)
        return time.monotonic() < self._blank_until

    def _tell(self) -> None:
        view = self._window.shown.newest
        self._shots += 1
        shot = self._folder / f"{self._shots:02d}-{view.screen}.png"
        self._window.grabWindow().save(str(shot))
        _say(
            screen=view.screen,
            page=view.page,
            overlay=view.still_there_s is not None,
            title=view.words.get("title", ""),
            notice=view.notice,
            prompt=view.prompt,
            ends=view.ends_here,
            letter=view.optotype,
            dots=view.plate,
            shot=str(shot),
            ms=_milliseconds_since_start(),
            targets=sorted(targets(self._window) | behind(self._window)),
        )

    def _hear(self) -> None:
        heard = os.read(sys.stdin.fileno(), 65536)
        if not heard:
            QCoreApplication.quit()
            return
        *lines, self._buffer = (self._buffer + heard).split(b"\n")
        for line in lines:
            self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            order = json.loads(line)
        except ValueError:
            _say(error="not JSON")
            return
        match order:
            case {"quit": True}:
                QCoreApplication.quit()
            case {"tap": str(name)}:
                self._wanted.append(name)
                if len(self._wanted) == 1:
                    self._next()
            case _:
                _say(error='an order is {"tap": NAME} or {"quit": true}')

    def _next(self) -> None:
        if not self._wanted:
            return
        lifted = self._lifted.get(self._wanted[0])
        self._gives_up = time.monotonic() + PATIENCE_S
        QTimer.singleShot(_rest_ms(lifted), self._press)

    def _press(self) -> None:
        name = self._wanted[0]
        there = targets(self._window) | corners(self._window) | self._field()
        turns = page_button(behind(self._window)[name]) if name in behind(self._window) else ""
        if turns in there:
            # A person turns the pages of a list until what they want stands there.
            self._wanted.appendleft(turns)
            self._next()
            return
        if name not in there:
            if name in greyed(self._window) and len(self._wanted) == 1 and time.monotonic() < self._gives_up:
                QTimer.singleShot(LOOK_MS, self._press)
                return
            self._wanted.popleft()
            _say(error=f"nothing to touch is called '{name}'", targets=sorted(there))
            self._next()
            return
        near = NEAR_MM / self._window.rootObject().property("mmPerPx")
        around = area(there[name]).adjusted(-near, -near, near, near)
        rest = _rest_ms(max((at for point, at in self._places if around.contains(point)), default=None))
        if rest > 0:
            # So soon after a touch near there this would be taken for its double, also when the page has turned.
            QTimer.singleShot(rest, self._press)
            return
        if name == "primary" and there[name].property("text") == self._reads_on():
            # A person reads on until the button is the one that they want.
            self._wanted.appendleft(name)
        places = _scrawl(area(there[name])) if name == SIGNED else [centre(there[name]).toPoint()]
        self._finger = places[0]
        QTest.touchEvent(self._window, self._device).press(0, self._finger, self._window).commit()
        self._draw(places[1:])

    def _reads_on(self) -> str:
        """What the primary button says while a page has more that was not shown yet."""
        view = self._window.shown.newest
        return view.bar.get("more_down", "") if view.words.get("primary") else ""

    def _field(self) -> dict[str, QQuickItem]:
        """What is written on, where it stands there."""
        field = self._window.rootObject().findChild(QQuickItem, SIGNED)
        return {SIGNED: field} if field is not None and field.isVisible() else {}

    def _draw(self, places: list[QPoint]) -> None:
        """Move the finger from place to place; after the last one it is lifted."""
        if not places:
            QTimer.singleShot(PRESS_MS, self._release)
            return
        self._finger = places[0]
        QTest.touchEvent(self._window, self._device).move(0, self._finger, self._window).commit()
        QTimer.singleShot(LOOK_MS, lambda: self._draw(places[1:]))

    def _release(self) -> None:
        name = self._wanted.popleft()
        if self._finger is not None:
            QTest.touchEvent(self._window, self._device).release(0, self._finger, self._window).commit()
        self._lifted[name] = time.monotonic()
        if self._finger is not None:
            self._places.append((self._finger, self._lifted[name]))
        _say(tapped=name, ms=_milliseconds_since_start())
        self._next()


def _scrawl(field: QRectF) -> list[QPoint]:
    """Nobody's name, in one stroke."""
    steps = 16
    left, top, wide, high = field.x(), field.y(), field.width(), field.height()
    return [
        QPointF(left + (0.2 + 0.6 * step / steps) * wide, top + (0.3, 0.7)[step % 2] * high).toPoint()
        for step in range(steps + 1)
    ]


def _rest_ms(lifted: float | None) -> int:
    """How long to wait after a finger was lifted there; 0 where none was, or long ago."""
    return 0 if lifted is None else max(0, round(SAME_AGAIN_MS - (time.monotonic() - lifted) * 1000))


def _say(**fields: object) -> None:
    sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _milliseconds_since_start() -> int:
    """Since this process was started, by the kernel's count (proc(5): field 22 of stat, in ticks since boot)."""
    ticks = int(Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()[19])
    now = time.clock_gettime(time.CLOCK_BOOTTIME)
    return round((now - ticks / os.sysconf("SC_CLK_TCK")) * 1000)

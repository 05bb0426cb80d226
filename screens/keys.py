"""The assistive keypad on the glass: its keys go from control to control, and touch the one that is marked.

Whoever listens by earphone may also feel the glass: a finger marks the control below it, and each mark is read out; a
touch of the control that is marked already, or the keypad's round key, acts. A touch of empty glass says, as from any
other finger, that somebody is here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QPointF, QRectF, QTimer
from PySide6.QtGui import QPointerEvent, QPointingDevice, QVector3D
from PySide6.QtTest import QTest

from kiosk.view import View
from screens.items import area, centre, in_order, targets
from screens.robot import PRESS_MS, SAME_AGAIN_MS
from screens.window import KioskWindow

STEPS: Final = {"down": 1, "right": 1, "up": -1, "left": -1}
BACK: Final = "back"
"""What the key of that name touches, where the page has it."""
LEAST_MS: Final = 50
"""Below it is no finger (see Hand.qml)."""
_FINGERS: Final = frozenset((QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress))
_LIFTED: Final = frozenset((QEvent.Type.TouchEnd, QEvent.Type.MouseButtonRelease))
_FEELING: Final = _FINGERS | _LIFTED | {QEvent.Type.TouchUpdate, QEvent.Type.MouseMove}


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is on the glass: of the core, and the names of the controls with what they say."""

    view: View
    spoken: dict[str, str]


class Keys(QObject):
    """Keeps which control is marked.

    The first key only shows the mark; a finger hides it. It begins at the first control of a page and stays where it is
    while the page has that control. For somebody who listens a key first says what is marked, where they have not heard
    it. A key that comes before a page was painted was meant for the page before it.

    Args:
        window: what is touched.
    """

    def __init__(self, window: KioskWindow) -> None:
        super().__init__()
        self._window = window
        self._device: QPointingDevice = QTest.createTouchDevice()
        self._is_shown = False
        self._page = -1
        """The page that was painted last, and stands still."""
        self._name = ""
        self._told = ("", "")
        """Name and words of the control that whoever listens was told of last."""
        self._is_touching = False
        self._is_sure = False
        """The finger that feels came down on the control that was marked before."""
        self._is_beside = False
        """The finger that feels has met no control so far."""
        self._came_down = QElapsedTimer()
        self._lifted = QElapsedTimer()

    def listen(self) -> None:
        """Take keys from now on."""
        self._window.shown.key_pressed.connect(self._take)
        self._window.shown.view_changed.connect(self._window.update)
        self._window.frameSwapped.connect(self._painted)
        self._window.installEventFilter(self)
        self._window.update()

    def close(self) -> None:
        """Take no more keys."""
        self._window.removeEventFilter(self)
        self._window.frameSwapped.disconnect(self._painted)
        self._window.shown.view_changed.disconnect(self._window.update)
        self._window.shown.key_pressed.disconnect(self._take)
        self._hide()

    @property
    def marked(self) -> str:
        """The name of the control that has the frame; empty while none has."""
        return self._marked_of(in_order(self._window)) if self._is_shown else ""

    def _marked_of(self, names: Iterable[str]) -> str:
        there = tuple(names)
        return self._name if self._name in there else next(iter(there), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Hide the mark when somebody touches the glass; or feel what is there."""
        if not self._is_touching and event.type() in _FEELING and self._window.shown.newest.is_by_voice:
            self._feel(event)
            return True
        if self._is_shown and not self._is_touching and event.type() in _FINGERS:
            self._hide()
        return super().eventFilter(watched, event)

    def _feel(self, event: QEvent) -> None:
        if not isinstance(event, QPointerEvent) or not event.points():
            return
        at = event.points()[0].position()
        name = self._under(at)
        if event.type() in _FINGERS:
            self._is_sure = self._is_shown and name != "" and name == self.marked
            self._is_beside = True
            self._came_down.start()
        self._is_beside = self._is_beside and not name
        if name and name != (self.marked if self._is_shown else ""):
            self._is_shown, self._name, self._is_sure = True, name, False
            self._read_out(self._spoken())
            self._draw()
        elif event.type() not in _LIFTED or self._came_down.elapsed() < LEAST_MS:
            return
        elif name and self._is_sure:
            self._touch(name)
        elif self._is_beside:
            self._miss(at)

    def _miss(self, at: QPointF) -> None:
        root = self._window.rootObject()
        before: QVector3D = root.property("missed")
        root.setProperty("missed", QVector3D(at.x(), at.y(), before.z() + 1))

    def _under(self, point: QPointF) -> str:
        there = targets(self._window)
        return next((name for name in in_order(self._window) if area(there[name]).contains(point)), "")

    def _read_out(self, spoken: dict[str, str]) -> None:
        name = self._marked_of(spoken)
        if name:
            self._told = (name, spoken[name])
            self._window.shown.pointed(*self._told)

    def _hide(self) -> None:
        self._is_shown = False
        self._draw()

    def _take(self, key: str) -> None:
        if self._page != self._window.shown.newest.page:
            return
        spoken = self._spoken()
        marked = self._marked_of(spoken)
        # Whoever listens has to hear what is marked before they leave it, or touch it.
        is_unheard = self._window.shown.newest.is_by_voice and self._told != (marked, spoken.get(marked, ""))
        was_shown, self._is_shown = self._is_shown and not is_unheard, True
        if key == BACK:
            self._touch(BACK)
        elif was_shown and key == "press":
            self._touch(marked)
        elif was_shown and key in STEPS and spoken:
            names = list(spoken)
            self._name = names[(names.index(marked) + STEPS[key]) % len(names)]
        if key in STEPS or (key == "press" and not was_shown):
            self._read_out(spoken)
        self._draw()

    def _touch(self, name: str) -> None:
        there = targets(self._window)
        if name not in there or self._is_touching:
            return
        # A trembling hand presses twice; also when the first press has already turned the page.
        if self._lifted.isValid() and self._lifted.elapsed() < SAME_AGAIN_MS:
            return
        self._is_touching = True
        before = self._stands()
        at = centre(there[name]).toPoint()
        # Touches let Qt handle other events at once, which must not happen inside the message that brought the key.
        QTimer.singleShot(0, lambda: self._press(at, before))

    def _press(self, at: QPoint, before: _Standing) -> None:
        QTest.touchEvent(self._window, self._device).press(0, at, self._window).commit()
        QTimer.singleShot(PRESS_MS, lambda: self._release(at, before))

    def _release(self, at: QPoint, before: _Standing) -> None:
        QTest.touchEvent(self._window, self._device).release(0, at, self._window).commit()
        self._is_touching = False
        self._lifted.start()
        self._turned(before)

    def _turned(self, before: _Standing) -> None:
        """Read out what came where a list or a text turned a page by itself: the core sends no View for that.

        Args:
            before: what stood there when the control was touched.
        """
        now = self._stands()
        if now.view != before.view:
            return
        came = [name for name in now.spoken if name not in before.spoken]
        if came:
            self._name = came[0]
        marked = self._marked_of(now.spoken)
        if came or now.spoken.get(marked) != before.spoken.get(marked):
            self._read_out(now.spoken)
            self._draw()

    def _stands(self) -> _Standing:
        return _Standing(replace(self._window.shown.newest, caption="", clock=""), self._spoken())

    def _spoken(self) -> dict[str, str]:
        """What each control says, in their order."""
        there = targets(self._window)
        return {name: str(there[name].property("spoken") or "") for name in in_order(self._window)}

    def _painted(self) -> None:
        root, page = self._window.rootObject(), self._window.shown.newest.page
        if not root.property("isSettled"):
            return
        if page != self._page:
            self._page, self._name, self._told = page, "", ("", "")
        self._draw()

    def _draw(self) -> None:
        root, name = self._window.rootObject(), self.marked
        place = area(targets(self._window)[name]) if name else QRectF()
        if root.property("marked") != place:
            root.setProperty("marked", place)

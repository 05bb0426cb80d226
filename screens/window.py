"""The one window: Main.qml with the View as its property."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QSize, Qt, QUrl
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickView, QQuickWindow

from screens.camera_picture import CameraPictures
from screens.drawings import Drawings
from screens.paper_picture import PaperPictures
from screens.shown import Shown

QML: Final = Path(__file__).parent / "qml"


class ScreensBrokenError(Exception):
    """The QML files do not load. The message is Qt's."""


class KioskWindow(QQuickView):
    """A window with the screens in it, which nobody can close once it fills the screen.

    Args:
        shown: what the screens show and say.
        size: in pixels.
        mm_per_px: millimetres a pixel of this window.

    Raises:
        ScreensBrokenError: the QML files do not load.
    """

    def __init__(self, shown: Shown, size: QSize, mm_per_px: float) -> None:
        super().__init__()
        self.is_kept_open = False
        self.was_closed_by_hand = False
        self.shown = shown
        self.engine().addImageProvider("drawn", Drawings())
        self.engine().addImageProvider("camera", CameraPictures(shown.camera))
        self.engine().addImageProvider("paper", PaperPictures(shown.paper))
        self.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.setTitle("24小时自助服务")
        self.resize(size)
        self.setInitialProperties({"shown": shown, "mmPerPx": mm_per_px})
        self.setSource(QUrl.fromLocalFile(str(QML / "Main.qml")))
        if self.status() != QQuickView.Status.Ready:
            raise ScreensBrokenError("; ".join(_said(error) for error in self.errors()))

    def fill_the_screen(self) -> None:
        """As in a hall: no frame, no pointer, no way out."""
        self.is_kept_open = True
        self.setFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.showFullScreen()

    def event(self, event: QEvent) -> bool:
        """Swallow what would close the window or reach it from a keyboard."""
        if self.is_kept_open and event.type() in _REFUSED:
            event.ignore()
            return True
        if event.type() == QEvent.Type.Close and event.spontaneous():
            self.was_closed_by_hand = True
        return super().event(event)


_REFUSED: Final = frozenset(
    (
        QEvent.Type.Close,
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.ContextMenu,
    )
)


def _said(error: QQmlError) -> str:
    return error.toString()


DOCK_SHARE: Final = 0.24
"""How much of the screen's width the dev dock takes at the right, our choice."""


def fitted(panel: QSize, available: QSize) -> QSize:
    """The largest window in the panel's aspect that leaves room for the dock and the window's own frame."""
    room = QSize(round(available.width() * (1 - DOCK_SHARE)), round(available.height() * 0.95))
    return (
        panel
        if panel.width() <= room.width() and panel.height() <= room.height()
        else panel.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    )


def settle(window: KioskWindow) -> None:
    """Let bindings, layout and the page's turn come to rest, and two frames be drawn; for galleries and tests.

    Positioners place their items only when a frame is prepared, and that may move others: hence the second frame. Pages
    that were left go away: Qt does that by itself only inside its own event loop, which galleries and tests have not.
    """
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(2):
        frames = FrameCount(window)
        while frames.drawn == 0 or not window.rootObject().property("isSettled"):
            window.update()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def draw_now(window: QQuickWindow) -> None:
    """Let two frames of any window be drawn."""
    for _ in range(2):
        frames = FrameCount(window)
        while frames.drawn == 0:
            window.update()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


class FrameCount(QObject):
    """Counts the frames of a window from now on.

    Args:
        window: must be shown.
    """

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self.drawn = 0
        window.frameSwapped.connect(self._count)

    def _count(self) -> None:
        self.drawn += 1

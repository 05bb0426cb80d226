"""The screens' only connection: Views, pictures and keys come down from the core, taps go up."""

import logging
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtNetwork import QLocalSocket

from config.texts import Texts
from kiosk.screen_link import MOST_BYTES, Key, LinkError, Page, Picture, Unframer, pack_tap, unpack_down
from kiosk.taps import TapOnPage
from kiosk.view import View
from screens.backoff import Backoff
from screens.shown import Shown

log = logging.getLogger(__name__)


def starting_view(texts: Texts, like: View | None = None) -> View:
    """The calm page while there is no core. It keeps the look and holds nothing of the visit."""
    view = View(page=0, screen="starting") if like is None else _only_the_look(like)
    return replace(view, words=texts.words(view.language, "starting"), bar=texts.bar(view.language))


def _only_the_look(view: View) -> View:
    return View(
        page=0,
        screen="starting",
        language=view.language,
        size=view.size,
        theme=view.theme,
        reach=view.reach,
        hand=view.hand,
        reach_mm=view.reach_mm,
        place=view.place,
        is_sample=view.is_sample,
    )


class Link(QObject):
    """Keeps the connection to the core; shows the starting page while there is none.

    Args:
        path: the core's Unix socket.
        shown: what the screens show and say.
        texts: for the starting page.
    """

    def __init__(self, path: str, shown: Shown, texts: Texts) -> None:
        super().__init__()
        self._path = path
        self._shown = shown
        self._texts = texts
        self._unframer = Unframer(MOST_BYTES)
        self._backoff = Backoff()
        self._since_met = QElapsedTimer()
        self._socket = QLocalSocket(self)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._connect)
        self._socket.connected.connect(self._met)
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self._lost)
        self._socket.errorOccurred.connect(self._lost)
        shown.tapped.connect(self._tell)

    def start(self) -> None:
        """Look for the core from now on."""
        self._connect()

    def close(self) -> None:
        """Let go of the core and do not look for it again."""
        self._again.stop()
        self._socket.blockSignals(True)  # noqa: FBT003  # Qt has no keyword here
        self._socket.abort()

    @property
    def is_connected(self) -> bool:
        """Whether the core is there."""
        return self._socket.state() == QLocalSocket.LocalSocketState.ConnectedState

    def _connect(self) -> None:
        if self._socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._unframer = Unframer(MOST_BYTES)
            self._socket.connectToServer(self._path)

    def _met(self) -> None:
        self._since_met.start()
        log.info("the core is there")

    def _read(self) -> None:
        try:
            newest: Picture | None = None
            for body in self._unframer.feed(bytes(self._socket.readAll().data())):
                message = unpack_down(body)
                if isinstance(message, Picture):
                    newest = message
                elif isinstance(message, Page):
                    self._shown.page_came(message)
                elif isinstance(message, Key):
                    self._shown.key_came(message)
                else:
                    self._shown.show(message)
            if newest is not None:
                self._shown.picture_came(newest)
        except LinkError as error:
            log.warning("the core is let go: %s", error)
            self._socket.abort()
            self._lost()

    def _lost(self) -> None:
        self._shown.show(starting_view(self._texts, self._shown.newest))
        if not self._again.isActive():
            lived_ms = self._since_met.elapsed() if self._since_met.isValid() else None
            self._since_met.invalidate()
            self._again.start(self._backoff.ended(lived_ms))

    def _tell(self, tap: TapOnPage) -> None:
        if self.is_connected:
            self._socket.write(pack_tap(tap))
            self._socket.flush()

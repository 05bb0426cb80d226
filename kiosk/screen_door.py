"""The core's end of the line to the screens: Views, pictures and keys go down, taps come up, nothing else counts.

One screens process at a time; a newer one takes the place of an older one (which died or hangs). Whatever does not
parse ends the connection, not the core.
"""

import fcntl
import logging
import socket
import struct
import termios
import threading
from collections.abc import Callable
from pathlib import Path

from kiosk.screen_link import (
    MOST_CAMERA_BYTES,
    MOST_TAP_BYTES,
    Key,
    LinkError,
    Page,
    Picture,
    Unframer,
    pack_key,
    pack_page,
    pack_picture,
    pack_view,
    unpack_tap,
)
from kiosk.taps import TapOnPage
from kiosk.view import View

log = logging.getLogger(__name__)

SEND_LIMIT_S = 2.0
"""Screens that do not take a View for so long are hung up on; the launcher brings others."""


class ScreenDoor:
    """Listens from construction on.

    Args:
        path: of the Unix socket; its folder is the terminal's private run folder.
        tapped: gets each tap, on a thread of this class.
    """

    def __init__(self, path: Path, tapped: Callable[[TapOnPage], None]) -> None:
        self._path = path
        self._tapped = tapped
        self._guard = threading.Lock()
        self._line: socket.socket | None = None
        self._view: View | None = None
        self._pictures = 0
        self._page: Page | None = None
        self._page_of = (0, 0)
        """The View's page, and the paper's, that it belongs to."""
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        unseen = path.with_name(f"{path.name}.new")
        unseen.unlink(missing_ok=True)
        self._listener.bind(str(unseen))
        unseen.chmod(0o600)
        self._listener.listen(2)
        # Whoever sees the name is answered, and an ended core's name is replaced.
        unseen.rename(path)
        self._readers: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._accept, name="screen door")
        self._thread.start()

    @property
    def has_screens(self) -> bool:
        """Whether somebody is connected."""
        with self._guard:
            return self._line is not None

    def show(self, view: View) -> None:
        """Send a View to whoever is connected, and keep it for whoever comes next."""
        with self._guard:
            self._view = view
            if (view.page, view.paper_page) != self._page_of:
                self._page = None
            self._send(view)

    def show_page(self, number: int, jpeg: bytes) -> None:
        """Send the picture of the page that the last View shows, and keep it as long as Views do.

        Called on the thread that calls `show`: a picture never comes to another page's View, nor to another visit's.
        """
        with self._guard:
            if self._view is None or self._view.paper_page != number:
                return
            self._page, self._page_of = Page(number, jpeg), (self._view.page, number)
            self._send_page(self._page)

    def preview(self, jpeg: bytes) -> None:
        """Send a picture of the camera if a View asks for them and all that was sent before has been taken.

        Otherwise it is dropped: the next one is newer. So a picture never waits, and no View waits for more than one.
        """
        with self._guard:
            if self._line is None or self._view is None or not self._view.has_camera or _untaken(self._line):
                return
            self._pictures += 1
            try:
                self._line.sendall(pack_picture(Picture(self._pictures, jpeg)))
            except OSError:
                self._hang_up()
            except LinkError as error:
                log.warning("a picture is not shown: %s", error)

    def press(self, key: Key) -> None:
        """Send a key of the keypad to whoever is connected; it is nobody's where nobody is.

        Only what was sent before is in front of it: one picture of the camera at most.
        """
        with self._guard:
            if self._line is None:
                return
            try:
                self._line.sendall(pack_key(key))
            except OSError:
                self._hang_up()

    def close(self) -> None:
        """Hang up and stop listening."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._guard:
            self._hang_up()
        self._thread.join()
        for reader in self._readers:
            reader.join()
        self._path.unlink(missing_ok=True)

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            line.settimeout(SEND_LIMIT_S)
            # Room for one picture and the Views behind it: sending them never waits for the screens.
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * MOST_CAMERA_BYTES)
            with self._guard:
                self._hang_up()
                self._line = line
                if self._view is not None:
                    self._send(self._view)
                if self._page is not None:
                    self._send_page(self._page)
            reader = threading.Thread(target=self._read, args=(line,), name="screen reader")
            self._readers = [known for known in self._readers if known.is_alive()] + [reader]
            reader.start()

    def _send(self, view: View) -> None:
        if self._line is None:
            return
        try:
            self._line.sendall(pack_view(view))
        except OSError:
            self._hang_up()

    def _send_page(self, page: Page) -> None:
        if self._line is None:
            return
        try:
            self._line.sendall(pack_page(page))
        except OSError:
            self._hang_up()
        except LinkError as error:
            log.warning("a page is not shown: %s", error)

    def _hang_up(self) -> None:
        if self._line is not None:
            try:
                self._line.shutdown(socket.SHUT_RDWR)
            except OSError:
                log.debug("the screens were gone already")
            self._line.close()
            self._line = None

    def _read(self, line: socket.socket) -> None:
        unframer = Unframer(MOST_TAP_BYTES)
        while True:
            try:
                data = line.recv(4096)
            except TimeoutError:
                continue
            except OSError:
                return
            if not data:
                return
            try:
                for body in unframer.feed(data):
                    self._tapped(unpack_tap(body))
            except LinkError as error:
                log.warning("the screens said something that is no tap: %s", error)
                with self._guard:
                    if self._line is line:
                        self._hang_up()
                return


def _untaken(line: socket.socket) -> int:
    """Bytes that were sent and not read yet (unix(7): TIOCOUTQ)."""
    (count,) = struct.unpack("i", fcntl.ioctl(line, termios.TIOCOUTQ, b"\0" * 4))
    return int(count)

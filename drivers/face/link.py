"""The face process's end of its line to the core: many threads send, one reads."""

import socket
import threading
from collections.abc import Iterator

from drivers.face.frames import Cutter, Message, ToProcess, pack, to_process

_CHUNK = 65_536


class Link:
    """Messages over a connected socket.

    Args:
        line: the socket; it blocks.
    """

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._sending = threading.Lock()

    def send(self, message: Message) -> None:
        """Send one message whole.

        Raises:
            OSError: the core is gone.
        """
        data = pack(message)
        with self._sending:
            self._line.sendall(data)

    def messages(self) -> Iterator[ToProcess]:
        """What the core says, until it hangs up.

        Raises:
            FrameError: it said something that is no message.
        """
        cutter = Cutter()
        while data := self._line.recv(_CHUNK):
            for head, picture in cutter.feed(data):
                yield to_process(head, picture)

    def close(self) -> None:
        """Let go of the socket, without a word to the core where another process holds it too."""
        self._line.close()

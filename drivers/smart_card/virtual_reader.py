"""The far end of a virtual reader: a card that speaks the wire of vsmartcard's vpcd.

Every message in both directions is a length of two bytes, high first, and so many bytes. One byte from the reader is a
control: 00 power off, 01 power on, 02 reset, 04 give the ATR; only 04 is answered. More is a command, and the answer is
the reply. A connection is a card in the reader, its end is the card taken out.
"""

import logging
import socket
import threading
from contextlib import suppress
from typing import Protocol

from drivers.clock import Clock
from drivers.wire_faults import GARBAGE, FaultOrders, WireFault

ADDRESS = ("127.0.0.1", 35963)
"""vpcd's first slot; the simulator has a network of its own, so nobody else is there."""
TRY_AGAIN_S = 0.02
CHANGE_S = 0.45
"""pcscd looks at a reader every 0.4 s: a card that is changed faster than people can is one that never left."""
SLOW_S = 0.25
"""Ten times what a contactless chip takes for 256 bytes at 106 kbit/s."""
BYTE_S = 0.001
GIVE_ATR = 0x04
STATUS_BYTES = 2
WRONG_STATUS = b"\x6f\x00"

log = logging.getLogger(__name__)


class VirtualCard(Protocol):
    """A card model."""

    atr: bytes

    def power(self) -> None:
        """Power on, power off or reset: whatever was selected or proved is forgotten."""

    def answer(self, apdu: bytes) -> bytes:
        """The reply to a command, with its status word."""


class VirtualReader:
    """Holds at most one card, on a thread of its own; a reader that restarts finds the card still there.

    Args:
        clock: for pauses.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.faults = FaultOrders()
        self.apdus = 0
        self.insertions = 0
        self._last_reply = b""
        self._free_since = clock.monotonic() - CHANGE_S
        self._guard = threading.Lock()
        self._pulled = threading.Event()
        self._line: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def insert(self, card: VirtualCard) -> None:
        """Put a card in, in place of any other."""
        self.remove()
        self._clock.pause(max(0.0, self._free_since + CHANGE_S - self._clock.monotonic()))
        self._pulled = threading.Event()
        self.insertions += 1
        self._thread = threading.Thread(target=self._serve, args=(card, self._pulled), name="virtual card", daemon=True)
        self._thread.start()

    def remove(self) -> None:
        """Take the card out; nothing where there is none."""
        self._pulled.set()
        with self._guard:
            if self._line is not None:
                with suppress(OSError):
                    self._line.shutdown(socket.SHUT_RDWR)
        if self._thread is not None:
            self._thread.join()
            self._thread = None
            self._free_since = self._clock.monotonic()

    def _serve(self, card: VirtualCard, pulled: threading.Event) -> None:
        while not pulled.is_set():
            with suppress(OSError, EOFError), socket.create_connection(ADDRESS, timeout=1) as line:
                line.settimeout(None)
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with self._guard:
                    self._line = line
                if not pulled.is_set():
                    self._talk(card, line, pulled)
            with self._guard:
                self._line = None
            card.power()
            self._clock.pause(TRY_AGAIN_S)

    def _talk(self, card: VirtualCard, line: socket.socket, pulled: threading.Event) -> None:
        while not pulled.is_set():
            message = _received(line, int.from_bytes(_received(line, 2), "big"))
            if len(message) == 1:
                if message[0] == GIVE_ATR:
                    _send(line, card.atr)
                else:
                    card.power()
                continue
            self.apdus += 1
            reply = card.answer(message)
            self._reply(line, reply, pulled)
            self._last_reply = reply

    def _reply(self, line: socket.socket, reply: bytes, pulled: threading.Event) -> None:
        match self.faults.next():
            case WireFault.SILENT:
                pass
            case WireFault.SLOW:
                self._clock.pause(SLOW_S)
                _send(line, reply)
            case WireFault.ONE_BYTE_AT_A_TIME:
                for byte in len(reply).to_bytes(2, "big") + reply:
                    self._clock.pause(BYTE_S)
                    line.sendall(bytes([byte]))
            case WireFault.UNPLUG_MID_FRAME:
                line.sendall(len(reply).to_bytes(2, "big") + reply[: len(reply) // 2])
                pulled.set()
            case fault:
                _send(line, self._damaged(reply, fault))

    def _damaged(self, reply: bytes, fault: WireFault | None) -> bytes:
        """The wire carries whole replies only, so length and noise are wrong inside the reply."""
        match fault:
            case WireFault.HALF_REPLY:
                return reply[: len(reply) // 2]
            case WireFault.GARBAGE_BEFORE:
                return GARBAGE + reply
            case WireFault.GARBAGE_AFTER:
                return reply + GARBAGE
            case WireFault.WRONG_CHECKSUM:
                return reply[:-STATUS_BYTES] + WRONG_STATUS
            case WireFault.WRONG_LENGTH:
                return reply[:-STATUS_BYTES] + b"\0" + reply[-STATUS_BYTES:]
            case WireFault.STALE_REPLY:
                return self._last_reply or WRONG_STATUS
        return reply


def _send(line: socket.socket, message: bytes) -> None:
    line.sendall(len(message).to_bytes(2, "big") + message)


def _received(line: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = line.recv(size - len(data))
        # vpcd sends length and command apart and waits for the first one's acknowledgement: 40 ms unless it comes at
        # once, and the kernel forgets this option
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        if not piece:
            raise EOFError
        data += piece
    return data

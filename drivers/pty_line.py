"""The far end of a serial line: what the simulators share.

A simulator is one thread that serves its line; requests from the control line and signals come to that thread.
"""

import argparse
import os
import selectors
import signal
import socket
import sys
import tty
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Protocol

from drivers.clock import Clock, SystemClock
from drivers.control import ControlServer, Handler
from drivers.process import die_with_launcher
from drivers.wire_faults import GARBAGE, FaultOrders, WireFault

BAUD = 115_200
BITS_PER_BYTE = 10
"""8N1: one start and one stop bit."""
SLICE_BYTES = 16
"""Paced replies go out in pieces of that size, like a UART's FIFO."""
QUIET_S = 0.2
"""Our choice: a gap that long inside a request ends it. A byte takes 87 us at 115200 baud."""
CONTROL_S = 4.0
"""Limit for the serving thread to take up a control request; a slow reply may keep it busy for a second."""

Answer = Mapping[str, Any] | None


class Device(Protocol):
    """What sits behind the line."""

    def receive(self, data: bytes) -> Sequence[bytes]:
        """Take bytes from the host and give the replies that they cause, one item a reply."""

    def quiet(self) -> None:
        """Nothing has come for a while: whatever is unfinished never will be finished."""

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """The same reply, damaged so that its check (or its fixed bits) do not fit."""

    def with_wrong_length(self, reply: bytes) -> bytes:
        """The same reply with another length than it says."""


class PtyLine:
    """A pseudo-terminal under a fixed path, that can be unplugged and plugged in again.

    Args:
        link: symbolic link to make; the host opens it like a udev name.
        device: who answers.
        clock: for pacing.
        paced: whether bytes take the time they take at the line's speed, in both directions.
        baud: that speed.
        echo: whether the host gets its own bytes back first, as from some RS-485 adapters.
    """

    def __init__(
        self, link: Path, device: Device, clock: Clock, *, paced: bool = False, baud: int = BAUD, echo: bool = False
    ) -> None:
        self._link = link
        self._device = device
        self._clock = clock
        self._paced = paced
        self._baud = baud
        self._echo = echo
        self.faults = FaultOrders()
        self._orders: deque[tuple[Callable[[], Answer], Future[Answer]]] = deque()
        self._bell, self._ringer = socket.socketpair()
        self._bell.settimeout(0)
        self._ringer.settimeout(0)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._ends: tuple[int, int] | None = None
        self._last_reply = b""
        self._stopping = False
        self.plug()

    @property
    def ringer(self) -> socket.socket:
        """Whoever writes to it wakes the serving thread (also `signal.set_wakeup_fd`)."""
        return self._ringer

    def plug(self) -> None:
        """Make the line again under the same path; nothing happens while it is there."""
        if self._ends is not None:
            return
        ours, theirs = os.openpty()
        tty.setraw(theirs)
        os.set_blocking(ours, False)
        # Ours keeps the far end open too: otherwise the line would break whenever the host closes it.
        self._ends = (ours, theirs)
        self._selector.register(ours, selectors.EVENT_READ)
        self._link.unlink(missing_ok=True)
        self._link.symlink_to(os.ttyname(theirs))

    def unplug(self) -> None:
        """Take the line away: the path is gone and the host's open end breaks."""
        if self._ends is None:
            return
        self._link.unlink(missing_ok=True)
        self._selector.unregister(self._ends[0])
        for end in self._ends:
            os.close(end)
        self._ends = None
        self._device.quiet()

    def ask(self, order: Callable[[], Answer]) -> Answer:
        """Have the serving thread do something and give its answer (for the control line's threads).

        Raises:
            ValueError, KeyError: the order's own refusal.
            TimeoutError: the serving thread was busy for too long.
        """
        answer: Future[Answer] = Future()
        self._orders.append((order, answer))
        self._ring()
        return answer.result(CONTROL_S)

    def stop(self) -> None:
        """Let `serve` return; safe in a signal handler."""
        self._stopping = True
        self._ring()

    def serve(self) -> None:
        """Answer the host until `stop`; the line is gone afterwards."""
        try:
            while not self._stopping:
                ready = self._selector.select(QUIET_S)
                if not ready:
                    self._device.quiet()
                for key, _ in ready:
                    if key.fileobj is self._bell:
                        self._bell.recv(4096)
                self._obey()
                self._answer()
        finally:
            self.unplug()
            self._selector.close()
            self._bell.close()
            self._ringer.close()

    def _ring(self) -> None:
        try:
            self._ringer.send(b"!")
        except BlockingIOError:
            return  # it is ringing already

    def _obey(self) -> None:
        while self._orders:
            order, answer = self._orders.popleft()
            try:
                answer.set_result(order())
            except (ValueError, KeyError) as error:
                answer.set_exception(error)

    def _answer(self) -> None:
        if self._ends is None:
            return
        try:
            data = os.read(self._ends[0], 4096)
        except BlockingIOError:
            return
        if self._echo:
            self._write(data)
        elif self._paced:
            self._clock.pause(len(data) * BITS_PER_BYTE / self._baud)
        self.send(self._device.receive(data))

    def send(self, replies: Sequence[bytes]) -> None:
        """Let the device say something, with the faults that are ordered (on the serving thread only)."""
        for reply in replies:
            self._send(reply)
            self._last_reply = reply

    def _send(self, reply: bytes) -> None:
        match self.faults.next():
            case None:
                self._write(reply)
            case WireFault.SILENT:
                pass
            case WireFault.SLOW:
                self._write(reply, slower=10)
            case WireFault.HALF_REPLY:
                self._write(reply[: len(reply) // 2])
            case WireFault.GARBAGE_BEFORE:
                self._write(GARBAGE + reply)
            case WireFault.GARBAGE_AFTER:
                self._write(reply + GARBAGE)
            case WireFault.ONE_BYTE_AT_A_TIME:
                self._write(reply, slower=1, slice_bytes=1)
            case WireFault.WRONG_CHECKSUM:
                self._write(self._device.with_wrong_checksum(reply))
            case WireFault.WRONG_LENGTH:
                self._write(self._device.with_wrong_length(reply))
            case WireFault.STALE_REPLY:
                self._write(self._last_reply)
            case WireFault.UNPLUG_MID_FRAME:
                self._write(reply[: len(reply) // 2])
                self.unplug()

    def _write(self, data: bytes, *, slower: int = 0, slice_bytes: int = SLICE_BYTES) -> None:
        pace = slower or int(self._paced)
        size = slice_bytes if pace else max(1, len(data))
        due = self._clock.monotonic()
        for at in range(0, len(data), size):
            piece = data[at : at + size]
            if pace:
                # By the moment when it is due: each pause is a little too long, and a thousand bytes have many.
                due += len(piece) * BITS_PER_BYTE / self._baud * pace
                self._clock.pause(max(0.0, due - self._clock.monotonic()))
            if self._ends is None:
                return
            try:
                os.write(self._ends[0], piece)
            except BlockingIOError:
                return  # nobody reads; on a real line the bytes are lost as well


def common_arguments(description: str) -> argparse.ArgumentParser:
    """The command line that all serial simulators share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--link", type=Path, required=True, help="path that the driver opens; made and removed here")
    parser.add_argument("--control", type=Path, required=True, help="Unix socket of the control line")
    parser.add_argument("--paced", action="store_true", help="bytes take the time of the line's speed")
    return parser


def run(
    arguments: argparse.Namespace,
    device: Device,
    handlers: Callable[[PtyLine], Mapping[str, Handler]],
    *,
    baud: int = BAUD,
    echo: bool = False,
) -> None:
    """Serve a device until SIGTERM or SIGINT, then remove link and socket; where the launcher dies, die with it.

    Args:
        arguments: of `common_arguments`.
        device: who answers.
        handlers: the device's own control requests; each runs on the serving thread.
        baud: speed of the line, for pacing and for slow replies.
        echo: see `PtyLine`.
    """
    die_with_launcher()
    line = PtyLine(arguments.link, device, SystemClock(), paced=arguments.paced, baud=baud, echo=echo)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: line.stop())
    signal.set_wakeup_fd(line.ringer.fileno(), warn_on_full_buffer=False)
    own = {
        "fault": line.faults.order,
        "clear": lambda _request: line.faults.clear(),
        "unplug": lambda _request: line.unplug(),
        "plug": lambda _request: line.plug(),
    }
    orders: dict[str, Handler] = {**own, **handlers(line)}

    def on_line(handler: Handler) -> Handler:
        return lambda request: line.ask(lambda: handler(request))

    control = ControlServer(arguments.control, {do: on_line(handler) for do, handler in orders.items()})
    try:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        line.serve()
    finally:
        signal.set_wakeup_fd(-1)
        control.close()

"""The far end of a TCP connection: what simulators of networked devices share. Listens on loopback alone."""

import argparse
import contextlib
import signal
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from drivers.clock import Clock, SystemClock
from drivers.control import ControlServer, Handler
from drivers.process import die_with_launcher
from drivers.pty_line import Device
from drivers.wire_faults import GARBAGE, FaultOrders, WireFault

LOOPBACK: Final = "127.0.0.1"
SLICE_BYTES = 16
SLOW_SLICE_S = 0.014
"""A slice at a tenth of 115200 baud: the same slowness as on the simulated serial lines."""


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False


class TcpLine:
    """A listening port that can be unplugged and plugged in again under the same number.

    Args:
        port: number of the port, 0 for any free one.
        answering: makes the device's end of one connection.
        clock: for slow replies.
        stays_plugged: whether it listens on when the line breaks in the middle of a reply.
    """

    def __init__(
        self, port: int, answering: Callable[[], Device], clock: Clock, *, stays_plugged: bool = False
    ) -> None:
        self._answering = answering
        self._clock = clock
        self._stays_plugged = stays_plugged
        self.port = port
        self.faults = FaultOrders()
        self.one_host = False
        """Whether others wait until the host that is served hangs up."""
        self._served = threading.Lock()
        self._last_reply = b""
        self._lock = threading.RLock()
        self._connections: dict[socket.socket, Device] = {}
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self.plug()

    def plug(self) -> None:
        """Listen again; nothing happens while it does."""
        if self._server is not None:
            return
        line = self

        class Connection(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                line.serve(self.request)

        self._server = _Server((LOOPBACK, self.port), Connection)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, name=f"port {self.port}"
        )
        self._thread.start()

    def unplug(self) -> None:
        """Stop listening and break every connection."""
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is None or thread is None:
            return
        server.shutdown()
        server.server_close()
        thread.join()
        self.cut()

    def cut(self) -> None:
        """Break every connection and listen on."""
        with self._lock:
            for connection in self._connections:
                break_connection(connection)

    def say(self, reply: bytes, wanted: Callable[[Device], bool]) -> None:
        """Send what nobody asked for to every host whose device wants it."""
        with self._lock:
            for connection, device in list(self._connections.items()):
                if wanted(device):
                    with contextlib.suppress(OSError):  # it hung up just now
                        self._send(connection, device, reply)

    def serve(self, connection: socket.socket) -> None:
        """Answer one host until it goes, on the connection's own thread."""
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        device = self._answering()
        with self._lock:
            self._connections[connection] = device
        try:
            with self._served if self.one_host else contextlib.nullcontext():
                while data := connection.recv(65536):
                    with self._lock:
                        for reply in device.receive(data):
                            self._send(connection, device, reply)
        except OSError:
            return  # the host went away, or we were unplugged
        finally:
            with self._lock:
                del self._connections[connection]

    def _send(self, connection: socket.socket, device: Device, reply: bytes) -> None:
        fault = self.faults.next()
        match fault:
            case WireFault.SLOW:
                self._slowly(connection, reply)
            case WireFault.ONE_BYTE_AT_A_TIME:
                for at in range(len(reply)):
                    connection.sendall(reply[at : at + 1])
            case _:
                connection.sendall(self._changed(fault, device, reply))
        self._last_reply = reply
        if fault is WireFault.UNPLUG_MID_FRAME:
            self.cut() if self._stays_plugged else self.unplug()

    def _changed(self, fault: WireFault | None, device: Device, reply: bytes) -> bytes:
        match fault:
            case WireFault.SILENT:
                return b""
            case WireFault.HALF_REPLY | WireFault.UNPLUG_MID_FRAME:
                return reply[: len(reply) // 2]
            case WireFault.GARBAGE_BEFORE:
                return GARBAGE + reply
            case WireFault.GARBAGE_AFTER:
                return reply + GARBAGE
            case WireFault.WRONG_CHECKSUM:
                return device.with_wrong_checksum(reply)
            case WireFault.WRONG_LENGTH:
                return device.with_wrong_length(reply)
            case WireFault.STALE_REPLY:
                return self._last_reply
            case _:
                return reply

    def _slowly(self, connection: socket.socket, reply: bytes) -> None:
        for at in range(0, len(reply), SLICE_BYTES):
            self._clock.pause(SLOW_SLICE_S)
            connection.sendall(reply[at : at + SLICE_BYTES])


def break_connection(connection: socket.socket) -> None:
    """End a connection for both sides, also one that has ended."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is broken already


def common_arguments(description: str) -> argparse.ArgumentParser:
    """The command line that simulators on loopback share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--port", type=int, default=0, help="TCP port on 127.0.0.1; 0: any, asked for by `address`")
    parser.add_argument("--control", type=Path, required=True, help="Unix socket of the control line")
    return parser


def until_told(control: Path, handlers: Mapping[str, Handler], end: Callable[[], None]) -> None:
    """Answer the control line until SIGTERM or SIGINT, then call `end`; where the launcher dies, die with it."""
    die_with_launcher()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    server = ControlServer(control, handlers)
    try:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        stop.wait()
    finally:
        server.close()
        end()


def run(
    arguments: argparse.Namespace,
    answering: Callable[[], Device],
    handlers: Callable[[TcpLine], Mapping[str, Handler]],
) -> None:
    """Serve a device until SIGTERM or SIGINT; faults and plug are ordered as on serial lines."""
    line = TcpLine(arguments.port, answering, SystemClock())
    own: dict[str, Handler] = {
        "address": lambda _request: {"host": LOOPBACK, "port": line.port},
        "fault": line.faults.order,
        "clear": lambda _request: line.faults.clear(),
        "unplug": lambda _request: line.unplug(),
        "plug": lambda _request: line.plug(),
    }
    orders: dict[str, Any] = {**own, **handlers(line)}
    until_told(arguments.control, orders, line.unplug)

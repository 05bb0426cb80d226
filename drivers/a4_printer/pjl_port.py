"""The raw port of the simulated PJL printer: callers, what they ask, what they are told, and faults of the line."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Callable

from drivers.a4_printer.pjl_codes import verdict
from drivers.a4_printer.pjl_engine import Document, EndOfJob, PjlEngine
from drivers.a4_printer.pjl_stream import Command, Data, PjlStream
from drivers.clock import Clock
from drivers.wire_faults import GARBAGE, FaultOrders, WireFault

_SLOW_S = 0.5
_BYTE_S = 0.001


class PjlPort:
    """Listens on one TCP port of the loopback while the printer is on.

    Args:
        port: where.
        engine: who prints; asked for by every caller, so it may be made later.
        clock: for slow replies.
    """

    def __init__(self, port: int, engine: Callable[[], PjlEngine], clock: Clock) -> None:
        self._port = port
        self._engine = engine
        self._clock = clock
        self._server: socketserver.ThreadingTCPServer | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._callers: dict[socket.socket, set[str]] = {}
        """Each with what it wants to be told unasked."""
        self._served = threading.Lock()
        self._last_reply = b""
        self.faults = FaultOrders()
        self.one_caller = False
        """Whether others wait until the caller that is served hangs up."""
        self.unasked = True
        """Whether it knows USTATUS."""
        self.echoes = True
        """Whether it knows ECHO."""

    def open(self) -> None:
        """Switch on; nothing where it is on."""
        if self._server is not None:
            return
        port = self

        class Caller(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                port._serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False
            allow_reuse_address = True

        self._server = Server(("127.0.0.1", self._port), Caller)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def close(self) -> None:
        """Switch off: nobody is taken any longer, and whoever is there is cut off."""
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is None or thread is None:
            return
        server.shutdown()
        server.server_close()
        thread.join()
        self.cut()

    def cut(self) -> None:
        """Cut every caller off."""
        with self._lock:
            callers = list(self._callers)
        for caller in callers:
            with contextlib.suppress(OSError):  # it hung up just now
                caller.shutdown(socket.SHUT_RDWR)

    def tell(self, kind: str, lines: tuple[str, ...]) -> None:
        """Say something to everybody who wants to be told (HP LaserJet 5200: to every channel that enabled it)."""
        if not self.unasked:
            return
        with self._lock:
            callers = [caller for caller, wanted in self._callers.items() if kind in wanted]
        for caller in callers:
            self._reply(caller, f"USTATUS {kind}", *lines)

    def _serve(self, caller: socket.socket) -> None:
        caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._callers[caller] = set()
        stream, name = PjlStream(), ""
        waits = self._served if self.one_caller else contextlib.nullcontext()
        try:
            with waits, contextlib.suppress(OSError):
                while data := caller.recv(65536):
                    for one in stream.feed(data):
                        match one:
                            case Command():
                                name = self._obey(caller, one, name)
                            case Data(document):
                                self._engine().take(Document(document, name))
        finally:
            with self._lock:
                del self._callers[caller]

    def _obey(self, caller: socket.socket, command: Command, name: str) -> str:
        """Do as told; returns the name of the job under way."""
        words = " ".join(command.words.upper().split())
        match words.split(" ")[:2]:
            case ["INFO", "STATUS"]:
                self._reply(caller, "INFO STATUS", *self._status())
            case ["INFO", "PAGECOUNT"]:
                self._reply(caller, "INFO PAGECOUNT", f"PAGECOUNT={self._engine().page_count()}")
            case ["ECHO", *_] if self.echoes:
                self._reply(caller, command.words)
            case ["USTATUS", kind] if self.unasked:
                with self._lock:
                    wanted = self._callers[caller]
                    (wanted.add if words.endswith("ON") else wanted.discard)(kind)
            case ["JOB", *_]:
                name = command.option("NAME")
                self.tell("JOB", ("START", f'NAME="{name}"') if name else ("START",))
            case ["EOJ", *_]:
                self._engine().take(EndOfJob(command.option("NAME")))
            case ["INFO" | "ECHO" | "USTATUS", *_]:
                self._reply(caller, command.words, "?")
            case _:
                pass  # SET, RDYMSG, COMMENT, an empty @PJL: heard, and nothing said
        return name

    def _status(self) -> tuple[str, ...]:
        codes = self._engine().codes()
        online = not any(verdict(code).stopping for code in codes)
        lines = [f"CODE{'' if number == 1 else number}={code}" for number, code in enumerate(codes, 1)]
        return (*lines, 'DISPLAY="Kiosk PJL Simulator"', f"ONLINE={'TRUE' if online else 'FALSE'}")

    def _reply(self, caller: socket.socket, head: str, *lines: str) -> None:
        reply = "".join(f"{line}\r\n" for line in (f"@PJL {head}", *lines)).encode("latin-1") + b"\x0c"
        with contextlib.suppress(OSError):  # it hung up just now
            self._send(caller, reply)
        self._last_reply = reply

    def _send(self, caller: socket.socket, reply: bytes) -> None:
        fault = self.faults.next()
        if fault is WireFault.SLOW:
            self._clock.pause(_SLOW_S)
        said = self._said(fault, reply)
        if fault is WireFault.ONE_BYTE_AT_A_TIME:
            for byte in said:
                caller.sendall(bytes([byte]))
                self._clock.pause(_BYTE_S)
            return
        caller.sendall(said)
        if fault is WireFault.UNPLUG_MID_FRAME:
            caller.shutdown(socket.SHUT_RDWR)

    def _said(self, fault: WireFault | None, reply: bytes) -> bytes:
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
                return reply.replace(b"@PJL", b"@QJL")  # it has no checksum: its fixed bytes are wrong
            case WireFault.WRONG_LENGTH:
                return reply.replace(b"\x0c", b"")  # its length is its form feed
            case WireFault.STALE_REPLY:
                return self._last_reply
            case _:
                return reply

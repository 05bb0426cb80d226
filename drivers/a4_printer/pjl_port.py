"""The raw port of the simulated PJL printer: callers, what they ask, and what they are told."""

from collections.abc import Callable

from drivers.a4_printer.pjl_codes import verdict
from drivers.a4_printer.pjl_engine import Document, EndOfJob, PjlEngine
from drivers.a4_printer.pjl_stream import Command, Data, PjlStream
from drivers.clock import Clock
from drivers.pty_line import Device
from drivers.tcp_line import TcpLine


class PjlPort:
    """Listens on a TCP port of the loopback while the printer is on.

    Args:
        engine: who prints; asked for by every caller, so it may be made later.
        clock: for slow replies.
    """

    def __init__(self, engine: Callable[[], PjlEngine], clock: Clock) -> None:
        self.engine = engine
        self.line = TcpLine(0, lambda: Caller(self), clock, stays_plugged=True)
        self.unasked = True
        """Whether it knows USTATUS."""
        self.echoes = True
        """Whether it knows ECHO."""

    def tell(self, kind: str, lines: tuple[str, ...]) -> None:
        """Say something to everybody who wants to be told (HP LaserJet 5200: to every channel that enabled it)."""

        def wanted(caller: Device) -> bool:
            return isinstance(caller, Caller) and kind in caller.wants

        if self.unasked:
            self.line.say(_reply(f"USTATUS {kind}", *lines), wanted)

    def status(self) -> bytes:
        """What INFO STATUS says."""
        codes = self.engine().codes()
        online = not any(verdict(code).stopping for code in codes)
        lines = [f"CODE{'' if number == 1 else number}={code}" for number, code in enumerate(codes, 1)]
        shown = ('DISPLAY="Kiosk PJL Simulator"', f"ONLINE={'TRUE' if online else 'FALSE'}")
        return _reply("INFO STATUS", *lines, *shown)


class Caller:
    """One connection to the port: fulfils `drivers.pty_line.Device`."""

    def __init__(self, port: PjlPort) -> None:
        self._port = port
        self._stream = PjlStream()
        self._job = ""
        """Name of the job under way."""
        self.wants: set[str] = set()
        """What it wants to be told unasked."""

    def receive(self, data: bytes) -> list[bytes]:
        """Obey the commands that are complete, and take the documents."""
        replies: list[bytes] = []
        for one in self._stream.feed(data):
            match one:
                case Command():
                    replies += self._obey(one)
                case Data(document):
                    self._port.engine().take(Document(document, self._job))
        return replies

    def quiet(self) -> None:
        """Nothing is forgotten: a document may come slowly."""

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """It has no checksum: its fixed bytes are wrong."""
        return reply.replace(b"@PJL", b"@QJL")

    def with_wrong_length(self, reply: bytes) -> bytes:
        """Its length is its form feed."""
        return reply.replace(b"\x0c", b"")

    def _obey(self, command: Command) -> list[bytes]:
        words = " ".join(command.words.upper().split())
        match words.split(" ")[:2]:
            case ["INFO", "STATUS"]:
                return [self._port.status()]
            case ["INFO", "PAGECOUNT"]:
                return [_reply("INFO PAGECOUNT", f"PAGECOUNT={self._port.engine().page_count()}")]
            case ["ECHO", *_] if self._port.echoes:
                return [_reply(command.words)]
            case ["USTATUS", kind] if self._port.unasked:
                (self.wants.add if words.endswith("ON") else self.wants.discard)(kind)
            case ["JOB", *_]:
                self._job = command.option("NAME")
                self._port.tell("JOB", ("START", f'NAME="{self._job}"') if self._job else ("START",))
            case ["EOJ", *_]:
                self._port.engine().take(EndOfJob(command.option("NAME")))
            case ["INFO" | "ECHO" | "USTATUS", *_]:
                return [_reply(command.words, "?")]
            case _:
                pass  # SET, RDYMSG, COMMENT, an empty @PJL: heard, and nothing said
        return []


def _reply(head: str, *lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in (f"@PJL {head}", *lines)).encode("latin-1") + b"\x0c"

"""upsd with one UPS behind it, on loopback.

    python -m drivers.ups.simulator --control RUN/ups.sock [--port 3493] [--name kiosk]

Control requests: address · set {charge, runtime, status} · mains · battery · low · refuse {code} · accept · count ·
fault · clear · unplug · plug.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drivers.control import Handler
from drivers.tcp_line import TcpLine, common_arguments, run

_STATUS = {"mains": "OL CHRG", "battery": "OB DISCHRG", "low": "OB LB DISCHRG"}


@dataclass(slots=True)
class SimulatedUps:
    """The UPS that all connections ask for."""

    name: str = "kiosk"
    status: str = "OL CHRG"
    charge: str = "100"
    runtime: str = "1800"
    refusal: str = ""
    questions: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def variables(self) -> dict[str, str]:
        """What it tells, as upsd sorts it."""
        return {
            "battery.charge": self.charge,
            "battery.runtime": self.runtime,
            "device.mfr": "Demo",
            "device.model": 'Battery 6"',
            "ups.status": self.status,
        }

    def set(self, request: Mapping[str, Any]) -> None:
        """Take new values: `status`, `charge`, `runtime`, as texts."""
        given = {name: value for name, value in request.items() if name != "do"}
        if set(given) - {"status", "charge", "runtime"} or not all(isinstance(one, str) for one in given.values()):
            raise ValueError("status, charge and runtime are texts")
        for name, value in given.items():
            setattr(self, name, value)


class Session:
    """One connection to upsd: fulfils `drivers.pty_line.Device`."""

    def __init__(self, ups: SimulatedUps) -> None:
        self._ups = ups
        self._rest = b""

    def receive(self, data: bytes) -> list[bytes]:
        """Answer the lines that are complete."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > 1024:
            self._rest = b""
        return [self._answer(line.decode("utf-8", "replace").split()).encode() for line in lines]

    def quiet(self) -> None:
        """Nothing is forgotten: upsd waits for the rest of a line."""

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """There is no checksum: a quotation mark, which has its fixed place, is gone."""
        return reply.replace(b'"', b"", 1)

    def with_wrong_length(self, reply: bytes) -> bytes:
        """The list has no end."""
        return reply[: reply.rfind(b"END")]

    def _answer(self, words: list[str]) -> str:
        ups = self._ups
        with ups.lock:
            ups.questions += 1
            match words:
                case ["VER"]:
                    return "Network UPS Tools upsd 2.8.0 - http://www.networkupstools.org/\n"
                case ["NETVER"]:
                    return "1.3\n"
                case ["LOGOUT"]:
                    return "OK Goodbye\n"
                case ["LIST", "UPS"]:
                    return f'BEGIN LIST UPS\nUPS {ups.name} "Description unavailable"\nEND LIST UPS\n'
                case ["LIST", "VAR", name] | ["GET", "VAR", name, _] if name != ups.name:
                    return "ERR UNKNOWN-UPS\n"
                case ["LIST", "VAR", _] | ["GET", "VAR", _, _] if ups.refusal:
                    return f"ERR {ups.refusal}\n"
                case ["LIST", "VAR", name]:
                    lines = "".join(_line(name, variable, value) for variable, value in ups.variables().items())
                    return f"BEGIN LIST VAR {name}\n{lines}END LIST VAR {name}\n"
                case ["GET", "VAR", name, variable]:
                    value = ups.variables().get(variable)
                    return "ERR VAR-NOT-SUPPORTED\n" if value is None else _line(name, variable, value)
                case ["LIST" | "GET", *_]:
                    return "ERR INVALID-ARGUMENT\n"
        return "ERR UNKNOWN-COMMAND\n"


def _line(name: str, variable: str, value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'VAR {name} {variable} "{escaped}"\n'


def main() -> None:
    """Run until told to end."""
    parser = common_arguments("Simulates upsd of Network UPS Tools.")
    parser.add_argument("--name", default="kiosk", help="name of the UPS")
    arguments = parser.parse_args()
    ups = SimulatedUps(arguments.name)

    def handlers(_line: TcpLine) -> dict[str, Handler]:
        def refuse(request: Mapping[str, Any]) -> None:
            ups.refusal = str(request["code"])

        def accept(_request: Mapping[str, Any]) -> None:
            ups.refusal = ""

        def say(status: str) -> Handler:
            return lambda _request: ups.set({"status": status})

        return {
            **{do: say(status) for do, status in _STATUS.items()},
            "set": ups.set,
            "refuse": refuse,
            "accept": accept,
            "count": lambda _request: {"questions": ups.questions},
        }

    run(arguments, lambda: Session(ups), handlers)


if __name__ == "__main__":
    main()

"""A PIN pad behind a pty, and the finger on it.

    python -m drivers.pin_pad.simulator --link RUN/pinpad.tty --control RUN/pinpad.sock [--paced]

Control requests: press, time_out, refuse, count, fault, clear, unplug, plug.
`press` takes `keys`: digits, C (take one back), X (cancel), E (enter). Keys outside an entry do nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drivers.control import Handler
from drivers.frame_cutter import FrameCutter
from drivers.pin_pad import DIGITS_MAX, DIGITS_MIN, frames
from drivers.pin_pad.frames import Damaged, Frame, Kind, Seen
from drivers.pty_line import PtyLine, common_arguments, run

IDENTITY = b"KIOSK-PAD-DEMO"
BAUD = 9_600
REASON_DIGITS = b"\x01"
REASON_ORDERED = b"\x02"


@dataclass(slots=True)
class Pad:
    """The pad itself: fulfils `drivers.pty_line.Device`."""

    entries: int = 0
    numbers: int = 0
    keys: int = 0
    sequence: int | None = None
    """Of the entry under way."""
    digits: int = 0
    _entered: str = field(default="", repr=False)
    _refusals: int = 0
    _cutter: FrameCutter[Seen] = field(default_factory=frames.cutter)

    def receive(self, data: bytes) -> list[bytes]:
        """Answer whatever requests are complete; damaged ones are met by silence."""
        return [self._answer(seen).encoded() for seen in self._cutter.feed(data) if not isinstance(seen, Damaged)]

    def quiet(self) -> None:
        """Forget an unfinished request."""
        self._cutter.give_up()

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """One bit of the check is wrong."""
        return reply[:-1] + bytes([reply[-1] ^ 0x01])

    def with_wrong_length(self, reply: bytes) -> bytes:
        """The length says one byte less than there is."""
        return reply[:1] + bytes([reply[1] - 1]) + reply[2:]

    def press(self, request: Mapping[str, Any]) -> list[bytes]:
        """Press keys; what the pad says to each.

        Raises:
            ValueError: there is no such key.
        """
        keys = str(request["keys"])
        if set(keys) - set("0123456789CXE"):
            raise ValueError("keys are digits, C, X and E")
        return [reply for key in keys for reply in self._pressed(key)]

    def time_out(self) -> list[bytes]:
        """Let the pad's own limit pass."""
        return self._end(Kind.TOO_LATE)

    def refuse(self, request: Mapping[str, Any]) -> None:
        """Refuse the next requests (`times`, 1)."""
        self._refusals = int(request.get("times", 1))

    def reset(self) -> None:
        """Forget the entry and ordered refusals."""
        self._refusals = 0
        self._end(Kind.TOO_LATE)

    def count(self) -> dict[str, Any]:
        """What has happened so far, never which keys."""
        return {
            "entries": self.entries,
            "numbers": self.numbers,
            "keys": self.keys,
            "asking": self.sequence is not None,
            "holds": len(self._entered),
        }

    def _pressed(self, key: str) -> list[bytes]:
        if self.sequence is None:
            return []
        self.keys += 1
        match key:
            case "X":
                return self._end(Kind.CANCEL_KEY)
            case "E" if len(self._entered) == self.digits:
                self.numbers += 1
                return self._end(Kind.NUMBER, self._entered.encode())
            case "C":
                self._entered = self._entered[:-1]
            case digit if digit.isdigit() and len(self._entered) < self.digits:
                self._entered += digit
            case _:
                return []
        return [Frame(Kind.PRESSED, self.sequence, bytes([len(self._entered)])).encoded()]

    def _end(self, kind: Kind, data: bytes = b"") -> list[bytes]:
        sequence, self.sequence, self._entered = self.sequence, None, ""
        return [] if sequence is None else [Frame(kind, sequence, data).encoded()]

    def _answer(self, request: Frame) -> Frame:
        if self._refusals > 0:
            self._refusals -= 1
            return Frame(Kind.REFUSED, request.sequence, REASON_ORDERED)
        match request.kind, request.data:
            case Kind.IDENTIFY, b"":
                return Frame(Kind.IDENTITY, request.sequence, IDENTITY)
            case Kind.CANCEL, b"":
                self._end(Kind.CANCEL_KEY)
                return Frame(Kind.ACCEPTED, request.sequence)
            case Kind.ASK, data if len(data) == 3 and DIGITS_MIN <= data[0] <= DIGITS_MAX:
                self.sequence, self.digits, self._entered = request.sequence, data[0], ""
                self.entries += 1
                return Frame(Kind.ACCEPTED, request.sequence)
        return Frame(Kind.REFUSED, request.sequence, REASON_DIGITS)


def main() -> None:
    """Run until told to end."""
    arguments = common_arguments("Simulates a PIN pad on a serial line.").parse_args()
    pad = Pad()

    def handlers(line: PtyLine) -> dict[str, Handler]:
        def clear(_request: Mapping[str, Any]) -> None:
            line.faults.clear()
            pad.reset()

        return {
            "press": lambda request: line.send(pad.press(request)),
            "time_out": lambda _request: line.send(pad.time_out()),
            "refuse": pad.refuse,
            "count": lambda _request: pad.count(),
            "clear": clear,
        }

    run(arguments, pad, handlers, baud=BAUD)


if __name__ == "__main__":
    main()

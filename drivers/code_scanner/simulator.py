"""A scan engine behind a pty, and the phone that is held before it.

    python -m drivers.code_scanner.simulator --link RUN/scanner.tty --control RUN/scanner.sock
        [--model gm65|newland] [--ending cr|crlf|gap] [--paced]

Control requests: show, garbage, ending, refuse, count, fault, clear, unplug, plug.
`show` takes `text` or `hex`, and `times` (1) for an engine that reads the same code again and again. A code that is
shown while the engine is not triggered lies there until it is, or until `show` is given an empty text.
"""

from collections.abc import Mapping
from typing import Any

from drivers.code_scanner import frames
from drivers.code_scanner.payloads import Ending
from drivers.control import Handler
from drivers.frame_cutter import Found, FrameCutter, NeedsMore
from drivers.pty_line import PtyLine, common_arguments, run

BAUDS = {"gm65": 9_600, "newland": 115_200}
TIMES_MAX = 100


class Engine:
    """What sits behind the glass: fulfils `drivers.pty_line.Device`.

    Args:
        model: whose commands it knows.
        ending: what it puts behind a code.
    """

    def __init__(self, model: str, ending: Ending) -> None:
        self._model = model
        self.ending = ending
        self.is_triggered = False
        self.triggers = 0
        self.shown = 0
        self.read = 0
        self._held = b""
        self._times = 1
        self._refusals = 0
        self._cutter = FrameCutter(_gm65_request if model == "gm65" else _newland_request, 9)

    def receive(self, data: bytes) -> list[bytes]:
        """Answer whatever commands are complete; a code that is being shown follows a trigger."""
        replies: list[bytes] = []
        for request in self._cutter.feed(data):
            replies.append(self._gm65(request) if self._model == "gm65" else self._newland(request))
            replies += self.looked()
        return replies

    def quiet(self) -> None:
        """Forget an unfinished command."""
        self._cutter.give_up()

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """One bit near the end is wrong; of a code that is its last character."""
        at = -3 if self._model == "newland" or reply.endswith(b"\r\n") else -2
        return reply[:at] + bytes([reply[at] ^ 0x40]) + reply[at + 1 :]

    def with_wrong_length(self, reply: bytes) -> bytes:
        """The last byte is missing."""
        return reply[:-1]

    def show(self, request: Mapping[str, Any]) -> None:
        """Hold a phone before the glass.

        Raises:
            ValueError: `hex` is none, or `times` is no such number.
        """
        times = int(request.get("times", 1))
        if not 1 <= times <= TIMES_MAX:
            raise ValueError(f"times is a number from 1 to {TIMES_MAX}")
        written = request.get("hex")
        self._held = bytes.fromhex(str(written)) if written is not None else str(request["text"]).encode()
        self._times = times
        self.shown += bool(self._held)

    def looked(self) -> list[bytes]:
        """What the engine sends when it looks now."""
        if not self.is_triggered or not self._held:
            return []
        payload, self._held = self._held, b""
        # Triggered by command it reads one code and goes dark.
        self.is_triggered = False
        self.read += self._times
        return [payload + self.ending.suffix] * self._times

    def refuse(self, request: Mapping[str, Any]) -> None:
        """Answer the next commands (`times`, 1) as unknown."""
        self._refusals = int(request.get("times", 1))

    def clear(self) -> None:
        """Forget ordered refusals, and what is shown."""
        self._refusals = 0
        self._held = b""

    def count(self) -> dict[str, int]:
        """What has happened so far."""
        return {"triggers": self.triggers, "shown": self.shown, "read": self.read}

    def _trigger(self, *, on: bool) -> None:
        self.is_triggered = on
        self.triggers += on

    def _gm65(self, request: bytes) -> bytes:
        kind, length = request[2], request[3]
        body, check = request[2:-2], request[-2:]
        if check not in (frames.crc16(body), frames.GM65_UNCHECKED):
            return frames.gm65_answer(frames.Gm65Status.CRC_WRONG)
        if self._take_refusal():
            return frames.gm65_answer(frames.Gm65Status.UNKNOWN_COMMAND)
        address, data = int.from_bytes(request[4:6], "big"), request[6 : 6 + length]
        match kind, address:
            case frames.GM65_WRITE, frames.GM65_TRIGGER:
                self._trigger(on=bool(data[0] & 1))
            case (frames.GM65_WRITE, _) | (frames.GM65_SAVE, _):
                pass
            case frames.GM65_READ, frames.GM65_BAUD:
                # 9600 baud, as the manual's table has it: 0139, low byte first.
                return frames.gm65_answer(frames.Gm65Status.DONE, b"\x39\x01")
            case frames.GM65_READ, _:
                return frames.gm65_answer(frames.Gm65Status.DONE, bytes(data[0] or 1))
            case _:
                return frames.gm65_answer(frames.Gm65Status.UNKNOWN_COMMAND)
        return frames.gm65_answer(frames.Gm65Status.DONE)

    def _newland(self, request: bytes) -> bytes:
        text = request[len(frames.NEWLAND_REQUEST) : -len(frames.NEWLAND_END)]
        if self._take_refusal():
            return frames.newland_answer(text, frames.NewlandStatus.UNKNOWN_COMMAND)
        match text[1:]:
            case b"SCNTRG1" | b"SCNTRG0":
                self._trigger(on=text.endswith(b"1"))
            case b"SCNMOD*":
                return frames.newland_answer(text[:-1] + b"0", frames.NewlandStatus.DONE)
            case b"SCNMOD0" | b"SCNMOD2" | b"SCNMOD3":
                pass
            case other if other.startswith(b"SCNMOD"):
                return frames.newland_answer(text, frames.NewlandStatus.OUT_OF_RANGE)
            case _:
                return frames.newland_answer(text, frames.NewlandStatus.UNKNOWN_COMMAND)
        return frames.newland_answer(text, frames.NewlandStatus.DONE)

    def _take_refusal(self) -> bool:
        if self._refusals <= 0:
            return False
        self._refusals -= 1
        return True


def _gm65_request(stream: bytes) -> Found[bytes] | NeedsMore | None:
    if not stream.startswith(frames.GM65_REQUEST[: len(stream)]):
        return None
    if len(stream) < 4:
        return NeedsMore(4 - len(stream))
    # Type, length, address, as much data as the length says (one byte at least), check.
    size = 6 + max(1, stream[3]) + 2
    return Found(stream[:size], size) if len(stream) >= size else NeedsMore(size - len(stream))


def _newland_request(stream: bytes) -> Found[bytes] | NeedsMore | None:
    head = frames.NEWLAND_REQUEST
    if not stream.startswith(head[: len(stream)]):
        return None
    end = stream.find(frames.NEWLAND_END, len(head))
    if end < 0:
        return NeedsMore(1) if len(stream) < 64 else None
    if stream[len(head) : len(head) + 1] not in (b"@", b"#"):
        return None
    size = end + len(frames.NEWLAND_END)
    return Found(stream[:size], size)


def main() -> None:
    """Run until told to end."""
    parser = common_arguments("Simulates a code scanner on a serial line.")
    parser.add_argument("--model", choices=sorted(BAUDS), default="gm65")
    parser.add_argument("--ending", choices=[ending.value for ending in Ending], default=Ending.CR.value)
    arguments = parser.parse_args()
    engine = Engine(arguments.model, Ending(arguments.ending))

    def handlers(line: PtyLine) -> dict[str, Handler]:
        def show(request: Mapping[str, Any]) -> dict[str, bool]:
            engine.show(request)
            codes = engine.looked()
            line.send(codes)
            return {"read": bool(codes)}

        def garbage(request: Mapping[str, Any]) -> None:
            line.send([bytes.fromhex(str(request["hex"]))])

        def ending(request: Mapping[str, Any]) -> None:
            engine.ending = Ending(request["ending"])

        def clear(_request: Mapping[str, Any]) -> None:
            line.faults.clear()
            engine.clear()

        return {
            "show": show,
            "garbage": garbage,
            "ending": ending,
            "refuse": engine.refuse,
            "count": lambda _request: engine.count(),
            "clear": clear,
        }

    run(arguments, engine, handlers, baud=BAUDS[arguments.model])


if __name__ == "__main__":
    main()

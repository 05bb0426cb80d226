"""A keypad as a source of key events behind a pty: the structure is that of a Linux event device.

    python -m drivers.keypad.simulator --link RUN/keypad.tty --control RUN/keypad.sock

Control requests: press, count, fault, clear, unplug, plug.
`press` takes `key` (up, down, left, right, press, back, repeat) or `code` (a number of linux/input-event-codes.h),
and `held` (0): how often the kernel repeats it before it is released.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from drivers.clock import Clock, SystemClock
from drivers.control import Handler
from drivers.keypad import Key, frames
from drivers.keypad.frames import InputEvent
from drivers.pty_line import PtyLine, common_arguments, run

CODES = {Key.UP: 103, Key.DOWN: 108, Key.LEFT: 105, Key.RIGHT: 106, Key.PRESS: 28, Key.BACK: 1, Key.REPEAT: 59}
SYNCHRONISED = InputEvent(frames.SYNCHRONISE, 0, 0)


class KeySource:
    """The keypad itself: fulfils `drivers.pty_line.Device`.

    Args:
        clock: for the events' times.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.presses = 0

    def receive(self, data: bytes) -> Sequence[bytes]:  # noqa: ARG002  nothing is ever said to a keypad
        """Nothing is answered."""
        return ()

    def quiet(self) -> None:
        """There is nothing to forget."""

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """Events have no check: more microseconds than a second has, in each of them."""
        size = frames.EVENT.size
        return b"".join(
            reply[at : at + 8] + b"\xff" * 8 + reply[at + 16 : at + size] for at in range(0, len(reply), size)
        )

    def with_wrong_length(self, reply: bytes) -> bytes:
        """The last byte is missing."""
        return reply[:-1]

    def press(self, request: Mapping[str, Any]) -> bytes:
        """Press a key and let it go; the events of that.

        Raises:
            ValueError: there is no such key.
        """
        code = int(request["code"]) if "code" in request else CODES[Key(request["key"])]
        if not 0 <= code <= frames.CODE_MAX:
            raise ValueError(f"code is a number from 0 to {frames.CODE_MAX}")
        self.presses += 1
        values = [frames.PRESSED, *[frames.HELD] * int(request.get("held", 0)), frames.RELEASED]
        events = [InputEvent(frames.MISCELLANEOUS, frames.SCAN_CODE, 0x70000 + code)]
        for value in values:
            events += [InputEvent(frames.KEY, code, value), SYNCHRONISED]
        at_s = self._clock.now().timestamp()
        return b"".join(event.encoded(at_s) for event in events)


def main() -> None:
    """Run until told to end."""
    arguments = common_arguments("Simulates an assistive keypad as a source of key events.").parse_args()
    source = KeySource(SystemClock())

    def handlers(line: PtyLine) -> dict[str, Handler]:
        return {
            "press": lambda request: line.send([source.press(request)]),
            "count": lambda _request: {"presses": source.presses},
        }

    run(arguments, source, handlers)


if __name__ == "__main__":
    main()

"""An RS-485 line with several boards on it: one speaks at a time."""

from collections.abc import Callable
from typing import TypeVar

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.frame_cutter import FrameCutter
from drivers.wire import Wire

T = TypeVar("T")
A = TypeVar("A")

ANSWER_S = 0.3
"""Our choice: seven bytes take 7 ms at 9600 baud; the rest is for boards that finish a pulse before they answer."""
UNASKED_S = 0.005
"""How long to look whether something has come in: one frame of five bytes at 9600 baud."""
UNASKED_BYTES = 256


class Bus:
    """Questions and answers on the bus.

    Args:
        wire: the line.
        clock: for the limits.
        answer_s: limit for a whole answer.
    """

    def __init__(self, wire: Wire, clock: Clock, *, answer_s: float = ANSWER_S) -> None:
        self._wire = wire
        self._clock = clock
        self._answer_s = answer_s

    def unasked(self) -> bytes:
        """What boards have said since the last exchange; the line is quiet afterwards and open again if it broke."""
        try:
            heard = self._wire.read(UNASKED_BYTES, UNASKED_S)
        except DeviceError as error:
            if error.fault is not Fault.GONE:
                raise
            heard = b""
        self._wire.discard_input()
        return heard

    def send(self, request: bytes) -> None:
        """Send one request that is not answered.

        Raises:
            DeviceError: GONE, or GARBLED when our own bytes came back different.
        """
        self._wire.write(request)

    def ask(
        self,
        request: bytes,
        cutter: FrameCutter[T],
        answer_of: Callable[[T], A | None],
        aside: Callable[[T], None],
    ) -> A:
        """One question and its answer.

        Args:
            request: what to send.
            cutter: finds frames in what comes.
            answer_of: what a frame answers; None when it is not the answer.
            aside: gets all other frames: late answers, and what boards say unasked.

        Raises:
            DeviceError: ABSENT when nothing came, GARBLED when no answer was among it, GONE.
        """
        received = 0
        piece = b""
        self._wire.write(request)
        deadline = self._clock.monotonic() + self._answer_s
        while True:
            received += len(piece)
            answer = _first(cutter.feed(piece), answer_of, aside)
            if answer is not None:
                return answer
            remaining = deadline - self._clock.monotonic()
            if remaining <= 0:
                break
            piece = self._wire.read(cutter.missing, remaining)
        answer = _first(cutter.give_up(), answer_of, aside)
        if answer is not None:
            return answer
        fault = Fault.GARBLED if received else Fault.ABSENT
        raise DeviceError(fault, f"{received} bytes within {self._answer_s} s to {request.hex(' ')}")

    def close(self) -> None:
        """Give the line back."""
        self._wire.close()


def _first(frames: list[T], answer_of: Callable[[T], A | None], aside: Callable[[T], None]) -> A | None:
    first = None
    for frame in frames:
        answer = answer_of(frame)
        if answer is None:
            aside(frame)
        elif first is None:
            first = answer
    return first

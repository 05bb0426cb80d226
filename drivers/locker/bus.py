"""An RS-485 line with several boards on it: one speaks at a time, and some adapters give us our own bytes back."""

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
ECHO_S = 0.1
"""Our choice: an adapter echoes as it sends; six bytes take 6 ms at 9600 baud."""
UNASKED_S = 0.005
"""How long to look whether something has come in: one frame of five bytes at 9600 baud."""
UNASKED_BYTES = 256


class Bus:
    """Questions and answers on the bus.

    Args:
        wire: the line.
        clock: for the limits.
        echo: whether the adapter gives our own bytes back.
        answer_s: limit for a whole answer.
    """

    def __init__(self, wire: Wire, clock: Clock, *, echo: bool, answer_s: float = ANSWER_S) -> None:
        self._wire = wire
        self._clock = clock
        self._echo = echo
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

    def send(self, request: bytes) -> bytes:
        """Send one request; gives what a board said while our own bytes came back.

        Raises:
            DeviceError: GONE, or GARBLED when our own bytes came back different: two spoke at once.
        """
        self._wire.write(request)
        if not self._echo:
            return b""
        heard = b""
        deadline = self._clock.monotonic() + ECHO_S
        while (remaining := deadline - self._clock.monotonic()) > 0:
            heard += self._wire.read(len(request) if not heard else 1, remaining)
            if heard.endswith(request):
                return heard.removesuffix(request)
        raise DeviceError(Fault.GARBLED, f"{len(heard)} bytes of an echo of {len(request)}")

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
        piece = self.send(request)
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

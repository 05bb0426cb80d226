"""A scanner that is armed by command, whatever its language: limits, repeats, doubles, and what is refused."""

from collections.abc import Callable
from dataclasses import dataclass

from drivers.clock import Clock
from drivers.code_scanner import Code
from drivers.code_scanner.frames import Answer
from drivers.code_scanner.payloads import GAP_S, Doubles, Ending, PayloadCutter, PayloadError
from drivers.faults import DeviceError, Fault
from drivers.frame_cutter import FrameCutter
from drivers.wire import Wire

ANSWER_S = 0.5
"""Our choice: an answer of seven bytes takes 7 ms at 9600 baud; the rest is for a module that is decoding."""
READ_BYTES = 256
READ_S = 0.005
"""How long to wait for more once something has come: five bytes at 9600 baud."""
WHOLE_S = 5.0
"""A code that has begun in time may end this much later: 4 KB take 4.3 s at 9600 baud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How one family of scanners is spoken to."""

    start: bytes
    stop: bytes
    question: bytes
    cutter: Callable[[], FrameCutter[Answer]]
    answers: Callable[[bytes, Answer], bool]
    """Whether an answer belongs to a request."""
    fault_of: Callable[[int], Fault | None]


class ArmedScanner:
    """Fulfils the role `CodeScanner`.

    Args:
        wire: the line.
        clock: for the limits.
        language: the family's.
        ending: what the scanner puts behind a code.
        answer_s: limit for one answer; a command is given twice at most.
        gap_s: pause that ends a code.
    """

    def __init__(
        self,
        wire: Wire,
        clock: Clock,
        language: Language,
        ending: Ending = Ending.CR,
        *,
        answer_s: float = ANSWER_S,
        gap_s: float = GAP_S,
    ) -> None:
        self._wire = wire
        self._clock = clock
        self._language = language
        self._payloads = PayloadCutter(ending)
        self._doubles = Doubles()
        self._answer_s = answer_s
        self._gap_s = gap_s
        self._is_armed = False
        self._rest = b""

    def arm(self) -> None:
        """Light up and look (see `CodeScanner`)."""
        self._forget()
        # The first code may come right behind the answer.
        self._rest = self._ask(self._language.start)
        self._is_armed = True

    def disarm(self) -> None:
        """Stop looking (see `CodeScanner`)."""
        self._is_armed = False
        try:
            self._ask(self._language.stop)
        finally:
            self._forget()

    def read(self, within_s: float) -> Code | None:
        """Wait for one code (see `CodeScanner`)."""
        if not self._is_armed:
            raise DeviceError(Fault.REFUSED, "not armed")
        deadline = self._clock.monotonic() + within_s
        data, self._rest = self._rest, b""
        try:
            while True:
                payload = self._payloads.feed(data)
                while payload is not None:
                    if not self._is_double(payload):
                        return Code(payload)
                    payload = self._payloads.feed(b"")
                data = self._more(deadline)
                if not data:
                    payload = self._payloads.gap()
                    if payload is not None and not self._is_double(payload):
                        return Code(payload)
                    if self._clock.monotonic() >= deadline:
                        return None
        except PayloadError as error:
            raise DeviceError(Fault.REFUSED, f"a code of {error}") from error

    def check(self) -> None:
        """Ask for a setting (see `CodeScanner`)."""
        self._ask(self._language.question)

    def close(self) -> None:
        """Give the line back."""
        self._is_armed = False
        self._forget()
        self._wire.close()

    def _more(self, deadline: float) -> bytes:
        """What comes before a code is overdue, or before the gap that ends it."""
        now = self._clock.monotonic()
        wait = min(self._gap_s, deadline + WHOLE_S - now) if self._payloads.has_begun else deadline - now
        if wait <= 0:
            return b""
        data = self._wire.read(1, wait)
        return data + self._wire.read(READ_BYTES, READ_S) if data else b""

    def _is_double(self, payload: bytes) -> bool:
        return self._doubles.is_double(payload, self._clock.monotonic())

    def _ask(self, request: bytes) -> bytes:
        """Give a command, once more when its answer is lost or spoilt; what came behind the answer."""
        try:
            return self._ask_once(request)
        except DeviceError as error:
            if error.fault not in (Fault.ABSENT, Fault.GARBLED):
                raise
        return self._ask_once(request)

    def _ask_once(self, request: bytes) -> bytes:
        self._wire.discard_input()
        self._wire.write(request)
        cutter = self._language.cutter()
        received = 0
        deadline = self._clock.monotonic() + self._answer_s
        piece = b""
        while True:
            while found := cutter.first(piece):
                piece = b""
                if self._language.answers(request, found[0]):
                    return self._accepted(found[0], cutter.take_rest())
            remaining = deadline - self._clock.monotonic()
            if remaining <= 0:
                fault = Fault.GARBLED if received else Fault.ABSENT
                raise DeviceError(fault, f"{received} bytes within {self._answer_s} s to a command of {len(request)}")
            piece = self._wire.read(cutter.missing, remaining)
            received += len(piece)

    def _accepted(self, answer: Answer, rest: bytes) -> bytes:
        fault = self._language.fault_of(answer.status)
        if fault is not None:
            raise DeviceError(fault, f"status {answer.status:02X}")
        return rest

    def _forget(self) -> None:
        self._payloads.clear()
        self._doubles.clear()
        self._rest = b""

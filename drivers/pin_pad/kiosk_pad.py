"""A PIN pad on a serial line, 9600 8N1, with the frames of frames.py."""

from collections.abc import Callable
from dataclasses import dataclass

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.frame_cutter import FrameCutter
from drivers.pin_pad import DIGITS_MAX, DIGITS_MIN, Cancelled, Entered, PinEvent, Pressed, TimedOut, frames
from drivers.pin_pad.frames import Damaged, Frame, Kind, Seen
from drivers.wire import Wire

ANSWER_S = 0.5
"""Our choice: a frame of 22 bytes takes 23 ms at 9600 baud."""
TORN_S = 0.2
"""Our choice: a frame that stops for this long will not go on."""
GRACE_S = 2.0
"""How much later than the pad the driver gives an entry up, should the pad not do it."""
SECONDS_MAX = 600


class KioskPinPad:
    """Fulfils the role `PinPad`.

    Args:
        wire: the line.
        clock: for the limits.
        answer_s: limit for one answer; a request is made twice at most.
    """

    def __init__(self, wire: Wire, clock: Clock, *, answer_s: float = ANSWER_S) -> None:
        self._wire = wire
        self._clock = clock
        self._answer_s = answer_s
        self._sequence = 0
        self._entry: _Entry | None = None

    def begin(self, digits: int, within_s: float) -> None:
        """Ask for a number (see `PinPad`)."""
        self._entry = None
        if not DIGITS_MIN <= digits <= DIGITS_MAX or not 0 < within_s <= SECONDS_MAX:
            raise DeviceError(Fault.REFUSED, f"{digits} digits within {within_s} s")
        seconds = max(1, round(within_s))
        deadline = self._clock.monotonic() + within_s + GRACE_S
        _, cutter = self._ask(lambda sequence: frames.ask(sequence, digits, seconds), Kind.ACCEPTED)
        self._entry = _Entry(digits, self._sequence, deadline, cutter)

    def next(self, within_s: float) -> PinEvent | None:
        """Wait for one event (see `PinPad`)."""
        entry = self._entry
        if entry is None:
            raise DeviceError(Fault.REFUSED, "no number was asked for")
        # Whatever ends this call ends the entry, unless it turns out below that it goes on.
        self._entry = None
        event = self._event(entry, min(self._clock.monotonic() + within_s, entry.deadline))
        if event is None and self._clock.monotonic() >= entry.deadline:
            self._forget_at_pad()
            return TimedOut()
        if event is None or isinstance(event, Pressed):
            self._entry = entry
        return event

    def cancel(self) -> None:
        """End the entry (see `PinPad`)."""
        entry, self._entry = self._entry, None
        if entry is not None:
            self._forget_at_pad()

    def check(self) -> str:
        """The pad's own number (see `PinPad`)."""
        if self._entry is not None:
            raise DeviceError(Fault.REFUSED, "a number is being entered")
        identity, _ = self._ask(lambda sequence: Frame(Kind.IDENTIFY, sequence), Kind.IDENTITY)
        return identity.data.decode("ascii", "replace")

    def close(self) -> None:
        """Give the line back."""
        self._entry = None
        self._wire.close()

    def _forget_at_pad(self) -> None:
        self._ask(lambda sequence: Frame(Kind.CANCEL, sequence), Kind.ACCEPTED)

    def _event(self, entry: "_Entry", until: float) -> PinEvent | None:
        piece = b""
        while True:
            while found := entry.cutter.first(piece):
                piece = b""
                event = _event_of(found[0], entry)
                if event is not None:
                    return event
            remaining = until - self._clock.monotonic()
            if entry.cutter.has_begun:
                remaining = TORN_S
            elif remaining <= 0:
                return None
            piece = self._wire.read(entry.cutter.missing, remaining)
            if not piece and entry.cutter.has_begun:
                raise DeviceError(Fault.GARBLED, "a frame broke off during an entry")

    def _ask(self, request: Callable[[int], Frame], wanted: Kind) -> tuple[Frame, FrameCutter[Seen]]:
        """Make a request, once more when its answer is lost or spoilt; the answer, and what came behind it."""
        try:
            return self._ask_once(request, wanted)
        except DeviceError as error:
            if error.fault not in (Fault.ABSENT, Fault.GARBLED):
                raise
        return self._ask_once(request, wanted)

    def _ask_once(self, request: Callable[[int], Frame], wanted: Kind) -> tuple[Frame, FrameCutter[Seen]]:
        self._sequence = self._sequence % 255 + 1
        asked = request(self._sequence)
        self._wire.discard_input()
        self._wire.write(asked.encoded())
        cutter = frames.cutter()
        received = 0
        deadline = self._clock.monotonic() + self._answer_s
        piece = b""
        while True:
            while found := cutter.first(piece):
                piece = b""
                answer = found[0]
                if isinstance(answer, Frame) and answer.sequence == self._sequence:
                    if answer.kind is wanted:
                        return answer, cutter
                    if answer.kind is Kind.REFUSED:
                        raise DeviceError(Fault.REFUSED, f"{asked.kind.name}: reason {answer.data.hex()}")
            remaining = deadline - self._clock.monotonic()
            if remaining <= 0:
                fault = Fault.GARBLED if received else Fault.ABSENT
                raise DeviceError(fault, f"{received} bytes within {self._answer_s} s to {asked.kind.name}")
            piece = self._wire.read(cutter.missing, remaining)
            received += len(piece)


@dataclass(slots=True)
class _Entry:
    """A number that was asked for."""

    digits: int
    sequence: int
    deadline: float
    cutter: FrameCutter[Seen]


def _event_of(seen: Seen, entry: _Entry) -> PinEvent | None:
    if isinstance(seen, Damaged):
        raise DeviceError(Fault.GARBLED, "a damaged frame during an entry")
    if seen.sequence != entry.sequence:
        return None
    match seen.kind:
        case Kind.PRESSED if len(seen.data) == 1 and seen.data[0] <= entry.digits:
            return Pressed(seen.data[0])
        case Kind.NUMBER if len(seen.data) == entry.digits and seen.data.isdigit():
            return Entered(seen.data.decode("ascii"))
        case Kind.CANCEL_KEY:
            return Cancelled()
        case Kind.TOO_LATE:
            return TimedOut()
    raise DeviceError(Fault.GARBLED, f"{seen.kind.name} of {len(seen.data)} bytes during an entry")

"""An endorsement machine on a serial line, 115 200 8N1, with the frames of frames.py."""

from collections.abc import Callable

from drivers.clock import Clock
from drivers.endorser import CardBack, EndorserState, Place, Stage, frames
from drivers.endorser.frames import Frame, FrameError, Kind, Reason
from drivers.faults import DeviceError, Fault
from drivers.wire import Wire

ANSWER_S = 1.0
"""Our choice: the longest answer, a piece of a picture, takes 0.2 s on the line."""
WRITE_S = 40.0
"""Our choice: erasing and writing a card takes some 10 s; nobody stands before a machine for longer than this."""
MOVE_S = 6.0
"""Our choice: a card is pushed out or dropped within two seconds."""
POLL_S = 0.3
PICTURE_BYTES_MAX = 400_000

_REFUSALS = {
    Reason.NO_CARD.value: Fault.REFUSED,
    Reason.CARD_INSIDE.value: Fault.REFUSED,
    Reason.JOB_KNOWN.value: Fault.REFUSED,
    Reason.MALFORMED.value: Fault.GARBLED,
    Reason.JAMMED.value: Fault.JAMMED,
    Reason.WORKING.value: Fault.REFUSED,
}


class SerialEndorser:
    """Fulfils the role `Endorser`.

    Args:
        wire: the line.
        clock: for the limits.
        answer_s: limit for one answer; a question is asked twice at most, an order to write once.
    """

    def __init__(self, wire: Wire, clock: Clock, *, answer_s: float = ANSWER_S) -> None:
        self._wire = wire
        self._clock = clock
        self._answer_s = answer_s
        self._sequence = 0

    def state(self) -> EndorserState:
        """Ask once (see `Endorser`)."""
        answer = self._twice(Kind.STATE, b"", Kind.STATED)
        try:
            return frames.state_of(answer.data)
        except FrameError as error:
            raise DeviceError(Fault.GARBLED, str(error)) from error

    def open_mouth(self) -> None:
        """Let a card in (see `Endorser`)."""
        self._twice(Kind.OPEN, b"", Kind.ACCEPTED)

    def close_mouth(self) -> None:
        """Let no card in any more (see `Endorser`)."""
        self._twice(Kind.SHUT, b"", Kind.ACCEPTED)

    def write(self, job: bytes, back: CardBack) -> None:
        """Write the card's back (see `Endorser`)."""
        try:
            order = frames.write_data(job, back)
        except FrameError as error:
            raise DeviceError(Fault.REFUSED, str(error)) from error
        # Whoever does not answer now has not been told anything yet.
        self.state()
        try:
            self._once(Kind.WRITE, order, Kind.ACCEPTED)
        except DeviceError as error:
            if error.fault in (Fault.REFUSED, Fault.JAMMED):
                raise
            # The order or its answer was lost: the machine itself says which.
        self._await_written(job)

    def picture(self) -> bytes:
        """The back as the machine's camera sees it (see `Endorser`)."""
        found, whole = b"", 1
        while len(found) < whole:
            piece = self._twice(Kind.PICTURE, len(found).to_bytes(4, "big"), Kind.PIECE).data
            whole = int.from_bytes(piece[:4], "big")
            if len(piece) <= 4 or not len(found) + len(piece) - 4 <= whole <= PICTURE_BYTES_MAX:
                raise DeviceError(Fault.GARBLED, f"a piece of {len(piece)} bytes at {len(found)} of {whole}")
            found += piece[4:]
        return found

    def give_back(self) -> None:
        """Push the card to the mouth (see `Endorser`)."""
        # A card that was at the mouth for a moment and is gone was taken.
        self._move(Kind.GIVE_BACK, lambda _before, now: now.place in (Place.MOUTH, Place.NONE))

    def keep(self) -> None:
        """Drop the card into the bin (see `Endorser`)."""
        self._move(Kind.KEEP, lambda before, now: now.place is Place.NONE and now.kept == before.kept + 1)

    def check(self) -> str:
        """Its own number (see `Endorser`)."""
        if self.state().is_jammed:
            raise DeviceError(Fault.JAMMED, "a card sticks")
        return self._twice(Kind.IDENTIFY, b"", Kind.IDENTITY).data.decode("ascii", "replace")

    def close(self) -> None:
        """Give the line back."""
        self._wire.close()

    def _await_written(self, job: bytes) -> None:
        deadline = self._clock.monotonic() + WRITE_S
        last: EndorserState | None = None
        while self._clock.monotonic() < deadline:
            try:
                last = self.state()
            except DeviceError as error:
                if error.fault is Fault.GONE:
                    raise DeviceError(Fault.UNKNOWN, f"while writing: {error}") from error
                self._clock.pause(POLL_S)
                continue
            if last.job != job:
                raise DeviceError(Fault.ABSENT, "the order never came to it")
            if last.stage is Stage.WRITTEN:
                return
            if not last.is_working:
                raise _not_written(last)
            self._clock.pause(POLL_S)
        raise DeviceError(Fault.UNKNOWN, f"{WRITE_S} s after the order: {last.stage.value if last else 'no word'}")

    def _move(self, kind: Kind, is_done: Callable[[EndorserState, EndorserState], bool]) -> None:
        before = self.state()
        if before.place is Place.NONE:
            raise DeviceError(Fault.REFUSED, f"{kind.name}: there is no card")
        try:
            self._once(kind, b"", Kind.ACCEPTED)
        except DeviceError as error:
            if error.fault not in (Fault.ABSENT, Fault.GARBLED):
                raise
            # The order or its answer was lost: where the card is says which; only one that stayed is moved again.
            if not is_done(before, self.state()):
                self._once(kind, b"", Kind.ACCEPTED)
        deadline = self._clock.monotonic() + MOVE_S
        while self._clock.monotonic() < deadline:
            now = self.state()
            if now.is_jammed:
                raise DeviceError(Fault.JAMMED, f"{kind.name}: a card sticks")
            if is_done(before, now):
                return
            self._clock.pause(POLL_S)
        raise DeviceError(Fault.TIMED_OUT, f"{kind.name} within {MOVE_S} s")

    def _twice(self, kind: Kind, data: bytes, wanted: Kind) -> Frame:
        """What may be repeated: a question, or the mouth."""
        try:
            return self._once(kind, data, wanted)
        except DeviceError as error:
            if error.fault not in (Fault.ABSENT, Fault.GARBLED):
                raise
        return self._once(kind, data, wanted)

    def _once(self, kind: Kind, data: bytes, wanted: Kind) -> Frame:
        self._sequence = self._sequence % 255 + 1
        self._wire.discard_input()
        self._wire.write(Frame(kind, self._sequence, data).encoded())
        cutter, heard = frames.cutter(), 0
        deadline = self._clock.monotonic() + self._answer_s
        while (left := deadline - self._clock.monotonic()) > 0:
            piece = self._wire.read(cutter.missing, left)
            heard += len(piece)
            for frame in cutter.feed(piece):
                if frame.sequence == self._sequence and frame.kind is wanted:
                    return frame
                if frame.sequence == self._sequence and frame.kind is Kind.REFUSED:
                    raise _refused(kind, frame.data)
        fault = Fault.GARBLED if heard else Fault.ABSENT
        raise DeviceError(fault, f"{heard} bytes within {self._answer_s} s to {kind.name}")


def _not_written(state: EndorserState) -> DeviceError:
    if state.stage is not Stage.ACCEPTED:
        return DeviceError(Fault.UNKNOWN, f"stopped when {state.stage.value}: the card may show anything")
    return DeviceError(Fault.JAMMED if state.is_jammed else Fault.BROKEN, "it stopped before the card was touched")


def _refused(kind: Kind, data: bytes) -> DeviceError:
    reason = data[0] if data else 0
    return DeviceError(_REFUSALS.get(reason, Fault.UNKNOWN), f"{kind.name}: reason {reason}")

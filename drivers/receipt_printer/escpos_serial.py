"""ESC/POS receipt printers on a serial line: printed is what the printer itself says it has printed."""

from collections.abc import Callable
from pathlib import Path

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.receipt_printer import Condition, Slip, SlipOutcome, frames
from drivers.receipt_printer.compose import Composer, cut_of, paper_of
from drivers.receipt_printer.frames import Answer, AnswerParser, Cleared, Mark, PaperByte, StatusByte
from drivers.wire import Wire

ANSWER_S = 0.5
"""Our choice: DLE EOT is answered from the receive interrupt, within a few milliseconds; a hundredfold covers a hub."""
PROOF_S = 10.0
"""Our choice: 300 mm of slip at 50 mm a second, the slowest clone we know of, are 6 s."""
LOOK_S = 0.5
"""While a proof is awaited, how often the printer is asked whether it stands."""
CHUNK_BYTES = 1024
"""Our choice: a quarter of the usual 4 KB buffer, 90 ms at 115200 baud, between two looks at the printer."""


class EscPosSerialPrinter:
    """Fulfils the role `ReceiptPrinter`.

    The order of a slip: all four statuses; the text in chunks, with a look at the printer after each; GS r 1, whose
    answer says that the text has been consumed; the statuses again; only then the cut with the mark. So paper that ends
    in the middle is always seen before the cut, and a slip that was never cut is surely NOT_PRINTED.

    What an earlier driver left nobody knows: it may have died between text and cut. So the printer's buffers are
    emptied at the first contact, and a cut goes before the first slip (on blank paper it costs some 20 mm).

    Args:
        wire: the line.
        clock: for the limits.
        paper_mm: 80 or 58.
        process_id: whether the printer knows GS ( H; many clones do not.
        fonts: TrueType files for characters outside GBK.
        answer_s: limit for one status byte.
        proof_s: limit for the printer to work through a slip.
    """

    def __init__(
        self,
        wire: Wire,
        clock: Clock,
        *,
        paper_mm: int = 80,
        process_id: bool = True,
        fonts: tuple[Path, ...] = (),
        answer_s: float = ANSWER_S,
        proof_s: float = PROOF_S,
    ) -> None:
        self._wire = wire
        self._clock = clock
        self._composer = Composer(paper_of(paper_mm), fonts)
        self._process_id = process_id
        self._answer_s = answer_s
        self._proof_s = proof_s
        self._may_hold_rest = True
        """Whether bytes of an earlier slip may wait in the printer, to come out when it can print again."""
        self._remnant_hangs = True
        """Whether text that nobody cut off may hang from the printer."""

    def condition(self) -> Condition:
        """Ask for offline cause, error and paper (see `ReceiptPrinter`).

        A cutter or mechanical error outlives its cause until the printer is told to go on, so that is done here.
        """
        if self._may_hold_rest:
            self._empty()
        condition = self._ask()
        self._may_hold_rest = False  # it hears us, so it has heard that too, also when it knows no answer to it
        if {Fault.CUTTER, Fault.JAMMED} & set(condition.faults):
            self._wire.write(frames.RECOVER_AFTER_CLEARING)
            condition = self._ask()
        return condition

    def print_slip(self, slip: Slip, mark: str) -> SlipOutcome:
        """Print, cut, and wait for the proof (see `ReceiptPrinter`)."""
        cut = cut_of(mark if self._process_id else None)
        frames.mark_request(mark)  # refuses a wrong mark also where none is sent
        text = self._composer.compose(slip)
        condition = self.condition()
        if condition.faults:
            raise DeviceError(condition.faults[0], "before a slip")
        if not self._send_text(text):
            self._forget_slip()
            return SlipOutcome.NOT_PRINTED
        try:
            self._wire.write(cut)
            outcome = self._proof(mark)
        except DeviceError:
            outcome = SlipOutcome.UNKNOWN
        if outcome is SlipOutcome.UNKNOWN:
            self._forget_slip()
        else:
            self._remnant_hangs = False
        return outcome

    def close(self) -> None:
        """Give the line back."""
        self._wire.close()

    def _send_text(self, pieces: tuple[bytes, ...]) -> bool:
        """Whether the printer has taken everything but the cut, and stands in order."""
        try:
            chunk = cut_of(None) if self._remnant_hangs else b""
            self._remnant_hangs = True
            for piece in pieces:
                if chunk and len(chunk) + len(piece) > CHUNK_BYTES:
                    self._wire.write(chunk)
                    if self._is_offline():
                        return False
                    chunk = b""
                chunk += piece
            self._wire.write(chunk)
            # A clone that knows no GS r says nothing here; the statuses decide.
            self._consumed()
            return not self._ask().faults
        except DeviceError:
            return False

    def _proof(self, mark: str) -> SlipOutcome:
        if self._process_id and self._await(lambda answer: answer == Mark(mark)):
            return SlipOutcome.PRINTED
        if self._consumed() and not self._ask().faults:
            return SlipOutcome.CONSUMED
        return SlipOutcome.UNKNOWN

    def _consumed(self) -> bool:
        """Whether the printer answers GS r 1, which it does in its turn and never while it stands."""
        if self._is_offline():
            return False
        self._wire.write(frames.PAPER_SENSOR)
        return self._await(lambda answer: isinstance(answer, PaperByte))

    def _await(self, is_proof: Callable[[Answer], bool]) -> bool:
        """Wait for an answer as long as the printer says, whenever it is asked, that it is online."""
        parser = AnswerParser()
        deadline = self._clock.monotonic() + self._proof_s
        while (remaining := deadline - self._clock.monotonic()) > 0:
            look = min(LOOK_S, remaining)
            data = self._wire.read(1, look)
            if any(is_proof(answer) for answer in parser.feed(data)):
                return True
            if not data:
                self._wire.write(frames.status_request(1))
                answers = self._read_until(parser, lambda answer: isinstance(answer, StatusByte) or is_proof(answer))
                if any(is_proof(answer) for answer in answers):
                    return True
                statuses = [answer.value for answer in answers if isinstance(answer, StatusByte)]
                if not statuses or _is_offline(statuses[-1]):
                    return False
        return False

    def _ask(self) -> Condition:
        """The four statuses.

        Raises:
            DeviceError: ABSENT when nothing answers, GARBLED when only noise does.
        """
        printer = self._status(1)
        if printer is None:
            raise DeviceError(Fault.ABSENT, f"no answer to DLE EOT 1 within {self._answer_s} s")
        return frames.condition_of((printer, self._status(2), self._status(3), self._status(4)))

    def _is_offline(self) -> bool:
        printer = self._status(1)
        return printer is None or _is_offline(printer)

    def _status(self, number: int) -> int | None:
        self._wire.discard_input()
        self._wire.write(frames.status_request(number))
        answers = self._read_until(AnswerParser(), lambda answer: isinstance(answer, StatusByte))
        for answer in answers:
            if isinstance(answer, StatusByte):
                return answer.value
        if answers:
            raise DeviceError(Fault.GARBLED, f"{len(answers)} answers, none to DLE EOT {number}")
        return None

    def _read_until(self, parser: AnswerParser, is_wanted: Callable[[Answer], bool]) -> list[Answer]:
        """What arrives until a wanted answer is among it, or the limit for one answer has passed."""
        answers: list[Answer] = []
        deadline = self._clock.monotonic() + self._answer_s
        while (remaining := deadline - self._clock.monotonic()) > 0:
            answers += parser.feed(self._wire.read(1, remaining))
            if any(is_wanted(answer) for answer in answers):
                break
        return answers

    def _forget_slip(self) -> None:
        """Empty the printer's buffers, so that nothing of this slip comes out when the paper is back."""
        self._may_hold_rest = True
        try:
            self._may_hold_rest = not self._empty()
        except DeviceError:
            # It is gone. What it still holds it forgets with its power, or when it is heard of again.
            return

    def _empty(self) -> bool:
        """Whether it says that its buffers are empty; printers that do not know the command say nothing."""
        self._wire.discard_input()
        self._wire.write(frames.CLEAR_BUFFERS)
        return Cleared() in self._read_until(AnswerParser(), lambda answer: isinstance(answer, Cleared))


def _is_offline(status: int) -> bool:
    return bool(status & frames.PrinterStatus.OFFLINE)

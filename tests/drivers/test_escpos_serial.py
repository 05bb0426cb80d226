"""The driver of ESC/POS printers, against a script of the wire: what it believes, and what it calls printed."""

from collections.abc import Callable

import pytest
from scripted_wire import Said, ScriptedWire, scripted

from drivers.faults import DeviceError, Fault
from drivers.receipt_printer import Condition, Line, Slip, SlipOutcome, frames
from drivers.receipt_printer.compose import Composer, cut_of, paper_of
from drivers.receipt_printer.escpos_serial import ANSWER_S, CHUNK_BYTES, PROOF_S, EscPosSerialPrinter

SLIP = Slip((Line("演示凭条"), Line("第二行")))
MARK = "AB12"
TEXT = b"".join(Composer(paper_of(80), ()).compose(SLIP))
CUT = cut_of(MARK)
PRINTED = "37 22 41 42 31 32 00"

Script = list[tuple[bytes | str, Said]]
EOT_1 = "10 04 01"
FINE: Script = [(EOT_1, "12"), ("10 04 02", "12"), ("10 04 03", "12"), ("10 04 04", "12")]
PAPER_END: Script = [(EOT_1, "1A"), ("10 04 02", "32"), ("10 04 03", "12"), ("10 04 04", "7E")]
CONSUMED: Script = [(EOT_1, "12"), (frames.PAPER_SENSOR, "00")]
CLEAR: Script = [(frames.CLEAR_BUFFERS, frames.CLEARED)]
FIRST: Script = [*CLEAR, *FINE]
"""What a new driver says: nobody knows what an earlier one left in the printer."""
FIRST_TEXT = cut_of(None) + TEXT
"""And what it left hanging from it."""


def _outcome(*script: tuple[bytes | str, Said], process_id: bool = True) -> SlipOutcome:
    with scripted(*script) as (wire, clock):
        return EscPosSerialPrinter(wire, clock, process_id=process_id).print_slip(SLIP, MARK)


def test_printed_is_what_the_printer_says_it_has_printed() -> None:
    assert _outcome(*FIRST, (FIRST_TEXT, None), *CONSUMED, *FINE, (CUT, PRINTED)) is SlipOutcome.PRINTED


def test_the_proof_may_take_its_time_while_the_printer_is_online() -> None:
    late: Script = [(EOT_1, "12"), (EOT_1, "12"), (EOT_1, bytes.fromhex("12" + PRINTED))]
    assert _outcome(*FIRST, (FIRST_TEXT, None), *CONSUMED, *FINE, (CUT, None), *late) is SlipOutcome.PRINTED


def test_the_mark_of_another_slip_proves_nothing() -> None:
    other = "37 22 5A 5A 5A 5A 00"
    offline: Script = [(EOT_1, "1A")]
    assert (
        _outcome(*FIRST, (FIRST_TEXT, None), *CONSUMED, *FINE, (CUT, other), *offline, *offline, *CLEAR)
        is SlipOutcome.UNKNOWN
    )


def test_a_clone_only_proves_that_it_has_taken_everything() -> None:
    script: Script = [*FIRST, (FIRST_TEXT, None), *CONSUMED, *FINE, (cut_of(None), None), *CONSUMED, *FINE]
    assert _outcome(*script, process_id=False) is SlipOutcome.CONSUMED


def test_a_clone_that_is_taken_for_more_falls_back_to_the_weaker_proof() -> None:
    waiting: Script = [(EOT_1, "12")] * int(PROOF_S / 0.5)
    script: Script = [*FIRST, (FIRST_TEXT, None), *CONSUMED, *FINE, (CUT, None), *waiting, *CONSUMED, *FINE]
    assert _outcome(*script) is SlipOutcome.CONSUMED


def test_a_clone_whose_paper_ends_at_the_cut_is_unknown() -> None:
    script: Script = [*FIRST, (FIRST_TEXT, None), *CONSUMED, *FINE, (cut_of(None), None), *CONSUMED, *PAPER_END, *CLEAR]
    assert _outcome(*script, process_id=False) is SlipOutcome.UNKNOWN


def test_paper_that_ends_in_the_text_is_seen_before_the_cut() -> None:
    script: Script = [*FIRST, (FIRST_TEXT, None), (EOT_1, "1A"), *PAPER_END, *CLEAR]
    assert _outcome(*script) is SlipOutcome.NOT_PRINTED


def test_paper_that_ends_while_the_text_is_consumed_is_seen_before_the_cut() -> None:
    script: Script = [
        *FIRST,
        (FIRST_TEXT, None),
        (EOT_1, "12"),
        (frames.PAPER_SENSOR, None),
        (EOT_1, "1A"),
        *PAPER_END,
        *CLEAR,
    ]
    assert _outcome(*script) is SlipOutcome.NOT_PRINTED


def test_a_long_slip_goes_out_in_chunks_and_stops_at_the_first_trouble() -> None:
    slip = Slip(tuple(Line("演示" * 12) for _ in range(40)))
    chunks = _chunks((cut_of(None), *Composer(paper_of(80), ()).compose(slip)))
    assert len(chunks) == 3
    assert all(len(chunk) <= CHUNK_BYTES for chunk in chunks)
    script: Script = [*FIRST, (chunks[0], None), (EOT_1, "12"), (chunks[1], None), (EOT_1, "1A"), *CLEAR]
    with scripted(*script) as (wire, clock):
        assert EscPosSerialPrinter(wire, clock).print_slip(slip, MARK) is SlipOutcome.NOT_PRINTED


def test_what_hangs_from_a_failed_slip_is_cut_off_before_the_next() -> None:
    failed: Script = [*FIRST, (FIRST_TEXT, None), (EOT_1, "1A"), *PAPER_END, *CLEAR]
    again: Script = [*FINE, (FIRST_TEXT, None), *CONSUMED, *FINE, (CUT, PRINTED)]
    once_more: Script = [*FINE, (TEXT, None), *CONSUMED, *FINE, (CUT, PRINTED)]
    with scripted(*failed, *again, *once_more) as (wire, clock):
        printer = EscPosSerialPrinter(wire, clock)
        assert printer.print_slip(SLIP, MARK) is SlipOutcome.NOT_PRINTED
        assert printer.print_slip(SLIP, MARK) is SlipOutcome.PRINTED
        assert printer.print_slip(SLIP, MARK) is SlipOutcome.PRINTED


@pytest.mark.parametrize("broken", [False, True], ids=["silence", "a broken line"])
def test_what_hangs_after_a_cut_that_nobody_proved_is_cut_off_before_the_next(*, broken: bool) -> None:
    lost: Script = [*FIRST, (FIRST_TEXT, None), *CONSUMED, *FINE]
    lost += [(CUT, Fault.GONE)] if broken else [(CUT, None), (EOT_1, None), (EOT_1, None), (frames.CLEAR_BUFFERS, None)]
    again: Script = [*FIRST, (FIRST_TEXT, None), *CONSUMED, *FINE, (CUT, PRINTED)]
    with scripted(*lost) as (wire, clock):
        printer = EscPosSerialPrinter(BreakingWire(wire), clock)
        assert printer.print_slip(SLIP, MARK) is SlipOutcome.UNKNOWN
    with scripted(*again) as (wire, _):
        printer._wire = wire
        assert printer.print_slip(SLIP, MARK) is SlipOutcome.PRINTED


def test_the_buffers_are_emptied_once_also_where_that_is_not_answered() -> None:
    with scripted((frames.CLEAR_BUFFERS, None), *FINE, *FINE) as (wire, clock):
        printer = EscPosSerialPrinter(wire, clock)
        assert printer.condition() == printer.condition() == Condition(())


def test_a_printer_that_comes_later_is_emptied_then() -> None:
    with scripted((frames.CLEAR_BUFFERS, None), (EOT_1, None), *FIRST) as (wire, clock):
        printer = EscPosSerialPrinter(wire, clock)
        _fails(printer.condition, Fault.ABSENT)
        assert printer.condition() == Condition(())


@pytest.mark.parametrize("at", range(4))
def test_a_line_that_breaks_before_the_cut_is_not_printed_and_after_it_unknown(at: int) -> None:
    steps: Script = [(FIRST_TEXT, None), (EOT_1, "12"), (frames.PAPER_SENSOR, "00"), *FINE, (CUT, PRINTED)]
    where = [1, 2, 3, len(steps) - 1][at]
    script: Script = [*FIRST, *steps[:where], (steps[where][0], Fault.GONE)]
    with scripted(*script) as (wire, clock):
        broken = BreakingWire(wire)
        outcome = EscPosSerialPrinter(broken, clock).print_slip(SLIP, MARK)
    assert outcome is (SlipOutcome.UNKNOWN if at == 3 else SlipOutcome.NOT_PRINTED)


class BreakingWire(ScriptedWire):
    """A scripted wire that cannot be written to either once it broke."""

    def __init__(self, wire: ScriptedWire) -> None:
        self._inner = wire

    def write(self, data: bytes) -> None:
        if self._inner._broken is not None:
            raise DeviceError(Fault.GONE, "scripted")
        self._inner.write(data)

    def read(self, size: int, within_s: float) -> bytes:
        return self._inner.read(size, within_s)

    def discard_input(self) -> None:
        self._inner.discard_input()


def test_silence_after_the_cut_is_unknown() -> None:
    script: Script = [*FIRST, (FIRST_TEXT, None), *CONSUMED, *FINE, (CUT, None), (EOT_1, None), (EOT_1, None)]
    assert _outcome(*script, (frames.CLEAR_BUFFERS, None)) is SlipOutcome.UNKNOWN


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ("1A 32 12 72", Fault.NO_PAPER),
        ("1A 16 12 12", Fault.COVER_OPEN),
        ("1A 52 32 12", Fault.BROKEN),
        ("1A 52 52 12", Fault.OVERHEATED),
    ],
)
def test_a_printer_that_is_not_in_order_is_sent_nothing(answers: str, fault: Fault) -> None:
    said: Script = [*CLEAR] + [(f"10 04 0{number}", answer) for number, answer in enumerate(answers.split(), 1)]
    with scripted(*said) as (wire, clock):
        _fails(lambda: EscPosSerialPrinter(wire, clock).print_slip(SLIP, MARK), fault)


def test_a_slip_that_cannot_be_composed_is_refused_before_anything_is_said() -> None:
    with scripted() as (wire, clock):
        printer = EscPosSerialPrinter(wire, clock)
        _fails(lambda: printer.print_slip(Slip((Line("𬴊"),)), MARK), Fault.REFUSED)


@pytest.mark.parametrize("process_id", [True, False])
def test_a_wrong_mark_is_a_mistake_of_the_caller(*, process_id: bool) -> None:
    with scripted() as (wire, clock), pytest.raises(ValueError, match="mark"):
        EscPosSerialPrinter(wire, clock, process_id=process_id).print_slip(SLIP, "a")


def test_near_end_is_a_warning_only() -> None:
    with scripted(*CLEAR, *FINE[:3], ("10 04 04", "1E")) as (wire, clock):
        assert EscPosSerialPrinter(wire, clock).condition() == Condition((), (Fault.PAPER_LOW,))


def test_a_cutter_error_whose_cause_is_gone_is_ended_by_asking() -> None:
    error: Script = [(EOT_1, "1A"), ("10 04 02", "52"), ("10 04 03", "1A"), ("10 04 04", "12")]
    with scripted(*CLEAR, *error, (frames.RECOVER_AFTER_CLEARING, None), *FINE) as (wire, clock):
        assert EscPosSerialPrinter(wire, clock).condition() == Condition(())
    with scripted(*CLEAR, *error, (frames.RECOVER_AFTER_CLEARING, None), *error) as (wire, clock):
        assert EscPosSerialPrinter(wire, clock).condition() == Condition((Fault.CUTTER,))


def test_no_answer_is_absence_after_the_limit_for_one_answer() -> None:
    with scripted((frames.CLEAR_BUFFERS, None), (EOT_1, None)) as (wire, clock):
        began = clock.seconds
        _fails(EscPosSerialPrinter(wire, clock).condition, Fault.ABSENT)
        assert clock.seconds - began == pytest.approx(2 * ANSWER_S), "one for the emptying, one for the status"


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_one_missing_answer_is_never_in_order(missing: int) -> None:
    script = [(asked, None if at == missing else said) for at, (asked, said) in enumerate(FINE)]
    with scripted(*CLEAR, *script) as (wire, clock):
        assert EscPosSerialPrinter(wire, clock).condition() == Condition((Fault.UNKNOWN,))


def test_noise_is_garbled() -> None:
    with scripted(*CLEAR, (EOT_1, "FF 81 00")) as (wire, clock):
        _fails(EscPosSerialPrinter(wire, clock).condition, Fault.GARBLED)


def test_noise_before_an_answer_does_no_harm() -> None:
    with scripted(*CLEAR, (EOT_1, "FF 81 13 12"), *FINE[1:]) as (wire, clock):
        assert EscPosSerialPrinter(wire, clock).condition() == Condition(())


def test_close_gives_the_line_back() -> None:
    with scripted() as (wire, clock):
        EscPosSerialPrinter(wire, clock).close()
        assert wire.is_closed


def _chunks(pieces: tuple[bytes, ...]) -> list[bytes]:
    chunks = [b""]
    for piece in pieces:
        if chunks[-1] and len(chunks[-1]) + len(piece) > CHUNK_BYTES:
            chunks.append(b"")
        chunks[-1] += piece
    return chunks


def _fails(call: Callable[[], object], fault: Fault) -> None:
    with pytest.raises(DeviceError) as caught:
        call()
    assert caught.value.fault is fault

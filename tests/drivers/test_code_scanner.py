"""What a code scanner does on its line, against a script of the wire."""

from collections.abc import Callable

import pytest
from scripted_wire import FakeClock, Said, ScriptedWire, scripted

from drivers.code_scanner import Code, gm65, newland
from drivers.code_scanner.armed_scanner import ANSWER_S, WHOLE_S, ArmedScanner
from drivers.code_scanner.frames import NewlandStatus, newland_answer
from drivers.code_scanner.payloads import GAP_S, Ending
from drivers.faults import DeviceError, Fault

DONE = bytes.fromhex("02 00 00 01 00 33 31")
BAUD = bytes.fromhex("02 00 00 02 39 01 C1 4C")
CRC_WRONG = bytes.fromhex("02 00 01 01 00 04 01")
UNKNOWN = bytes.fromhex("02 00 03 01 00 6A 61")


def scanner(wire: ScriptedWire, clock: FakeClock, ending: Ending = Ending.CR) -> ArmedScanner:
    return ArmedScanner(wire, clock, gm65.GM65, ending)


def test_armed_it_reads_one_code() -> None:
    with scripted((gm65.START, DONE + b"code-1\r")) as (wire, clock):
        device = scanner(wire, clock)
        device.arm()
        assert device.read(1.0) == Code(b"code-1")
        began = clock.seconds
        assert device.read(1.0) is None
        assert clock.seconds - began == pytest.approx(1.0)


def test_a_code_without_a_suffix_ends_with_a_gap() -> None:
    with scripted((gm65.START, DONE + b"code-1")) as (wire, clock):
        device = scanner(wire, clock, Ending.GAP)
        device.arm()
        began = clock.seconds
        assert device.read(10.0) == Code(b"code-1")
        assert clock.seconds - began == pytest.approx(GAP_S, abs=0.02)


def test_half_a_code_is_never_given() -> None:
    with scripted((gm65.START, DONE + b"code-")) as (wire, clock):
        device = scanner(wire, clock)
        device.arm()
        assert device.read(1.0) is None


def test_a_double_is_dropped_and_a_new_code_is_not() -> None:
    with scripted((gm65.START, DONE + b"one\rone\rtwo\rone\r")) as (wire, clock):
        device = scanner(wire, clock)
        device.arm()
        assert [device.read(1.0) for _ in range(4)] == [Code(b"one"), Code(b"two"), Code(b"one"), None]


def test_what_came_before_it_was_armed_is_forgotten() -> None:
    with scripted((gm65.QUESTION, BAUD + b"somebody's\r"), (gm65.START, DONE)) as (wire, clock):
        device = scanner(wire, clock)
        device.check()
        device.arm()
        assert device.read(0.5) is None


def test_armed_again_without_a_pause_nothing_of_before_is_left() -> None:
    with scripted((gm65.START, DONE + b"one\rtwo\rhal"), (gm65.START, DONE + b"one\r")) as (wire, clock):
        device = scanner(wire, clock)
        device.arm()
        assert device.read(1.0) == Code(b"one")
        device.arm()
        assert device.read(1.0) == Code(b"one")
        assert device.read(1.0) is None


def test_armed_again_the_same_code_counts_again_and_the_rest_of_before_does_not() -> None:
    with scripted((gm65.START, DONE + b"one\rtwo\r"), (gm65.STOP, DONE), (gm65.START, DONE + b"one\r")) as (
        wire,
        clock,
    ):
        device = scanner(wire, clock)
        device.arm()
        assert device.read(1.0) == Code(b"one")
        device.disarm()
        device.arm()
        assert device.read(1.0) == Code(b"one")
        assert device.read(1.0) is None


@pytest.mark.parametrize("bad", [b"cod\x00e\r", b"A" * 4097 + b"\r"])
def test_a_code_of_no_use_is_refused_and_says_nothing_of_itself(bad: bytes) -> None:
    with scripted((gm65.START, DONE + bad + b"good\r")) as (wire, clock):
        device = scanner(wire, clock)
        device.arm()
        error = _fails(lambda: device.read(1.0), Fault.REFUSED)
        assert "cod\x00" not in str(error)
        assert device.read(1.0) == Code(b"good")


def test_a_line_that_never_stops_talking_ends_at_the_limit() -> None:
    class Babble(ScriptedWire):
        def read(self, size: int, within_s: float) -> bytes:
            if self._lines or self._waiting:
                return super().read(size, within_s)
            self._clock.seconds += 0.01
            return b"A"

    clock = FakeClock()
    wire = Babble(clock, (gm65.START, DONE))
    device = scanner(wire, clock)
    device.arm()
    began = clock.seconds
    assert device.read(1.0) is None
    assert clock.seconds - began < 1.0 + WHOLE_S + GAP_S


def test_not_armed_nothing_is_read() -> None:
    with scripted() as (wire, clock):
        _fails(lambda: scanner(wire, clock).read(1.0), Fault.REFUSED)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (None, Fault.ABSENT),
        (DONE[:-1], Fault.GARBLED),
        (DONE[:-1] + b"\x30", Fault.GARBLED),
        (b"\xff\x00\xaa", Fault.GARBLED),
        (CRC_WRONG, Fault.GARBLED),
    ],
)
def test_a_lost_answer_is_asked_for_again_and_two_are_a_fault(said: Said, fault: Fault) -> None:
    with scripted((gm65.START, said), (gm65.START, DONE)) as (wire, clock):
        scanner(wire, clock).arm()
    with scripted((gm65.START, said), (gm65.START, said)) as (wire, clock):
        began = clock.seconds
        _fails(scanner(wire, clock).arm, fault)
        assert clock.seconds - began <= 2 * ANSWER_S + 0.01


def test_a_command_that_is_unknown_is_refused_at_once() -> None:
    with scripted((gm65.START, UNKNOWN)) as (wire, clock):
        _fails(scanner(wire, clock).arm, Fault.REFUSED)


def test_the_answer_to_something_else_is_not_taken() -> None:
    with scripted((gm65.QUESTION, DONE + BAUD), (gm65.START, BAUD + DONE)) as (wire, clock):
        device = scanner(wire, clock)
        device.check()
        device.arm()


def test_a_broken_line_is_gone() -> None:
    with scripted((gm65.START, Fault.GONE)) as (wire, clock):
        _fails(scanner(wire, clock).arm, Fault.GONE)


def test_disarmed_it_forgets_even_when_it_does_not_answer() -> None:
    with scripted((gm65.START, DONE + b"one\r"), (gm65.STOP, None), (gm65.STOP, None)) as (wire, clock):
        device = scanner(wire, clock)
        device.arm()
        _fails(device.disarm, Fault.ABSENT)
        _fails(lambda: device.read(1.0), Fault.REFUSED)


def test_newland() -> None:
    started = newland_answer(b"#SCNTRG1", NewlandStatus.DONE)
    mode = newland_answer(b"#SCNMOD0", NewlandStatus.DONE)
    stopped = newland_answer(b"#SCNTRG0", NewlandStatus.DONE)
    unknown = newland_answer(b"#SCNTRG1", NewlandStatus.UNKNOWN_COMMAND)
    lines: list[tuple[bytes, Said]] = [(newland.QUESTION, mode), (newland.START, mode + started + b"\x02\x01x\r\n")]
    with scripted(*lines, (newland.STOP, stopped), (newland.START, unknown)) as (wire, clock):
        device = ArmedScanner(wire, clock, newland.NEWLAND, Ending.CRLF)
        device.check()
        device.arm()
        _fails(lambda: device.read(1.0), Fault.REFUSED)
        device.disarm()
        _fails(device.arm, Fault.REFUSED)
        device.close()
        assert wire.is_closed


def _fails(call: Callable[[], object], fault: Fault) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        call()
    assert caught.value.fault is fault
    return caught.value

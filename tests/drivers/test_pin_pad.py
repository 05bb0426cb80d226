"""The PIN pad: its frames, its driver against a script of the wire, and the simulator as a process."""

import logging
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_wire import FakeClock, Said, ScriptedWire, scripted
from simulator_process import SimulatorProcess, running

from config.device_settings import PinPadSettings
from drivers.catalog import PIN_PADS
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.pin_pad import Cancelled, Entered, Pressed, TimedOut, frames
from drivers.pin_pad.frames import Damaged, Frame, Kind
from drivers.pin_pad.kiosk_pad import ANSWER_S, GRACE_S, KioskPinPad
from drivers.pin_pad.simulator import Pad
from drivers.reopening_wire import ReopeningWire
from drivers.wire import SerialWire

PIN = "380617"
NOISE = bytes.fromhex("FF 00 AA AA 81 96")

ASK = frames.ask(1, 6, 30).encoded()
ACCEPTED = Frame(Kind.ACCEPTED, 1).encoded()
NUMBER = Frame(Kind.NUMBER, 1, PIN.encode()).encoded()


def keys(*counts: int, sequence: int = 1) -> bytes:
    return b"".join(Frame(Kind.PRESSED, sequence, bytes([count])).encoded() for count in counts)


def pad(wire: ScriptedWire, clock: FakeClock) -> KioskPinPad:
    return KioskPinPad(wire, clock)


@pytest.mark.parametrize(
    ("frame", "published"),
    [
        (frames.ask(1, 6, 30), "02 05 01 41 06 00 1E B0 27"),
        (Frame(Kind.CANCEL, 2), "02 02 02 43 70 A5"),
        (Frame(Kind.ACCEPTED, 1), "02 02 01 61 21 D6"),
        (Frame(Kind.PRESSED, 1, b"\x03"), "02 03 01 6B 03 4B 5F"),
        (Frame(Kind.NUMBER, 1, b"123456"), "02 08 01 70 31 32 33 34 35 36 CA A9"),
    ],
)
def test_worked_frames(frame: Frame, published: str) -> None:
    whole = bytes.fromhex(published)
    assert frame.encoded() == whole
    assert frames.cutter().feed(whole) == [frame]
    assert frames.cutter().feed(NOISE + whole + NOISE) == [frame]
    cutter = frames.cutter()
    for byte in whole[:-1]:
        assert cutter.feed(bytes([byte])) == []
    assert cutter.feed(whole[-1:]) == [frame]


@pytest.mark.parametrize("wrong", ["02 02 01 61 21 D7", "02 02 01 7A 82 8C", "02 03 01 61 21 D6 00"])
def test_a_damaged_frame_is_seen_as_one(wrong: str) -> None:
    assert frames.cutter().feed(bytes.fromhex(wrong))[:1] == [Damaged()]


def test_counts_then_the_number_once() -> None:
    with scripted((ASK, ACCEPTED + keys(1, 2, 3, 2, 3, 4, 5, 6) + NUMBER)) as (wire, clock):
        device = pad(wire, clock)
        device.begin(6, 30.0)
        assert [device.next(1.0) for _ in range(8)] == [Pressed(count) for count in (1, 2, 3, 2, 3, 4, 5, 6)]
        assert device.next(1.0) == Entered(PIN)
        _fails(lambda: device.next(1.0), Fault.REFUSED)
        assert PIN not in repr(vars(device))


def test_nobody_presses_anything() -> None:
    cancel = Frame(Kind.CANCEL, 2).encoded()
    with scripted((ASK, ACCEPTED), (cancel, Frame(Kind.ACCEPTED, 2).encoded())) as (wire, clock):
        device = pad(wire, clock)
        began = clock.seconds
        device.begin(6, 30.0)
        assert device.next(10.0) is None
        assert device.next(1000.0) == TimedOut()
        assert clock.seconds - began == pytest.approx(30.0 + GRACE_S)
        _fails(lambda: device.next(1.0), Fault.REFUSED)


@pytest.mark.parametrize(("kind", "event"), [(Kind.CANCEL_KEY, Cancelled()), (Kind.TOO_LATE, TimedOut())])
def test_the_pad_ends_the_entry(kind: Kind, event: object) -> None:
    with scripted((ASK, ACCEPTED + keys(1) + Frame(kind, 1).encoded() + NUMBER)) as (wire, clock):
        device = pad(wire, clock)
        device.begin(6, 30.0)
        assert [device.next(1.0), device.next(1.0)] == [Pressed(1), event]
        _fails(lambda: device.next(1.0), Fault.REFUSED)


def test_the_number_of_an_entry_that_was_given_up_is_never_given() -> None:
    cancelled = (Frame(Kind.CANCEL, 2).encoded(), NUMBER + Frame(Kind.ACCEPTED, 2).encoded())
    again = (frames.ask(3, 6, 30).encoded(), NUMBER + Frame(Kind.ACCEPTED, 3).encoded() + NUMBER)
    with scripted((ASK, ACCEPTED), cancelled, again) as (wire, clock):
        device = pad(wire, clock)
        device.begin(6, 30.0)
        device.cancel()
        device.cancel()
        device.begin(6, 30.0)
        assert device.next(1.0) is None


@pytest.mark.parametrize(
    "bad",
    [
        NUMBER[:-1] + b"\x00",
        NUMBER[:-3],
        Frame(Kind.NUMBER, 1, b"12345").encoded(),
        Frame(Kind.NUMBER, 1, b"12345A").encoded(),
        Frame(Kind.PRESSED, 1, b"\x07").encoded(),
        Frame(Kind.IDENTITY, 1, PIN.encode()).encoded(),
    ],
)
def test_a_damaged_number_ends_the_entry_and_says_nothing_of_it(bad: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with scripted((ASK, ACCEPTED + bad)) as (wire, clock):
        device = pad(wire, clock)
        device.begin(6, 30.0)
        error = _fails(lambda: device.next(5.0), Fault.GARBLED)
        _fails(lambda: device.next(5.0), Fault.REFUSED)
    assert PIN not in str(error)
    assert PIN.encode().hex() not in str(error)
    assert PIN not in caplog.text


def test_a_secret_never_shows_itself() -> None:
    for value in (Entered(PIN), Frame(Kind.NUMBER, 1, PIN.encode()), Pad(_entered=PIN)):
        assert PIN not in repr(value)


@pytest.mark.parametrize(
    ("said", "fault"), [(None, Fault.ABSENT), (ACCEPTED[:-1] + b"\x00", Fault.GARBLED), (NOISE, Fault.GARBLED)]
)
def test_a_lost_answer_is_asked_for_again_and_two_are_a_fault(said: Said, fault: Fault) -> None:
    second = frames.ask(2, 6, 30).encoded()
    with scripted((ASK, said), (second, Frame(Kind.ACCEPTED, 2).encoded() + keys(1, sequence=2))) as (wire, clock):
        device = pad(wire, clock)
        device.begin(6, 30.0)
        assert device.next(1.0) == Pressed(1)
    with scripted((ASK, said), (second, said)) as (wire, clock):
        began = clock.seconds
        _fails(lambda: pad(wire, clock).begin(6, 30.0), fault)
        assert clock.seconds - began <= 2 * ANSWER_S + 0.01


@pytest.mark.parametrize(("digits", "within_s"), [(3, 30.0), (13, 30.0), (6, 0.0), (6, 601.0)])
def test_what_makes_no_sense_is_refused_unasked(digits: int, within_s: float) -> None:
    with scripted() as (wire, clock):
        _fails(lambda: pad(wire, clock).begin(digits, within_s), Fault.REFUSED)


def test_a_pad_that_refuses() -> None:
    with scripted((ASK, Frame(Kind.REFUSED, 1, b"\x02").encoded())) as (wire, clock):
        _fails(lambda: pad(wire, clock).begin(6, 30.0), Fault.REFUSED)


def test_it_is_not_checked_in_the_middle_of_an_entry() -> None:
    with scripted((ASK, ACCEPTED)) as (wire, clock):
        device = pad(wire, clock)
        device.begin(6, 30.0)
        _fails(device.check, Fault.REFUSED)


def test_sequences_go_round_without_zero() -> None:
    with scripted() as (wire, clock):
        device = pad(wire, clock)
        device._sequence = 255
        wire._lines.append((frames.ask(1, 6, 30).encoded(), ACCEPTED))
        device.begin(6, 30.0)


STREAMS = st.lists(st.one_of(st.binary(max_size=40), st.just(ASK), st.just(NUMBER), st.just(b"\x02\x20")), max_size=10)


@settings(deadline=None)
@given(STREAMS)
def test_no_stream_crashes_cutter_or_pad(pieces: list[bytes]) -> None:
    cutter, simulated = frames.cutter(), Pad()
    for piece in pieces:
        cutter.feed(piece)
        assert cutter.missing > 0
        simulated.receive(piece)
    cutter.give_up()
    simulated.quiet()


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    with running("drivers.pin_pad.simulator", tmp_path_factory.mktemp("pinpad")) as process:
        yield process


@pytest.fixture
def simulator(process: SimulatorProcess) -> SimulatorProcess:
    process.ask("plug")
    process.ask("clear")
    return process


@pytest.fixture
def device(simulator: SimulatorProcess) -> Iterator[KioskPinPad]:
    wire = ReopeningWire(lambda: SerialWire(simulator.link, 9_600))
    device = KioskPinPad(wire, SystemClock(), answer_s=0.15)
    yield device
    device.close()


def test_a_number_is_entered_and_nothing_holds_it_afterwards(
    simulator: SimulatorProcess, device: KioskPinPad, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    device.begin(6, 30.0)
    simulator.ask("press", keys="38C8E0617E")
    events = [device.next(1.0) for _ in range(9)]
    assert events[:-1] == [Pressed(count) for count in (1, 2, 1, 2, 3, 4, 5, 6)]
    assert events[-1] == Entered(PIN)
    counted = simulator.ask("count")
    assert (counted["asking"], counted["holds"]) == (False, 0)
    assert PIN not in caplog.text


def test_keys_outside_an_entry_do_nothing(simulator: SimulatorProcess, device: KioskPinPad) -> None:
    simulator.ask("press", keys=PIN + "E")
    device.begin(6, 30.0)
    assert device.next(0.05) is None
    simulator.ask("press", keys="12X")
    assert [device.next(1.0) for _ in range(3)] == [Pressed(1), Pressed(2), Cancelled()]
    device.begin(6, 30.0)
    simulator.ask("time_out")
    assert device.next(1.0) == TimedOut()


def test_cancelled_the_pad_forgets(simulator: SimulatorProcess, device: KioskPinPad) -> None:
    device.begin(6, 30.0)
    simulator.ask("press", keys="380")
    device.cancel()
    assert simulator.ask("count")["holds"] == 0


def test_the_catalogues_pad(simulator: SimulatorProcess) -> None:
    pad = PIN_PADS["kiosk-pad"](PinPadSettings(port=simulator.link), SystemClock())
    assert pad.check() == "KIOSK-PAD-DEMO"
    pad.close()


@pytest.mark.parametrize(
    "name",
    [
        "garbage_before",
        "garbage_after",
        "one_byte_at_a_time",
        "half_reply",
        "wrong_checksum",
        "wrong_length",
        "slow",
        "silent",
        "stale_reply",
    ],
)
def test_one_bad_answer_does_no_harm(simulator: SimulatorProcess, device: KioskPinPad, name: str) -> None:
    assert device.check()
    simulator.fault(name)
    device.begin(6, 30.0)
    simulator.ask("press", keys="1")
    assert device.next(1.0) == Pressed(1)


@pytest.mark.parametrize("name", ["slow", "one_byte_at_a_time", "garbage_before", "garbage_after"])
def test_a_number_over_a_bad_line_is_read(simulator: SimulatorProcess, device: KioskPinPad, name: str) -> None:
    device.begin(6, 30.0)
    simulator.ask("press", keys=PIN)
    simulator.fault(name)
    simulator.ask("press", keys="E")
    assert [device.next(1.0) for _ in range(7)][-1] == Entered(PIN)


@pytest.mark.parametrize("name", ["half_reply", "wrong_checksum", "wrong_length"])
def test_a_number_damaged_on_the_way_is_asked_for_anew(
    simulator: SimulatorProcess, device: KioskPinPad, name: str
) -> None:
    device.begin(6, 30.0)
    simulator.ask("press", keys=PIN)
    simulator.fault(name)
    simulator.ask("press", keys="E")
    for _ in range(6):
        device.next(1.0)
    _fails(lambda: device.next(1.0), Fault.GARBLED)
    device.begin(6, 30.0)
    simulator.ask("press", keys=PIN + "E")
    assert [device.next(1.0) for _ in range(7)][-1] == Entered(PIN)


def test_pulled_out_in_the_middle_it_comes_back_under_its_path(
    simulator: SimulatorProcess, device: KioskPinPad
) -> None:
    device.begin(6, 30.0)
    simulator.fault("unplug_mid_frame")
    simulator.ask("press", keys="1")
    _fails(lambda: device.next(1.0), Fault.GONE)
    _fails(lambda: device.begin(6, 30.0), Fault.ABSENT)
    simulator.ask("plug")
    device.begin(6, 30.0)
    simulator.ask("refuse")
    _fails(lambda: device.begin(6, 30.0), Fault.REFUSED)


def test_keys_that_do_not_exist_are_refused(simulator: SimulatorProcess) -> None:
    with pytest.raises(ValueError, match="digits"):
        simulator.ask("press", keys="12a")


def _fails(call: Callable[[], object], fault: Fault) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        call()
    assert caught.value.fault is fault
    return caught.value

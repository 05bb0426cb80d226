"""The scanner's simulator as a process on a real pty, with the drivers of the hall at the other end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulator_process import SimulatorProcess, running

from config.device_settings import CodeScannerSettings
from drivers.catalog import CODE_SCANNERS
from drivers.clock import SystemClock
from drivers.code_scanner import Code, CodeScanner, gm65, newland
from drivers.code_scanner.armed_scanner import ArmedScanner
from drivers.code_scanner.payloads import Ending
from drivers.code_scanner.simulator import Engine
from drivers.faults import DeviceError, Fault
from drivers.reopening_wire import ReopeningWire
from drivers.wire import SerialWire

MODULE = "drivers.code_scanner.simulator"
PASS = "demo-pass-0001"


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    with running(MODULE, tmp_path_factory.mktemp("scanner")) as process:
        yield process


@pytest.fixture
def simulator(process: SimulatorProcess) -> SimulatorProcess:
    process.ask("plug")
    process.ask("clear")
    process.ask("ending", ending="cr")
    return process


@pytest.fixture
def scanner(simulator: SimulatorProcess) -> Iterator[CodeScanner]:
    wire = ReopeningWire(lambda: SerialWire(simulator.link, 9_600))
    scanner = ArmedScanner(wire, SystemClock(), gm65.GM65, answer_s=0.15)
    yield scanner
    scanner.close()


def test_a_phone_is_read_once_it_is_armed(simulator: SimulatorProcess, scanner: CodeScanner) -> None:
    before = simulator.ask("count")
    assert simulator.ask("show", text=PASS) == {"read": False}
    scanner.arm()
    assert scanner.read(1.0) == Code(PASS.encode())
    scanner.arm()
    assert simulator.ask("show", text="演示数据") == {"read": True}
    assert scanner.read(1.0) == Code("演示数据".encode())
    after = simulator.ask("count")
    assert {name: after[name] - before[name] for name in after} == {"triggers": 2, "shown": 2, "read": 2}


def test_nothing_shown_is_nothing_read_and_disarmed_it_is_dark(
    simulator: SimulatorProcess, scanner: CodeScanner
) -> None:
    scanner.arm()
    assert scanner.read(0.05) is None
    scanner.disarm()
    assert simulator.ask("show", text=PASS) == {"read": False}


def test_doubles_are_dropped(simulator: SimulatorProcess, scanner: CodeScanner) -> None:
    scanner.arm()
    simulator.ask("show", text=PASS, times=5)
    assert scanner.read(1.0) == Code(PASS.encode())
    assert scanner.read(0.1) is None


def test_garbage_and_oversize_are_refused_and_the_scanner_goes_on(
    simulator: SimulatorProcess, scanner: CodeScanner
) -> None:
    scanner.arm()
    simulator.ask("garbage", hex="FF 00 AA AA 81 96 0D")
    assert _fault(scanner, 0.5) is Fault.REFUSED
    simulator.ask("garbage", hex="FF EE")
    assert scanner.read(0.2) is None
    simulator.ask("show", hex="41" * 4097)
    assert _fault(scanner, 1.0) is Fault.REFUSED
    scanner.arm()
    simulator.ask("show", hex="41" * 4096)
    assert scanner.read(1.0) == Code(b"A" * 4096)


@pytest.mark.parametrize("ending", list(Ending))
@pytest.mark.parametrize("model", ["gm65", "newland"])
def test_every_model_and_ending(tmp_path: Path, model: str, ending: Ending) -> None:
    with running(MODULE, tmp_path, "--model", model, "--ending", ending.value) as simulator:
        settings = CodeScannerSettings(model=model, port=simulator.link, ending=ending.value)
        scanner = CODE_SCANNERS[model](settings, SystemClock())
        scanner.check()
        scanner.arm()
        simulator.ask("show", text=PASS)
        assert scanner.read(1.0) == Code(PASS.encode())
        simulator.ask("refuse")
        with pytest.raises(DeviceError) as caught:
            scanner.arm()
        assert caught.value.fault is Fault.REFUSED
        scanner.disarm()
        scanner.close()


@pytest.mark.parametrize(
    "name",
    [
        "garbage_before",
        "one_byte_at_a_time",
        "half_reply",
        "wrong_checksum",
        "wrong_length",
        "slow",
        "silent",
    ],
)
def test_one_bad_answer_does_not_keep_it_from_arming(
    simulator: SimulatorProcess, scanner: CodeScanner, name: str
) -> None:
    simulator.fault(name)
    scanner.check()
    simulator.fault(name)
    scanner.arm()
    simulator.ask("show", text=PASS)
    assert scanner.read(1.0) == Code(PASS.encode())


def test_noise_glued_to_a_code_makes_it_refused_and_shown_again_it_is_read(
    simulator: SimulatorProcess, scanner: CodeScanner
) -> None:
    simulator.fault("garbage_after")
    scanner.arm()
    simulator.ask("show", text=PASS)
    assert _fault(scanner, 1.0) is Fault.REFUSED
    scanner.arm()
    simulator.ask("show", text=PASS)
    assert scanner.read(1.0) == Code(PASS.encode())


def test_a_stale_answer_is_not_taken(simulator: SimulatorProcess, scanner: CodeScanner) -> None:
    scanner.arm()
    simulator.fault("stale_reply")
    scanner.check()


@pytest.mark.parametrize(
    ("name", "fault"),
    [("silent", Fault.ABSENT), ("half_reply", Fault.GARBLED), ("wrong_checksum", Fault.GARBLED)],
)
def test_bad_answers_that_do_not_end_are_a_fault_until_they_end(
    simulator: SimulatorProcess, scanner: CodeScanner, name: str, fault: Fault
) -> None:
    simulator.fault(name, times=100)
    with pytest.raises(DeviceError) as caught:
        scanner.arm()
    assert caught.value.fault is fault
    simulator.ask("clear")
    scanner.arm()


@pytest.mark.parametrize("name", ["slow", "one_byte_at_a_time", "garbage_after"])
def test_a_code_over_a_bad_line_is_read_whole(simulator: SimulatorProcess, scanner: CodeScanner, name: str) -> None:
    scanner.arm()
    simulator.fault(name)
    simulator.ask("show", text=PASS)
    assert scanner.read(1.0) == Code(PASS.encode())


@pytest.mark.parametrize("name", ["half_reply", "wrong_length", "silent"])
def test_a_code_that_breaks_off_is_not_read(simulator: SimulatorProcess, scanner: CodeScanner, name: str) -> None:
    scanner.arm()
    simulator.fault(name)
    simulator.ask("show", text=PASS)
    assert scanner.read(0.2) is None


def test_pulled_out_in_the_middle_of_a_code_it_comes_back_under_its_path(
    simulator: SimulatorProcess, scanner: CodeScanner
) -> None:
    scanner.arm()
    simulator.fault("unplug_mid_frame")
    simulator.ask("show", text=PASS)
    assert _fault(scanner, 0.5) is Fault.GONE
    with pytest.raises(DeviceError) as caught:
        scanner.arm()
    assert caught.value.fault is Fault.ABSENT
    simulator.ask("plug")
    scanner.arm()
    simulator.ask("unplug")
    simulator.ask("plug")
    scanner.arm()
    simulator.ask("show", text=PASS)
    assert scanner.read(1.0) == Code(PASS.encode())


def test_control_requests_that_make_no_sense_are_refused(simulator: SimulatorProcess) -> None:
    for do, fields in (("show", {"text": "x", "times": 0}), ("show", {"hex": "4"}), ("ending", {"ending": "tab"})):
        with pytest.raises(ValueError, match=r"."):
            simulator.ask(do, **fields)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.one_of(st.binary(max_size=20), st.sampled_from([gm65.START, newland.START, b"\x7e\x00\x08\x00"]))))
def test_no_stream_crashes_a_simulated_engine(pieces: list[bytes]) -> None:
    for model in ("gm65", "newland"):
        engine = Engine(model, Ending.CR)
        engine.show({"text": PASS})
        for piece in pieces:
            engine.receive(piece)
        engine.quiet()


def _fault(scanner: CodeScanner, within_s: float) -> Fault:
    with pytest.raises(DeviceError) as caught:
        scanner.read(within_s)
    return caught.value.fault

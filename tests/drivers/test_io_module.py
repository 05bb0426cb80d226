"""The I/O module: worked frames, the driver against a script of the wire, and pymodbus's own server on a pty."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_wire import FakeClock, Said, ScriptedWire, scripted
from simulator_process import SimulatorProcess, running

from config.device_settings import IoModuleSettings
from drivers.catalog import IO_MODULES
from drivers.clock import SystemClock
from drivers.echoing_wire import EchoingWire
from drivers.faults import DeviceError, Fault
from drivers.io_module import IoModule, Lamp, Signals, frames
from drivers.io_module.modbus_rtu import ANSWER_S, ModbusRtuModule, RegisterMap
from drivers.io_module.simulator import addresses_of
from drivers.reopening_wire import ReopeningWire
from drivers.wire import SerialWire

MAP = RegisterMap(
    inputs={"service_door": 0, "presence": 1, "earphone": 2},
    inverted=frozenset({"service_door"}),
    coils={"card_lamp": 3, "fan": 7},
    registers={"temperature": 0, "fan_speed": 1},
)
INPUTS = "01 02 00 00 00 03 38 0B"
NOBODY = "01 02 01 01 60 48"
"""Only the door's contact is on: it is shut, for it is inverted."""
REGISTERS = "01 04 00 00 00 02 71 CB"
WARM = "01 04 04 01 02 09 60 5D C0"
"""25.8 degrees, 2400 turns."""
LIGHT = "01 05 00 03 FF 00 7C 3A"
LIT = "01 01 00 03 00 01 0D CA"
YES = "01 01 01 01 90 48"
NO = "01 01 01 00 51 88"
NOISE = bytes.fromhex("FF 00 AA AA 81 96")


def module(wire: ScriptedWire, clock: FakeClock) -> ModbusRtuModule:
    return ModbusRtuModule(wire, clock, 1, MAP)


@pytest.mark.parametrize(
    ("question", "frame"),
    [
        (frames.read_coils(0x11, 0x13, 0x25), "11 01 00 13 00 25 0E 84"),
        (frames.read_inputs(0x11, 0xC4, 0x16), "11 02 00 C4 00 16 BA A9"),
        (frames.read_registers(0x11, 8, 1), "11 04 00 08 00 01 B2 98"),
        (frames.write_coil(0x11, 0xAC, on=True), "11 05 00 AC FF 00 4E 8B"),
        (frames.write_coil(1, 0xAC, on=True), "01 05 00 AC FF 00 4C 1B"),
    ],
)
def test_questions_of_the_specification(question: frames.Question, frame: str) -> None:
    assert question.frame == bytes.fromhex(frame)


@pytest.mark.parametrize(
    ("question", "frame", "bits", "registers"),
    [
        (frames.read_coils(0x11, 0x13, 0x25), "11 01 05 CD 6B B2 0E 1B 45 E6", "CD 6B B2 0E 1B", []),
        (frames.read_inputs(0x11, 0xC4, 0x16), "11 02 03 AC DB 35 20 18", "AC DB 35", []),
        (frames.read_registers(0x11, 8, 1), "11 04 02 00 0A F8 F4", "", [10]),
        (frames.write_coil(0x11, 0xAC, on=True), "11 05 00 AC FF 00 4E 8B", None, []),
    ],
)
def test_answers_of_the_specification_however_they_come(
    question: frames.Question, frame: str, bits: str | None, registers: list[int]
) -> None:
    whole = bytes.fromhex(frame)
    for stream in (whole, NOISE + whole + NOISE):
        (answer,) = frames.answer_cutter(question).feed(stream)
        if bits is not None:
            packed = bytes(sum(bit << n for n, bit in enumerate(answer.bits[at : at + 8])) for at in range(0, 8 * 8, 8))
            assert packed.rstrip(b"\0") == bytes.fromhex(bits).rstrip(b"\0")
            assert list(answer.registers) == registers
    cutter = frames.answer_cutter(question)
    for byte in whole[:-1]:
        assert cutter.feed(bytes([byte])) == []
    assert len(cutter.feed(whole[-1:])) == 1


def test_neighbours_are_asked_for_together_and_gaps_are_not_asked_for() -> None:
    assert frames.runs_of([5, 0, 1, 2, 9, 8]) == [(0, 3), (5, 1), (8, 2)]
    assert frames.runs_of([]) == []
    assert frames.runs_of(range(150)) == [(0, 100), (100, 50)]


def test_bits_that_fill_the_last_byte_mean_nothing() -> None:
    (answer,) = frames.answer_cutter(frames.read_coils(1, 3, 1)).feed(bytes.fromhex(YES))
    assert frames.bits_at(answer, 3, 1, {"here": 3, "behind": 4, "before": 2}) == {"here": True}


@pytest.mark.parametrize(
    ("register", "degrees"), [(0, 0.0), (258, 25.8), (0xFFCC, -5.2), (0x8000, None), (0x7FFF, None), (1251, None)]
)
def test_temperatures(register: int, degrees: float | None) -> None:
    assert frames.temperature_of(register, 0.1) == degrees


def test_every_exception_has_one_meaning() -> None:
    meanings = {
        1: Fault.REFUSED, 2: Fault.REFUSED, 3: Fault.REFUSED, 4: Fault.BROKEN, 5: Fault.TIMED_OUT, 6: Fault.TIMED_OUT,
        7: Fault.TIMED_OUT, 8: Fault.BROKEN, 10: Fault.ABSENT, 11: Fault.ABSENT,
    }  # fmt: skip
    assert [frames.fault_of(code) for code in range(256)] == [meanings.get(code, Fault.UNKNOWN) for code in range(256)]


def test_one_look_at_the_machine() -> None:
    with scripted((INPUTS, NOBODY), (REGISTERS, WARM)) as (wire, clock):
        assert module(wire, clock).look() == Signals(
            service_door_open=False,
            person_present=False,
            earphone_plugged=False,
            temperature_c=25.8,
            fan_per_minute=2400,
        )


def test_what_is_not_wired_is_not_known() -> None:
    with scripted() as (wire, clock):
        bare = ModbusRtuModule(wire, clock, 1, RegisterMap())
        assert bare.look() == Signals()
        assert bare.lamps() == ()
        _fails(lambda: bare.set_lamp(Lamp.CARD, lit=True), Fault.REFUSED)
        _fails(lambda: bare.set_fan(running=True), Fault.REFUSED)


def test_a_temperature_that_cannot_be_is_a_fault_and_takes_nothing_else_away() -> None:
    broken = frames._FRAMER.encode(bytes.fromhex("04 04 80 00 09 60"), 1, 0)
    with scripted((INPUTS, NOBODY), (REGISTERS, broken)) as (wire, clock):
        signals = module(wire, clock).look()
        assert (signals.temperature_c, signals.fan_per_minute, signals.faults) == (None, 2400, (Fault.BROKEN,))


def test_a_lamp_is_lit_when_its_output_says_so() -> None:
    with scripted((LIGHT, LIGHT), (LIT, YES), (LIT, NO)) as (wire, clock):
        device = module(wire, clock)
        device.set_lamp(Lamp.CARD, lit=True)
        assert not device.is_lit(Lamp.CARD)
        assert device.lamps() == (Lamp.CARD,)


def test_an_output_that_does_not_follow_is_broken() -> None:
    with scripted((LIGHT, LIGHT), (LIT, NO)) as (wire, clock):
        _fails(lambda: module(wire, clock).set_lamp(Lamp.CARD, lit=True), Fault.BROKEN)


def test_an_echo_does_not_answer_for_a_module_that_is_dead() -> None:
    with scripted((LIGHT, LIGHT), (LIT, LIT), (LIT, LIT)) as (wire, clock):
        _fails(lambda: module(wire, clock).set_lamp(Lamp.CARD, lit=True), Fault.GARBLED)
    with scripted((LIGHT, LIGHT), (LIGHT, LIGHT)) as (wire, clock):
        device = ModbusRtuModule(EchoingWire(wire, clock), clock, 1, MAP)
        _fails(lambda: device.set_lamp(Lamp.CARD, lit=True), Fault.ABSENT)


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (None, Fault.ABSENT),
        (NOBODY[:-5], Fault.GARBLED),
        (NOBODY[:-2] + "49", Fault.GARBLED),
        ("02 02 01 01 60 0C", Fault.GARBLED),
        ("01 02 02 01 00 B8 28", Fault.GARBLED),
        ("FF 00 AA AA 81 96", Fault.GARBLED),
    ],
)
def test_one_bad_answer_is_asked_for_again_and_two_are_a_fault(bad: Said, fault: Fault) -> None:
    with scripted((INPUTS, bad), (INPUTS, NOBODY), (REGISTERS, WARM)) as (wire, clock):
        assert module(wire, clock).look().temperature_c == 25.8
    with scripted((INPUTS, bad), (INPUTS, bad)) as (wire, clock):
        began = clock.seconds
        _fails(module(wire, clock).look, fault)
        assert clock.seconds - began <= 2 * (ANSWER_S + 0.01)


@pytest.mark.parametrize(("frame", "fault"), [("01 82 02 C1 61", Fault.REFUSED), ("01 82 04 41 63", Fault.BROKEN)])
def test_an_exception_is_not_asked_for_again(frame: str, fault: Fault) -> None:
    with scripted((INPUTS, frame)) as (wire, clock):
        _fails(module(wire, clock).look, fault)


def test_a_broken_line_is_gone() -> None:
    with scripted((INPUTS, Fault.GONE)) as (wire, clock):
        _fails(module(wire, clock).look, Fault.GONE)


@pytest.mark.parametrize(
    "wrong",
    [{"inputs": {"window": 1}}, {"inverted": frozenset({"fan"})}, {"coils": {"moon": 1}}, {"registers": {"x": 1}}],
)
def test_a_name_that_nobody_knows_is_refused(wrong: dict[str, dict[str, int]]) -> None:
    with pytest.raises(ValueError, match="nobody knows"):
        RegisterMap(**wrong)  # type: ignore[arg-type]  # what is given is wrong on purpose


@settings(deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=20), st.just(bytes.fromhex(NOBODY)), st.just(b"\x01\x82")), max_size=10))
def test_no_stream_crashes_the_cutter(pieces: list[bytes]) -> None:
    for question in (frames.read_inputs(1, 0, 3), frames.write_coil(1, 3, on=True), frames.read_registers(1, 0, 9)):
        cutter = frames.answer_cutter(question)
        for piece in pieces:
            cutter.feed(piece)
            assert cutter.missing > 0
        cutter.give_up()


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    with running("drivers.io_module.simulator", tmp_path_factory.mktemp("io")) as process:
        yield process


@pytest.fixture
def simulator(process: SimulatorProcess) -> SimulatorProcess:
    process.ask("plug")
    process.ask("clear")
    for address in range(3):
        process.ask("input", address=address, on=False)
    return process


@pytest.fixture
def device(simulator: SimulatorProcess) -> Iterator[IoModule]:
    wire = ReopeningWire(lambda: SerialWire(simulator.link, 9_600))
    device = ModbusRtuModule(wire, SystemClock(), 1, MAP, answer_s=0.1)
    yield device
    device.close()


def test_pymodbus_answers_what_pymodbus_asks(simulator: SimulatorProcess, device: IoModule) -> None:
    simulator.ask("input", address=0, on=True)
    simulator.ask("input", address=2, on=True)
    simulator.ask("register", address=0, value=-52)
    simulator.ask("register", address=1, value=2400)
    assert device.look() == Signals(
        service_door_open=False, person_present=False, earphone_plugged=True, temperature_c=-5.2, fan_per_minute=2400
    )
    before = simulator.ask("count")["writes"]
    device.set_lamp(Lamp.CARD, lit=True)
    device.set_fan(running=True)
    assert device.is_lit(Lamp.CARD)
    assert simulator.ask("coil", address=3) == {"on": True}
    device.set_lamp(Lamp.CARD, lit=False)
    assert simulator.ask("coil", address=3) == {"on": False}
    assert simulator.ask("coil", address=7) == {"on": True}
    assert simulator.ask("count")["writes"] - before == 3


def test_an_output_that_hangs(simulator: SimulatorProcess, device: IoModule) -> None:
    device.set_lamp(Lamp.CARD, lit=False)
    simulator.ask("hold", address=3)
    _fails(lambda: device.set_lamp(Lamp.CARD, lit=True), Fault.BROKEN)
    simulator.ask("hold", address=3, on=False)
    device.set_lamp(Lamp.CARD, lit=True)


def test_an_address_that_does_not_exist_is_refused(simulator: SimulatorProcess) -> None:
    wire = SerialWire(simulator.link, 9_600)
    wrong = ModbusRtuModule(wire, SystemClock(), 1, RegisterMap(registers={"temperature": 40}))
    _fails(wrong.look, Fault.REFUSED)
    wrong.close()


def test_another_unit_is_absent(simulator: SimulatorProcess) -> None:
    wire = SerialWire(simulator.link, 9_600)
    other = ModbusRtuModule(wire, SystemClock(), 2, MAP, answer_s=0.05)
    _fails(other.look, Fault.ABSENT)
    other.close()


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
def test_one_bad_reply_does_no_harm(simulator: SimulatorProcess, device: IoModule, name: str) -> None:
    device.set_fan(running=True)
    simulator.fault(name)
    assert device.look().person_present is False
    simulator.fault(name)
    device.set_lamp(Lamp.CARD, lit=True)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("silent", Fault.ABSENT),
        ("half_reply", Fault.GARBLED),
        ("wrong_checksum", Fault.GARBLED),
        ("wrong_length", Fault.GARBLED),
    ],
)
def test_bad_replies_that_do_not_end_are_a_fault_until_they_end(
    simulator: SimulatorProcess, device: IoModule, name: str, fault: Fault
) -> None:
    simulator.fault(name, times=100)
    _fails(device.look, fault)
    simulator.ask("clear")
    assert device.look().person_present is False


def test_pulled_out_in_the_middle_it_comes_back_under_its_path(simulator: SimulatorProcess, device: IoModule) -> None:
    device.look()
    simulator.fault("unplug_mid_frame")
    _fails(device.look, Fault.GONE)
    _fails(device.look, Fault.ABSENT)
    simulator.ask("plug")
    device.look()
    simulator.ask("unplug")
    simulator.ask("plug")
    device.look()


def test_the_catalogues_module_over_an_echoing_adapter(tmp_path: Path) -> None:
    with running("drivers.io_module.simulator", tmp_path, "--echo", "--unit", "9", "--registers", "0-3") as simulator:
        settings = IoModuleSettings(
            port=simulator.link,
            unit=9,
            echo=True,
            inputs={"presence": 1},
            coils={"camera_lamp": 0},
            inverted=("presence",),
        )
        device = IO_MODULES["modbus-rtu"](settings, SystemClock())
        assert device.look() == Signals(person_present=True)
        device.set_lamp(Lamp.CAMERA, lit=True)
        assert simulator.ask("coil", address=0) == {"on": True}
        device.close()


def test_control_requests_that_make_no_sense_are_refused(simulator: SimulatorProcess) -> None:
    for do, fields in (
        ("input", {"address": 99, "on": True}),
        ("coil", {"address": 99}),
        ("register", {"address": 9, "value": 1}),
    ):
        with pytest.raises(ValueError, match="no address"):
            simulator.ask(do, **fields)
    assert addresses_of("0-2,5") == [0, 1, 2, 5]


def _fails(call: Callable[[], object], fault: Fault) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        call()
    assert caught.value.fault is fault
    return caught.value

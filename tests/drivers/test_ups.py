"""The UPS: what upsd says, read whole, in pieces and damaged; the driver against a script and against the process."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback_simulator import LoopbackSimulator, on_loopback
from scripted_wire import FakeClock, Said, ScriptedWire
from waiting import wait_until

from config.device_settings import UpsSettings
from drivers.catalog import POWER_SUPPLIES
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.reopening_wire import ReopeningWire
from drivers.tcp_wire import TcpWire
from drivers.ups import Condition, Course, Power, PowerState
from drivers.ups.frames import FrameError, Refusal, ReplyReader, fault_of, state_of
from drivers.ups.nut import NutPowerSupply

REAL = (
    b'BEGIN LIST VAR kiosk\nVAR kiosk battery.charge "97"\nVAR kiosk battery.runtime "1260"\n'
    b'VAR kiosk device.mfr "He said hi  there"\nVAR kiosk device.model "Dummy UPS"\nVAR kiosk device.type "ups"\n'
    b'VAR kiosk driver.name "dummy-ups"\nVAR kiosk driver.parameter.mode "dummy-loop"\n'
    b'VAR kiosk driver.parameter.pollinterval "2"\nVAR kiosk driver.version "2.8.0"\nVAR kiosk ups.load "21"\n'
    b'VAR kiosk ups.status "OL CHRG"\nEND LIST VAR kiosk\n'
)
"""Of upsd 2.8.0 with dummy-ups, shortened by some driver.parameter lines."""
ASK = b"LIST VAR kiosk\n"
CHARGING = PowerState(Power.MAINS, frozenset({Condition.CHARGING}), 97.0, 1260.0)


def supply(*lines: tuple[bytes | str, Said]) -> NutPowerSupply:
    clock = FakeClock()
    return NutPowerSupply(ScriptedWire(clock, *lines), "kiosk", clock)


def fault(of: NutPowerSupply) -> Fault:
    with pytest.raises(DeviceError) as caught:
        of.state()
    return caught.value.fault


def test_what_the_real_upsd_says_is_understood() -> None:
    assert supply((ASK, REAL)).state() == CHARGING
    assert supply((ASK, REAL)).check() == "He said hi  there Dummy UPS"


def test_it_may_come_byte_by_byte() -> None:
    reader = ReplyReader("kiosk")
    replies = [reader.feed(REAL[at : at + 1]) for at in range(len(REAL))]
    assert replies[:-1] == [None] * (len(REAL) - 1)
    assert isinstance(replies[-1], dict)
    assert state_of(replies[-1]) == CHARGING


def test_quotation_marks_and_backslashes_in_values() -> None:
    reply = ReplyReader("u").feed(b'BEGIN LIST VAR u\nVAR u ups.mfr "a \\"b\\" \\\\ c"\nEND LIST VAR u\n')
    assert reply == {"ups.mfr": 'a "b" \\ c'}


@pytest.mark.parametrize(
    ("status", "power", "conditions", "course"),
    [
        ("OL", Power.MAINS, set(), Course.SERVE),
        ("OL HB", Power.MAINS, set(), Course.SERVE),
        ("OB DISCHRG", Power.BATTERY, {Condition.DISCHARGING}, Course.FINISH_VISIT),
        ("OB LB", Power.BATTERY, {Condition.LOW}, Course.POWER_OFF),
        ("OL CHRG LB", Power.MAINS, {Condition.CHARGING, Condition.LOW}, Course.SERVE),
        ("FSD OL", Power.MAINS, {Condition.SHUTTING_DOWN}, Course.POWER_OFF),
        ("OL OB", Power.BATTERY, set(), Course.FINISH_VISIT),
        ("OFF", Power.OFF, set(), Course.FINISH_VISIT),
        ("BYPASS", Power.MAINS, {Condition.BYPASS}, Course.SERVE),
        ("OL RB OVER", Power.MAINS, {Condition.REPLACE_BATTERY, Condition.OVERLOADED}, Course.SERVE),
        ("OL TRIM", Power.MAINS, {Condition.ADJUSTING}, Course.SERVE),
        (
            "OL BOOST CAL ALARM",
            Power.MAINS,
            {Condition.ADJUSTING, Condition.CALIBRATING, Condition.ALARM},
            Course.SERVE,
        ),
        ("OL WOBBLES", Power.MAINS, {Condition.OTHER}, Course.SERVE),
        ("WAIT", Power.UNKNOWN, {Condition.OTHER}, Course.FINISH_VISIT),
        ("", Power.UNKNOWN, set(), Course.FINISH_VISIT),
    ],
)
def test_what_the_words_mean(status: str, power: Power, conditions: set[Condition], course: Course) -> None:
    state = state_of({"ups.status": status})
    assert (state.power, state.conditions, state.course) == (power, frozenset(conditions), course)


@pytest.mark.parametrize("text", ["", "-1", "nan", "1e3", "101", "9" * 30, "12 "])
def test_a_number_that_is_none_is_not_told(text: str) -> None:
    assert state_of({"ups.status": "OL", "battery.charge": text}).charge_percent is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("UNKNOWN-UPS", Fault.ABSENT),
        ("DRIVER-NOT-CONNECTED", Fault.ABSENT),
        ("DATA-STALE", Fault.GONE),
        ("ACCESS-DENIED", Fault.REFUSED),
        ("USERNAME-REQUIRED", Fault.REFUSED),
        ("PASSWORD-REQUIRED", Fault.REFUSED),
        ("FEATURE-NOT-CONFIGURED", Fault.REFUSED),
        ("UNKNOWN-COMMAND", Fault.GARBLED),
        ("INVALID-ARGUMENT", Fault.GARBLED),
        ("VAR-NOT-SUPPORTED", Fault.GARBLED),
        ("TEA-BREAK", Fault.UNKNOWN),
    ],
)
def test_upsds_refusals(code: str, expected: Fault) -> None:
    assert fault_of(Refusal(code)) is expected
    assert fault(supply((ASK, f"ERR {code}\n".encode()))) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (None, Fault.ABSENT),
        (Fault.GONE, Fault.GONE),
        (REAL[:80], Fault.GARBLED),
        (REAL.replace(b"kiosk", b"other"), Fault.GARBLED),
        (b"\xff\xfe\n", Fault.GARBLED),
        (b'VAR kiosk ups.status "OL"\n', Fault.GARBLED),
        (REAL.replace(b'"97"', b'97"'), Fault.GARBLED),
        (REAL.replace(b"VAR kiosk ups.status", b"VAR other ups.status"), Fault.GARBLED),
        (b"x" * 3000, Fault.GARBLED),
        (b"BEGIN LIST VAR kiosk\n" + b'VAR kiosk a "b"\n' * 6000, Fault.GARBLED),
    ],
)
def test_what_is_no_answer(said: Said, expected: Fault) -> None:
    assert fault(supply((ASK, said))) is expected


@pytest.mark.parametrize("said", [None, REAL[:80], b"\xff\xfe\n"])
def test_a_rest_that_comes_late_comes_to_a_closed_connection(said: Said) -> None:
    clock = FakeClock()
    wire = ScriptedWire(clock, (ASK, said))
    fault(NutPowerSupply(wire, "kiosk", clock))
    assert wire.is_closed


def test_silence_is_awaited_for_two_seconds_and_no_longer() -> None:
    clock = FakeClock()
    began = clock.monotonic()
    assert fault(NutPowerSupply(ScriptedWire(clock, (ASK, None)), "kiosk", clock)) is Fault.ABSENT
    assert clock.monotonic() - began == pytest.approx(2.0)


@given(st.lists(st.one_of(st.binary(max_size=40), st.sampled_from(REAL.splitlines(keepends=True))), max_size=12))
def test_no_bytes_crash_the_reader(pieces: list[bytes]) -> None:
    reader = ReplyReader("kiosk")
    try:
        for piece in pieces:
            reply = reader.feed(piece)
            if isinstance(reply, dict):
                assert state_of(reply).power in Power
    except FrameError:
        pass


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoopbackSimulator]:
    with on_loopback("drivers.ups.simulator", tmp_path_factory.mktemp("ups")) as process:
        yield process


@pytest.fixture
def simulator(process: LoopbackSimulator) -> LoopbackSimulator:
    for do in ("plug", "clear", "accept", "mains"):
        process.ask(do)
    process.ask("set", charge="100", runtime="1800")
    return process


@pytest.fixture
def ups(simulator: LoopbackSimulator) -> Iterator[NutPowerSupply]:
    port = int(simulator.address["port"])
    wire = ReopeningWire(lambda: TcpWire("127.0.0.1", port))
    ups = NutPowerSupply(wire, "kiosk", SystemClock(), exchange_s=0.4)
    yield ups
    ups.close()


def test_a_power_cut_from_the_plug_to_the_end(simulator: LoopbackSimulator, ups: NutPowerSupply) -> None:
    assert ups.check() == 'Demo Battery 6"'
    courses = [ups.state().course]
    simulator.ask("battery")
    simulator.ask("set", charge="81", runtime="900")
    state = ups.state()
    assert (state.power, state.charge_percent, state.runtime_s) == (Power.BATTERY, 81.0, 900.0)
    courses.append(state.course)
    simulator.ask("low")
    courses.append(ups.state().course)
    assert courses == [Course.SERVE, Course.FINISH_VISIT, Course.POWER_OFF]


def test_a_driver_that_lost_its_ups_is_told_from_a_ups_on_mains(
    simulator: LoopbackSimulator, ups: NutPowerSupply
) -> None:
    simulator.ask("refuse", code="DATA-STALE")
    assert fault(ups) is Fault.GONE
    simulator.ask("accept")
    assert ups.state().power is Power.MAINS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("silent", Fault.ABSENT),
        ("half_reply", Fault.GARBLED),
        ("garbage_before", Fault.GARBLED),
        ("wrong_checksum", Fault.GARBLED),
        ("wrong_length", Fault.GARBLED),
        ("unplug_mid_frame", Fault.GONE),
    ],
)
def test_a_bad_reply_is_a_fault_and_the_next_call_is_well_again(
    simulator: LoopbackSimulator, ups: NutPowerSupply, name: str, expected: Fault
) -> None:
    assert ups.state().power is Power.MAINS
    simulator.fault(name)
    assert fault(ups) is expected
    simulator.ask("plug")
    assert ups.state().power is Power.MAINS


@pytest.mark.parametrize("name", ["slow", "garbage_after", "one_byte_at_a_time", "stale_reply"])
def test_a_reply_that_is_only_ugly_counts(simulator: LoopbackSimulator, ups: NutPowerSupply, name: str) -> None:
    assert ups.state().power is Power.MAINS
    simulator.fault(name)
    assert ups.state().power is Power.MAINS
    assert ups.state().power is Power.MAINS


def test_upsd_that_ended_is_absent_and_its_return_is_not_even_noticed(
    simulator: LoopbackSimulator, ups: NutPowerSupply
) -> None:
    assert ups.state().power is Power.MAINS
    simulator.ask("unplug")
    assert fault(ups) is Fault.ABSENT
    simulator.ask("plug")
    assert ups.state().power is Power.MAINS
    simulator.ask("unplug")
    simulator.ask("plug")
    assert ups.state().power is Power.MAINS


def test_the_simulator_refuses_wrong_orders(simulator: LoopbackSimulator) -> None:
    for do, fields in (("set", {"colour": "red"}), ("set", {"charge": 5}), ("refuse", {}), ("fault", {"name": "tea"})):
        with pytest.raises(ValueError, match=r"\w"):
            simulator.ask(do, **fields)


def test_the_model_of_the_catalogue_connects_at_its_first_call(simulator: LoopbackSimulator) -> None:
    settings = UpsSettings(port=simulator.address["port"])
    before = simulator.ask("count")["questions"]
    supply = POWER_SUPPLIES[settings.model](settings, SystemClock())
    assert simulator.ask("count")["questions"] == before
    assert supply.state().power is Power.MAINS
    supply.close()
    other = POWER_SUPPLIES["nut"](UpsSettings(port=simulator.address["port"], name="other"), SystemClock())
    with pytest.raises(DeviceError) as caught:
        other.check()
    assert caught.value.fault is Fault.ABSENT
    other.close()


@pytest.mark.skipif(shutil.which("/lib/nut/dummy-ups") is None, reason="Debian's nut-server is not installed")
def test_the_real_upsd(tmp_path: Path) -> None:
    (tmp_path / "ups.conf").write_text("[kiosk]\n driver = dummy-ups\n port = kiosk.dev\n mode = dummy-loop\n")
    (tmp_path / "kiosk.dev").write_text("ups.status: OB LB\nbattery.charge: 7\nbattery.runtime: 60\nTIMER 600\n")
    (tmp_path / "upsd.conf").write_text("LISTEN 127.0.0.1 34931\n")
    (tmp_path / "upsd.users").write_text("")
    for secret in ("upsd.conf", "upsd.users", "ups.conf"):
        (tmp_path / secret).chmod(0o640)
    places = {name: str(tmp_path) for name in ("NUT_CONFPATH", "NUT_STATEPATH", "NUT_ALTPIDPATH")}

    def started(*command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=places)

    driver = started("/lib/nut/dummy-ups", "-F", "-a", "kiosk", "-u", "root")
    wait_until(lambda: (tmp_path / "dummy-ups-kiosk").exists(), 5, "the driver's socket")
    upsd = started("/lib/nut/upsd", "-F", "-u", "root")
    ups = NutPowerSupply(ReopeningWire(lambda: TcpWire("127.0.0.1", 34931)), "kiosk", SystemClock())

    def answers() -> bool:
        try:
            return ups.state().power is Power.BATTERY
        except DeviceError:
            return False

    try:
        wait_until(answers, 10, "the real upsd")
        assert ups.state() == PowerState(Power.BATTERY, frozenset({Condition.LOW}), 7.0, 60.0)
        assert ups.check().endswith("Dummy UPS")
    finally:
        ups.close()
        for child in (upsd, driver):
            child.terminate()
            child.wait(5)

"""The endorsement machine: frames as bytes, conversations line by line, and the simulator as a process."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted_wire import scripted
from simulator_process import SimulatorProcess, running

from config.device_settings import EndorserSettings
from drivers.catalog import ENDORSERS
from drivers.clock import SystemClock
from drivers.endorser import Block, CardBack, Endorser, EndorserState, Place, Stage, frames
from drivers.endorser.frames import Frame, FrameError, Kind
from drivers.endorser.serial_endorser import WRITE_S, SerialEndorser
from drivers.faults import DeviceError, Fault

JOB, OTHER = bytes(range(8)), bytes(range(1, 9))
BLOCK = Block("个人旅游（G）　壹次往返有效", "2026.11.21 - 2027.02.20", "持证人在香港逗留不超过7天")
BACK = CardBack(BLOCK, None, "EN-0000000001")
VECTORS = [
    ("02 00 02 01 53 37 C7", Frame(Kind.STATE, 1)),
    ("02 00 06 07 50 00 00 08 00 F5 FF", Frame(Kind.PICTURE, 7, b"\0\0\x08\0")),
    ("02 00 03 02 6E 03 ED FA", Frame(Kind.REFUSED, 2, b"\x03")),
]


@pytest.mark.parametrize(("raw", "frame"), VECTORS)
def test_frames_whole_byte_by_byte_and_among_noise(raw: str, frame: Frame) -> None:
    data = bytes.fromhex(raw)
    assert frame.encoded() == data
    assert frames.cutter().feed(data) == [frame]
    cutter = frames.cutter()
    assert [found for byte in data for found in cutter.feed(bytes([byte]))] == [frame]
    assert frames.cutter().feed(b"\x00\x02\xff\xff" + data) == [frame]


def test_one_wrong_bit_is_no_frame() -> None:
    data = bytearray(bytes.fromhex(VECTORS[0][0]))
    for at in range(len(data)):
        spoilt = bytes(data[:at]) + bytes([data[at] ^ 0x10]) + bytes(data[at + 1 :])
        assert frames.cutter().feed(spoilt + bytes(8)) == []


@given(st.lists(st.binary(max_size=40), max_size=10))
def test_no_bytes_crash_the_driver(pieces: list[bytes]) -> None:
    cutter = frames.cutter()
    for piece in pieces:
        cutter.feed(piece)


@pytest.mark.parametrize("back", [BACK, CardBack(None, BLOCK, "X"), CardBack(BLOCK, BLOCK, "9" * 60)])
def test_the_words_of_a_card_come_over_whole(back: CardBack) -> None:
    assert frames.written_of(frames.write_data(JOB, back)) == (JOB, back)


@pytest.mark.parametrize(
    "back",
    [
        CardBack(Block("x" * 121, "", ""), None, "1"),
        CardBack(Block("a\x1fb", "", ""), None, "1"),
        CardBack(None, None, ""),
        CardBack(None, None, "二"),
        CardBack(None, None, "9" * 61),
    ],
)
def test_words_that_no_card_can_carry_are_refused_before_the_line(back: CardBack) -> None:
    with pytest.raises(FrameError), scripted():
        frames.write_data(JOB, back)
    with scripted() as (wire, clock), pytest.raises(DeviceError, match="refused"):
        SerialEndorser(wire, clock).write(JOB, back)


@given(st.binary(max_size=200))
def test_no_data_crash_the_machine(data: bytes) -> None:
    for read in (frames.written_of, frames.state_of):
        with suppress(FrameError):
            read(data)


def stated(sequence: int, place: Place, stage: Stage, job: bytes, *, jammed: bool = False) -> bytes:
    works = stage in (Stage.ACCEPTED, Stage.ERASED) and not jammed
    return Frame(Kind.STATED, sequence, frames.state_data(EndorserState(place, stage, job, jammed, works))).encoded()


def asked(sequence: int, kind: Kind = Kind.STATE, data: bytes = b"") -> bytes:
    return Frame(kind, sequence, data).encoded()


ORDER = frames.write_data(JOB, BACK)
READY = (asked(1), stated(1, Place.CHIP, Stage.NONE, bytes(8)))


def test_a_card_is_written_when_the_machine_says_so_and_not_before() -> None:
    with scripted(
        READY,
        (asked(2, Kind.WRITE, ORDER), Frame(Kind.ACCEPTED, 2).encoded()),
        (asked(3), stated(3, Place.HEAD, Stage.ACCEPTED, JOB)),
        (asked(4), stated(4, Place.HEAD, Stage.ERASED, JOB)),
        (asked(5), stated(5, Place.HEAD, Stage.WRITTEN, JOB)),
    ) as (wire, clock):
        SerialEndorser(wire, clock).write(JOB, BACK)


def test_a_lost_answer_is_looked_into_and_the_order_is_never_given_twice() -> None:
    with scripted(
        READY, (asked(2, Kind.WRITE, ORDER), None), (asked(3), stated(3, Place.HEAD, Stage.WRITTEN, JOB))
    ) as (wire, clock):
        SerialEndorser(wire, clock).write(JOB, BACK)


def test_an_order_that_never_came_wrote_nothing() -> None:
    lost = (asked(3), stated(3, Place.CHIP, Stage.WRITTEN, OTHER))
    with scripted(READY, (asked(2, Kind.WRITE, ORDER), None), lost) as (wire, clock):
        assert fault_of(lambda: SerialEndorser(wire, clock).write(JOB, BACK)) is Fault.ABSENT


@pytest.mark.parametrize(
    ("stage", "fault"),
    [(Stage.FAILED, Fault.UNKNOWN), (Stage.ERASED, Fault.UNKNOWN), (Stage.ACCEPTED, Fault.JAMMED)],
)
def test_a_card_that_sticks_is_unknown_from_the_moment_it_was_erased(stage: Stage, fault: Fault) -> None:
    stuck = (asked(3), stated(3, Place.HEAD, stage, JOB, jammed=True))
    with scripted(READY, (asked(2, Kind.WRITE, ORDER), Frame(Kind.ACCEPTED, 2).encoded()), stuck) as (wire, clock):
        assert fault_of(lambda: SerialEndorser(wire, clock).write(JOB, BACK)) is fault


def test_a_line_that_breaks_while_it_writes_leaves_it_unknown() -> None:
    with scripted(READY, (asked(2, Kind.WRITE, ORDER), Frame(Kind.ACCEPTED, 2).encoded()), (asked(3), Fault.GONE)) as (
        wire,
        clock,
    ):
        assert fault_of(lambda: SerialEndorser(wire, clock).write(JOB, BACK)) is Fault.UNKNOWN


def test_silence_while_it_writes_ends_at_the_limit() -> None:
    silent = [(asked(number), None) for number in range(3, 39)]
    with scripted(READY, (asked(2, Kind.WRITE, ORDER), Frame(Kind.ACCEPTED, 2).encoded()), *silent) as (wire, clock):
        began = clock.monotonic()
        assert fault_of(lambda: SerialEndorser(wire, clock).write(JOB, BACK)) is Fault.UNKNOWN
        assert clock.monotonic() - began < WRITE_S + 5


def fault_of(act: object) -> Fault:
    with pytest.raises(DeviceError) as caught:
        act()  # type: ignore[operator]  # a call without arguments
    return caught.value.fault


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[SimulatorProcess]:
    with running("drivers.endorser.simulator", tmp_path, "--cards", str(tmp_path / "cards")) as process:
        yield process


@pytest.fixture
def machine(simulator: SimulatorProcess) -> Iterator[Endorser]:
    settings = EndorserSettings(port=simulator.link)
    machine = ENDORSERS[settings.model](settings, SystemClock())
    yield machine
    machine.close()


def put_in(machine: Endorser, simulator: SimulatorProcess) -> None:
    machine.open_mouth()
    simulator.ask("insert", card="first")
    assert machine.state().place is Place.CHIP


def test_a_card_goes_in_is_written_photographed_and_taken(simulator: SimulatorProcess, machine: Endorser) -> None:
    assert machine.check() == "KIOSK-ENDORSER-DEMO"
    put_in(machine, simulator)
    machine.write(JOB, BACK)
    picture = machine.picture()
    assert picture[:2] == b"\xff\xd8"
    assert picture == (simulator.link.parent / "cards" / "card-001.jpeg").read_bytes()
    machine.give_back()
    assert machine.state().place is Place.MOUTH
    simulator.ask("take")
    count = simulator.ask("count")
    assert (count["written"], count["taken"], count["kept"], count["spoilt"]) == (["first"], 1, [], [])


def test_nobody_can_put_a_card_into_a_mouth_that_is_shut(simulator: SimulatorProcess, machine: Endorser) -> None:
    assert simulator.ask("insert", card="first")["in"] is False
    machine.open_mouth()
    machine.close_mouth()
    assert simulator.ask("insert", card="first")["in"] is False


def test_a_job_is_never_written_twice(simulator: SimulatorProcess, machine: Endorser) -> None:
    put_in(machine, simulator)
    machine.write(JOB, BACK)
    machine.give_back()
    simulator.ask("take")
    put_in(machine, simulator)
    assert fault_of(lambda: machine.write(JOB, BACK)) is Fault.REFUSED
    assert simulator.ask("count")["written"] == ["first"]


def test_a_card_that_is_kept_is_counted(simulator: SimulatorProcess, machine: Endorser) -> None:
    assert fault_of(machine.keep) is Fault.REFUSED
    put_in(machine, simulator)
    machine.keep()
    assert machine.state() == EndorserState(Place.NONE, Stage.NONE, bytes(8), kept=1)
    assert simulator.ask("count")["kept"] == ["first"]


@pytest.mark.parametrize(("at", "stage"), [("accepted", Stage.ACCEPTED), ("erased", Stage.ERASED)])
def test_a_cut_in_the_power_leaves_the_cards_truth_known(
    simulator: SimulatorProcess, machine: Endorser, at: str, stage: Stage
) -> None:
    put_in(machine, simulator)
    simulator.ask("cut", at=at)
    quick = SerialEndorser(machine._wire, HastyClock(), answer_s=0.2)  # type: ignore[attr-defined]  # its line
    assert fault_of(lambda: quick.write(JOB, BACK)) is Fault.UNKNOWN
    simulator.ask("power")
    state = machine.state()
    assert (state.place, state.stage, state.job, state.is_working) == (Place.HEAD, stage, JOB, False)
    assert simulator.ask("count")["spoilt"] == (["first"] if stage is Stage.ERASED else [])


class HastyClock(SystemClock):
    """For limits that are long: a second passes at each look."""

    def __init__(self) -> None:
        super().__init__()
        self.more = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.more

    def pause(self, seconds: float) -> None:
        self.more += seconds + 5


def test_a_line_that_misbehaves_once_is_borne(simulator: SimulatorProcess, machine: Endorser) -> None:
    put_in(machine, simulator)
    for name in ("slow", "garbage_before", "garbage_after", "one_byte_at_a_time", "wrong_checksum", "half_reply"):
        simulator.fault(name)
        assert machine.state().place is Place.CHIP
    simulator.fault("silent")
    machine.give_back()
    assert machine.state().place is Place.MOUTH


def test_a_machine_pulled_out_comes_back_under_its_path(simulator: SimulatorProcess, machine: Endorser) -> None:
    machine.check()
    simulator.fault("unplug_mid_frame")
    assert fault_of(machine.check) in (Fault.GONE, Fault.GARBLED, Fault.ABSENT)
    assert fault_of(machine.check) is Fault.ABSENT
    simulator.ask("plug")
    assert machine.check()


def test_a_card_that_sticks_is_said(simulator: SimulatorProcess, machine: Endorser) -> None:
    put_in(machine, simulator)
    simulator.ask("jam", at="mouth")
    assert fault_of(machine.give_back) is Fault.JAMMED
    assert fault_of(machine.check) is Fault.JAMMED
    simulator.ask("clear")
    machine.give_back()

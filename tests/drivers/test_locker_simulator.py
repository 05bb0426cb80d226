"""The locker's simulator as a process on a real pty, with the drivers of the hall at the other end."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulator_process import SimulatorProcess, running

from config.device_settings import LockerBoardSettings, LockerSettings
from drivers.catalog import LOCKERS
from drivers.clock import SystemClock
from drivers.echoing_wire import EchoingWire
from drivers.faults import DeviceError, Fault
from drivers.locker import Change, Compartment, Door, DoorChange, Item, Locker, frames_8a, frames_cu16, frames_wkly
from drivers.locker.board_8a import Board8A
from drivers.locker.boxes import Boxes
from drivers.locker.bus import Bus
from drivers.locker.cabinet import Cabinet, Wiring
from drivers.locker.simulated_boards import Simulated8A, SimulatedCu16, SimulatedFamily, SimulatedWkly
from drivers.locker.simulator import BoardsOnTheBus, boards_of
from drivers.reopening_wire import ReopeningWire
from drivers.wire import SerialWire

MODULE = "drivers.locker.simulator"
ONE = Compartment(1, 1)
FAR = Compartment(2, 12)


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    with running(MODULE, tmp_path_factory.mktemp("locker")) as process:
        yield process


@pytest.fixture
def simulator(process: SimulatorProcess) -> SimulatorProcess:
    process.ask("plug")
    process.ask("clear")
    process.ask("stick", board=1, lock=1, stuck=False)
    for name in process.ask("count")["open"]:
        _move(process, Compartment(*map(int, name.split("-"))), "closed")
    return process


@pytest.fixture
def locker(simulator: SimulatorProcess) -> Iterator[Locker]:
    locker = _locker(simulator.link)
    yield locker
    locker.close()


def test_a_door_opens_and_is_shut_by_hand(simulator: SimulatorProcess, locker: Locker) -> None:
    before = simulator.ask("count")
    assert locker.changes() == ()
    locker.open(FAR)
    assert locker.state(FAR).door is Door.OPEN
    assert locker.changes() == (DoorChange(FAR, Change.OPENED),)
    _move(simulator, FAR, "closed")
    assert locker.changes() == (DoorChange(FAR, Change.CLOSED),)
    after = simulator.ask("count")
    assert (after["openings"] - before["openings"], after["pulses"] - before["pulses"], after["open"]) == (1, 1, [])


def test_a_stuck_lock_is_pulsed_once_and_its_door_stays_shut(simulator: SimulatorProcess, locker: Locker) -> None:
    before = simulator.ask("count")
    simulator.ask("stick", board=1, lock=1)
    assert _fault(lambda: locker.open(ONE)) is Fault.DOOR_SHUT
    after = simulator.ask("count")
    assert (after["openings"] - before["openings"], after["pulses"] - before["pulses"]) == (0, 1)


def test_a_door_pulled_open_by_hand_is_told_unasked(simulator: SimulatorProcess, locker: Locker) -> None:
    locker.changes()
    before = simulator.ask("count")["forced"]
    _move(simulator, ONE, "open")
    _move(simulator, ONE, "closed")
    # open and shut again between two looks: only what the board said by itself tells of it
    assert [change.change for change in locker.changes()] == [Change.FORCED, Change.CLOSED]
    assert simulator.ask("count")["forced"] == before + 1


def test_several_boards_on_one_line(simulator: SimulatorProcess) -> None:
    locker = _from_catalogue(simulator.link, "8a", {1: 24, 2: 12}, 9_600)
    assert locker.check() == 36
    locker.open(ONE)
    locker.open(FAR)
    opened = [state.compartment for board in (1, 2) for state in locker.board(board) if state.door is Door.OPEN]
    assert opened == [ONE, FAR]
    locker.close()


def test_an_unknown_board_a_wrong_check_and_an_unknown_lock_are_met_by_silence(simulator: SimulatorProcess) -> None:
    wire = SerialWire(simulator.link, 9_600)
    for request in (frames_8a.status(3, 1), frames_8a.status(2, 13), frames_8a.status(1, 1)[:-1] + b"\x00"):
        wire.write(request)
        assert wire.read(1, 0.1) == b""
    wire.close()


def test_a_board_that_is_not_there_is_absent_and_nothing_is_pulsed(simulator: SimulatorProcess) -> None:
    before = simulator.ask("count")["pulses"]
    locker = _locker(simulator.link, board=3)
    assert _fault(lambda: locker.open(Compartment(3, 1))) is Fault.ABSENT
    assert simulator.ask("count")["pulses"] == before
    locker.close()


@pytest.mark.parametrize(
    "name", ["garbage_before", "garbage_after", "one_byte_at_a_time", "half_reply", "wrong_checksum", "wrong_length"]
)
def test_one_bad_reply_does_no_harm_and_no_second_pulse(simulator: SimulatorProcess, locker: Locker, name: str) -> None:
    before = simulator.ask("count")["pulses"]
    simulator.fault(name)
    assert locker.state(ONE).door is Door.CLOSED
    simulator.fault(name)
    locker.open(ONE)
    simulator.fault(name)
    assert locker.board(1)[0].door is Door.OPEN
    assert simulator.ask("count")["pulses"] == before + 1


def test_a_slow_board_is_waited_for(simulator: SimulatorProcess, locker: Locker) -> None:
    simulator.fault("slow", times=4)
    locker.open(ONE)
    assert locker.board(1)[0].door is Door.OPEN


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
    simulator: SimulatorProcess, locker: Locker, name: str, fault: Fault
) -> None:
    simulator.fault(name, times=100)
    assert _fault(lambda: locker.open(ONE)) is fault
    assert simulator.ask("count")["open"] == []
    simulator.ask("clear")
    locker.open(ONE)


def test_a_stale_reply_about_another_lock_is_no_answer(simulator: SimulatorProcess, locker: Locker) -> None:
    locker.open(FAR)
    simulator.fault("stale_reply")
    assert locker.state(ONE).door is Door.CLOSED


def test_a_line_pulled_out_in_the_middle_comes_back_under_its_path(simulator: SimulatorProcess, locker: Locker) -> None:
    assert locker.state(ONE).door is Door.CLOSED
    simulator.fault("unplug_mid_frame")
    assert _fault(lambda: locker.state(ONE)) is Fault.GONE
    assert _fault(lambda: locker.state(ONE)) is Fault.ABSENT
    simulator.ask("plug")
    assert locker.state(ONE).door is Door.CLOSED
    simulator.ask("unplug")
    simulator.ask("plug")
    locker.open(ONE)


def test_a_line_pulled_out_during_an_opening_leaves_it_unknown(simulator: SimulatorProcess, locker: Locker) -> None:
    # harmless for the question before the pulse, then gone in the reply to the pulse
    simulator.fault("one_byte_at_a_time")
    simulator.fault("unplug_mid_frame")
    assert _fault(lambda: locker.open(ONE)) is Fault.UNKNOWN
    simulator.ask("plug")
    assert locker.state(ONE).door is Door.OPEN


@pytest.mark.parametrize("arguments", [("--unasked", "81"), ("--echo", "--inverted")])
def test_other_wirings(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with running(MODULE, tmp_path, *arguments) as simulator:
        locker = _locker(simulator.link, echo="--echo" in arguments, inverted="--inverted" in arguments)
        assert locker.changes() == ()
        locker.open(ONE)
        _move(simulator, FAR, "open")
        changes = locker.changes()
        assert set(changes) == {DoorChange(ONE, Change.OPENED), DoorChange(FAR, Change.FORCED)}
        assert len(changes) == 2
        locker.close()


def test_cu16_boards(tmp_path: Path) -> None:
    with running(MODULE, tmp_path, "--model", "cu16", "--boards", "0:16,1:16") as simulator:
        locker = _from_catalogue(simulator.link, "cu16", {0: 16, 1: 16}, 19_200, item_sensors=True)
        box = Compartment(1, 16)
        assert locker.changes() == ()
        simulator.ask("item", board=1, lock=16, present=True)
        locker.open(box)
        state = locker.board(1)[15]
        assert (state.door, state.item) == (Door.OPEN, Item.PRESENT)
        simulator.ask("stick", board=0, lock=1)
        assert _fault(lambda: locker.open(Compartment(0, 1))) is Fault.DOOR_SHUT
        _move(simulator, Compartment(0, 2), "open")
        assert locker.changes() == (DoorChange(box, Change.OPENED), DoorChange(Compartment(0, 2), Change.FORCED))
        assert simulator.ask("count")["items"] == ["1-16"]
        locker.close()


def test_wkly_boards(tmp_path: Path) -> None:
    with running(MODULE, tmp_path, "--model", "wkly", "--boards", "0:4,1:8", "--echo") as simulator:
        locker = _from_catalogue(simulator.link, "wkly", {0: 4, 1: 8}, 9_600, echo=True)
        box = Compartment(1, 4)
        assert locker.changes() == ()
        assert locker.check() == 12
        locker.open(box)
        assert locker.board(1)[3].door is Door.OPEN
        simulator.ask("stick", board=0, lock=1)
        assert _fault(lambda: locker.open(Compartment(0, 1))) is Fault.DOOR_SHUT
        _move(simulator, Compartment(0, 2), "open")
        _move(simulator, Compartment(0, 2), "closed")
        told = [(change.compartment, change.change) for change in locker.changes()]
        assert told == [(box, Change.OPENED), (Compartment(0, 2), Change.FORCED), (Compartment(0, 2), Change.CLOSED)]
        simulator.fault("wrong_checksum")
        assert locker.state(box).door is Door.OPEN
        locker.close()


def test_the_line_of_boards_has_one_owner(simulator: SimulatorProcess, locker: Locker) -> None:
    assert locker.check() == 36
    with pytest.raises(DeviceError):
        SerialWire(simulator.link, 9_600)


def test_control_requests_that_make_no_sense_are_refused(simulator: SimulatorProcess) -> None:
    for do, fields in (("door", {"board": 9, "lock": 1, "state": "open"}), ("stick", {"board": 1, "lock": 99})):
        with pytest.raises(ValueError, match="no such compartment"):
            simulator.ask(do, **fields)
    with pytest.raises(ValueError, match="open or closed"):
        simulator.ask("door", board=1, lock=1, state="ajar")


def test_half_a_request_is_forgotten(simulator: SimulatorProcess) -> None:
    wire = SerialWire(simulator.link, 9_600)
    wire.write(frames_8a.status(1, 1)[:3])
    assert wire.read(1, 0.3) == b""
    wire.write(frames_8a.status(1, 1))
    assert wire.read(5, 1.0) == bytes.fromhex("80 01 01 11 91")
    wire.close()


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=12),
            st.just(frames_8a.open_one(1, 0)),
            st.just(frames_cu16.status(1)),
            st.just(frames_wkly.status(2, 1)),
        )
    )
)
def test_no_stream_crashes_a_simulated_board(pieces: list[bytes]) -> None:
    boxes = Boxes(boards_of("1:3,2:24"))
    families: list[SimulatedFamily] = [
        Simulated8A(boxes, 0x82),
        SimulatedCu16(boxes),
        SimulatedWkly(boxes, says_unasked=True),
    ]
    for boards in map(BoardsOnTheBus, families):
        for piece in pieces:
            for reply in boards.receive(piece):
                assert len(reply) in (5, 7, 9, 11)
        boards.quiet()


def test_what_is_shut_in_by_the_limits(simulator: SimulatorProcess) -> None:
    """One look at a door that never answers: two answers of 0.3 s; nothing in this file waits longer than open_s."""
    clock = SystemClock()
    wire = ReopeningWire(lambda: SerialWire(simulator.link, 9_600))
    locker = Cabinet(Board8A(Bus(wire, clock)), {1: Wiring(locks=24)}, clock)
    simulator.fault("silent", times=2)
    began = clock.monotonic()
    assert _fault(lambda: locker.state(ONE)) is Fault.ABSENT
    assert clock.monotonic() - began < 0.8
    locker.close()


def _locker(link: Path, *, echo: bool = False, inverted: bool = False, board: int = 1, locks: int = 24) -> Locker:
    """As the catalogue makes it, with shorter limits."""
    clock = SystemClock()
    wire = ReopeningWire(lambda: SerialWire(link, 9_600))
    wiring = {
        board: Wiring(locks=locks, feedback_inverted=inverted),
        2: Wiring(locks=12, feedback_inverted=inverted),
    }
    boards = Board8A(Bus(EchoingWire(wire, clock) if echo else wire, clock, answer_s=0.1))
    return Cabinet(boards, wiring, clock, open_s=0.6, poll_s=0.1)


def _from_catalogue(
    link: Path, model: str, boards: dict[int, int], baud: int, *, item_sensors: bool = False, echo: bool = False
) -> Locker:
    settings = LockerSettings(
        model=model,
        port=link,
        baud=baud,
        echo=echo,
        open_s=0.45,
        poll_s=0.2,
        boards=tuple(
            LockerBoardSettings(board=board, locks=locks, item_sensors=item_sensors) for board, locks in boards.items()
        ),
    )
    return LOCKERS[model](settings, SystemClock())


def _move(simulator: SimulatorProcess, compartment: Compartment, state: str) -> None:
    simulator.ask("door", board=compartment.board, lock=compartment.lock, state=state)


def _fault(call: Any) -> Fault:
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value.fault

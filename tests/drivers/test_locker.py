"""What a locker does on its bus, against a script of the wire."""

from collections.abc import Callable

import pytest
from scripted_wire import FakeClock, Said, ScriptedWire, scripted

from drivers.echoing_wire import EchoingWire
from drivers.faults import DeviceError, Fault
from drivers.locker import Change, Compartment, CompartmentState, Door, DoorChange, Item, frames_8a, frames_cu16
from drivers.locker.board_8a import Board8A
from drivers.locker.bus import ANSWER_S, Bus
from drivers.locker.cabinet import Cabinet, Wiring
from drivers.locker.cu16 import Cu16
from drivers.locker.doors import ASKED_S

ONE = Compartment(1, 1)
ASK_ONE = frames_8a.status(1, 1)
ASK_ALL = frames_8a.status_of_all(1)
PULSE = frames_8a.open_one(1, 1)
SHUT = "80 01 01 11 91"
AJAR = "80 01 01 00 80"
ALL_SHUT = "80 01 FF FF FF 33 4D"
ONE_OPEN = "80 01 FF FF FE 33 4C"
PULSED = "8A 01 01 00 8A"
NOT_PULSED = "8A 01 01 11 9B"

CU_ASK = frames_cu16.status(0)
CU_SHUT = "02 00 35 FF FF 00 00 03 38"
CU_OPEN = "02 00 35 FE FF 00 00 03 37"
CU_ITEM = "02 00 35 FF FF 01 00 03 39"


def cabinet(wire: ScriptedWire, clock: FakeClock, *, echo: bool = False, inverted: bool = False) -> Cabinet:
    wiring = {1: Wiring(locks=24, feedback_inverted=inverted)}
    line = EchoingWire(wire, clock) if echo else wire
    return Cabinet(Board8A(Bus(line, clock)), wiring, clock, open_s=1.0, poll_s=0.25)


def cu16(wire: ScriptedWire, clock: FakeClock, *, sensors: bool = True) -> Cabinet:
    return Cabinet(Cu16(Bus(wire, clock)), {0: Wiring(locks=16, item_sensors=sensors)}, clock, open_s=1.0)


def test_open_returns_when_the_contact_says_open() -> None:
    polls: list[tuple[bytes, Said]] = [(ASK_ONE, SHUT), (ASK_ONE, SHUT), (ASK_ONE, AJAR)]
    with scripted((ASK_ONE, SHUT), (PULSE, PULSED), *polls) as (wire, clock):
        began = clock.seconds
        cabinet(wire, clock).open(ONE)
        assert 0.75 <= clock.seconds - began <= 0.85


def test_a_reply_that_says_opened_is_not_believed_while_the_contact_says_closed() -> None:
    with scripted((ASK_ONE, SHUT), (PULSE, PULSED), *[(ASK_ONE, SHUT)] * 4) as (wire, clock):
        error = _fails(lambda: cabinet(wire, clock).open(ONE), Fault.DOOR_SHUT)
        assert "1-1" in error.detail


def test_a_reply_that_says_failed_is_not_believed_either() -> None:
    with scripted((ASK_ONE, SHUT), (PULSE, NOT_PULSED), (ASK_ONE, AJAR)) as (wire, clock):
        cabinet(wire, clock).open(ONE)


def test_a_pulse_without_a_reply_is_not_repeated() -> None:
    with scripted((ASK_ONE, SHUT), (PULSE, None), (ASK_ONE, AJAR)) as (wire, clock):
        cabinet(wire, clock).open(ONE)


def test_a_board_that_does_not_answer_is_found_out_before_the_pulse() -> None:
    with scripted((ASK_ONE, None), (ASK_ONE, None)) as (wire, clock):
        began = clock.seconds
        _fails(lambda: cabinet(wire, clock).open(ONE), Fault.ABSENT)
        assert clock.seconds - began <= 2 * (ANSWER_S + 0.01)


def test_silence_after_the_pulse_leaves_the_door_unknown() -> None:
    silence: list[tuple[bytes, Said]] = [(ASK_ONE, None)] * 4
    with scripted((ASK_ONE, SHUT), (PULSE, PULSED), *silence) as (wire, clock):
        began = clock.seconds
        _fails(lambda: cabinet(wire, clock).open(ONE), Fault.UNKNOWN)
        assert clock.seconds - began < 1.0 + 0.25 + 3 * (ANSWER_S + 0.01)


def test_a_line_that_breaks_at_the_pulse_leaves_the_door_unknown() -> None:
    with scripted((ASK_ONE, SHUT), (PULSE, Fault.GONE)) as (wire, clock):
        _fails(lambda: cabinet(wire, clock).open(ONE), Fault.UNKNOWN)


@pytest.mark.parametrize("compartment", [Compartment(2, 1), Compartment(1, 25), Compartment(1, 0)])
def test_a_compartment_that_the_settings_do_not_know_is_refused_unasked(compartment: Compartment) -> None:
    with scripted() as (wire, clock):
        _fails(lambda: cabinet(wire, clock).open(compartment), Fault.REFUSED)
        _fails(lambda: cabinet(wire, clock).state(compartment), Fault.REFUSED)


def test_inverted_contacts() -> None:
    with scripted((ASK_ONE, AJAR), (PULSE, NOT_PULSED), (ASK_ONE, SHUT), (ASK_ALL, ONE_OPEN)) as (wire, clock):
        locker = cabinet(wire, clock, inverted=True)
        locker.open(ONE)
        doors = [state.door for state in locker.board(1)]
        assert doors == [Door.CLOSED] + [Door.OPEN] * 23


def test_a_status_nobody_knows_is_unknown_and_never_shut() -> None:
    odd = frames_8a.lock_says(0x80, 1, 1, 0x44)
    with scripted((ASK_ONE, odd)) as (wire, clock):
        assert cabinet(wire, clock).state(ONE) == CompartmentState(ONE, Door.UNKNOWN, Item.NOT_FITTED)


def test_all_boxes_of_a_board() -> None:
    with scripted((ASK_ALL, ONE_OPEN)) as (wire, clock):
        states = cabinet(wire, clock).board(1)
        assert len(states) == 24
        assert states[0] == CompartmentState(ONE, Door.OPEN, Item.NOT_FITTED)
        assert {state.door for state in states[1:]} == {Door.CLOSED}


def test_all_open_is_told_from_its_own_question() -> None:
    with scripted((ASK_ALL, "80 01 00 00 00 33 B2")) as (wire, clock):
        assert {state.door for state in cabinet(wire, clock).board(1)} == {Door.OPEN}


def test_the_answer_of_another_board_or_lock_is_not_taken() -> None:
    other = frames_8a.lock_says(0x80, 1, 2, 0x00)
    with scripted((ASK_ONE, other), (ASK_ONE, SHUT)) as (wire, clock):
        assert cabinet(wire, clock).state(ONE).door is Door.CLOSED
    other = frames_8a.board_says(2, 0)
    with scripted((ASK_ALL, other), (ASK_ALL, other)) as (wire, clock):
        _fails(lambda: cabinet(wire, clock).board(1), Fault.GARBLED)


def test_an_echoing_adapter() -> None:
    with scripted((ASK_ONE, ASK_ONE + bytes.fromhex(SHUT)), (PULSE, PULSE + PULSE), (ASK_ONE, ASK_ONE + _b(AJAR))) as (
        wire,
        clock,
    ):
        cabinet(wire, clock, echo=True).open(ONE)


def test_an_echo_that_comes_back_different_is_a_collision_and_the_question_is_repeated() -> None:
    spoilt = b"\x81" + ASK_ONE[1:]
    with scripted((ASK_ONE, spoilt), (ASK_ONE, ASK_ONE + _b(SHUT))) as (wire, clock):
        assert cabinet(wire, clock, echo=True).state(ONE).door is Door.CLOSED


def test_an_echo_that_the_settings_do_not_know_of_is_not_taken_for_an_answer() -> None:
    with scripted((ASK_ONE, ASK_ONE + _b(SHUT)), (ASK_ALL, ASK_ALL + _b(ALL_SHUT))) as (wire, clock):
        locker = cabinet(wire, clock)
        assert locker.state(ONE).door is Door.CLOSED
        assert locker.board(1)[0].door is Door.CLOSED


@pytest.mark.parametrize("header", [0x81, 0x82])
def test_a_door_pulled_open_by_hand_is_forced_once(header: int) -> None:
    said = frames_8a.lock_says(header, 1, 1, 0x00)
    with scripted((ASK_ALL, _b(ALL_SHUT) + said), (ASK_ALL, ONE_OPEN), (ASK_ALL, ALL_SHUT)) as (wire, clock):
        locker = cabinet(wire, clock)
        assert locker.changes() == ()
        assert locker.changes() == (DoorChange(ONE, Change.FORCED),)
        assert locker.changes() == (DoorChange(ONE, Change.CLOSED),)


def test_what_is_said_in_the_middle_of_an_exchange_is_heard() -> None:
    said = frames_8a.lock_says(0x82, 1, 1, 0x00)
    with scripted((ASK_ALL, ALL_SHUT), (ASK_ALL, said + _b(ONE_OPEN))) as (wire, clock):
        locker = cabinet(wire, clock)
        locker.changes()
        assert locker.changes() == (DoorChange(ONE, Change.FORCED),)


def test_a_door_that_was_asked_for_is_not_forced_and_one_long_after_is() -> None:
    opening: list[tuple[bytes, Said]] = [(ASK_ONE, SHUT), (PULSE, PULSED), (ASK_ONE, AJAR)]
    with scripted(*opening, (ASK_ALL, ONE_OPEN), (ASK_ALL, ALL_SHUT), (ASK_ALL, ONE_OPEN)) as (wire, clock):
        locker = cabinet(wire, clock)
        locker.open(ONE)
        assert locker.changes() == (DoorChange(ONE, Change.OPENED),)
        assert locker.changes() == (DoorChange(ONE, Change.CLOSED),)
        clock.pause(ASKED_S)
        assert locker.changes() == (DoorChange(ONE, Change.FORCED),)


def test_a_contact_that_stops_making_sense_is_lost() -> None:
    odd = frames_8a.lock_says(0x80, 1, 1, 0x44)
    with scripted((ASK_ONE, SHUT), (ASK_ONE, odd), (ASK_ALL, ALL_SHUT)) as (wire, clock):
        locker = cabinet(wire, clock)
        locker.state(ONE)
        locker.state(ONE)
        assert [change.change for change in locker.changes()] == [Change.LOST, Change.CLOSED]


def test_changes_seen_before_a_board_fell_silent_are_not_lost() -> None:
    wiring = {1: Wiring(locks=24), 2: Wiring(locks=24)}
    two = frames_8a.status_of_all(2)
    rounds: list[tuple[bytes, Said]] = [(ASK_ALL, ALL_SHUT), (two, frames_8a.board_says(2, 0xFFFFFF))]
    silent: list[tuple[bytes, Said]] = [(ASK_ALL, ONE_OPEN), (two, None), (two, None)]
    back: list[tuple[bytes, Said]] = [(ASK_ALL, ONE_OPEN), (two, frames_8a.board_says(2, 0xFFFFFF))]
    with scripted(*rounds, *silent, *back) as (wire, clock):
        locker = Cabinet(Board8A(Bus(wire, clock)), wiring, clock)
        assert locker.changes() == ()
        _fails(locker.changes, Fault.ABSENT)
        assert locker.changes() == (DoorChange(ONE, Change.FORCED),)


@pytest.mark.parametrize(
    ("bad", "fault"), [(None, Fault.ABSENT), ("80 01 01 11 90", Fault.GARBLED), ("FF 00 81", Fault.GARBLED)]
)
def test_one_bad_answer_is_asked_for_again_and_two_are_a_fault(bad: Said, fault: Fault) -> None:
    with scripted((ASK_ONE, bad), (ASK_ONE, SHUT)) as (wire, clock):
        assert cabinet(wire, clock).state(ONE).door is Door.CLOSED
    with scripted((ASK_ONE, bad), (ASK_ONE, bad)) as (wire, clock):
        _fails(lambda: cabinet(wire, clock).state(ONE), fault)


def test_a_broken_line_is_gone() -> None:
    with scripted((ASK_ONE, Fault.GONE)) as (wire, clock):
        _fails(lambda: cabinet(wire, clock).state(ONE), Fault.GONE)


def test_cu16_opens_by_asking_the_board() -> None:
    pulse = frames_cu16.open_one(0, 1)
    with scripted((CU_ASK, CU_SHUT), (pulse, CU_SHUT), (CU_ASK, CU_SHUT), (CU_ASK, CU_OPEN)) as (wire, clock):
        cu16(wire, clock).open(Compartment(0, 1))


def test_cu16_senses_items_where_sensors_are_fitted() -> None:
    with scripted((CU_ASK, CU_ITEM), (CU_ASK, CU_ITEM)) as (wire, clock):
        states = cu16(wire, clock).board(0)
        assert [state.item for state in states[:2]] == [Item.PRESENT, Item.ABSENT]
        assert cu16(wire, clock, sensors=False).state(Compartment(0, 1)).item is Item.NOT_FITTED


def test_a_check_counts_the_compartments() -> None:
    with scripted((CU_ASK, CU_SHUT)) as (wire, clock):
        assert cu16(wire, clock).check() == 16


def test_close_gives_the_line_back() -> None:
    with scripted() as (wire, clock):
        cabinet(wire, clock).close()
        cu16(wire, clock).close()
        assert wire.is_closed


def _b(text: str) -> bytes:
    return bytes.fromhex(text)


def _fails(call: Callable[[], object], fault: Fault) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        call()
    assert caught.value.fault is fault
    return caught.value

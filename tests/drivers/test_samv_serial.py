"""The driver of SAM-V readers, against a script of the wire."""

from collections.abc import Callable

import pytest
from card_samples import CITIZEN, CITIZEN_RECORD, read_reply
from scripted_wire import Said, scripted

from drivers.faults import DeviceError, Fault
from drivers.idcard import CardKind, frames
from drivers.idcard.frames import Reply, Status
from drivers.idcard.record import record_of
from drivers.idcard.samv_serial import HEADER_S, WHOLE_S, SamVSerialReader

FOUND = Reply(Status.CARD_FOUND, bytes(4)).encoded()
NO_CARD = Reply(Status.FIND_FAILED).encoded()
OK = Reply(Status.SUCCESS).encoded()
SELECTED = Reply(Status.SUCCESS, bytes(8)).encoded()
SAM_ID = bytes.fromhex("AA AA AA 96 69 00 14 00 00 90 05 00 01 00 E5 D6 34 01 40 E2 01 00 B1 68 DE 3A 18")


class Decoder:
    def decode(self, wlt: bytes) -> bytes | None:
        assert wlt == bytes(1024)
        return b"BM picture"


def test_a_card_is_there_or_not() -> None:
    with scripted((frames.FIND, FOUND), (frames.FIND, NO_CARD)) as (wire, clock):
        reader = SamVSerialReader(wire, clock)
        assert reader.card_present()
        assert not reader.card_present()


def test_select_and_read_give_the_card() -> None:
    with scripted((frames.SELECT, SELECTED), (frames.READ, read_reply(CITIZEN_RECORD))) as (wire, clock):
        card = SamVSerialReader(wire, clock, Decoder()).read()
    assert (card.name, card.number, card.portrait) == (CITIZEN["name"], CITIZEN["number"], b"BM picture")


def test_without_a_decoder_the_card_has_no_portrait() -> None:
    with scripted((frames.SELECT, SELECTED), (frames.READ, read_reply(CITIZEN_RECORD))) as (wire, clock):
        assert SamVSerialReader(wire, clock).read().portrait is None


def test_the_check_gives_the_modules_number() -> None:
    with scripted((frames.SAM_STATUS, OK), (frames.SAM_ID, SAM_ID)) as (wire, clock):
        assert SamVSerialReader(wire, clock).check() == "05.01-20240101-0000123456-0987654321"


def test_a_sam_number_of_another_length_is_garbled() -> None:
    with scripted((frames.SAM_STATUS, OK), (frames.SAM_ID, SELECTED), (frames.SAM_ID, SELECTED)) as (wire, clock):
        _fails(SamVSerialReader(wire, clock).check, Fault.GARBLED)


def test_silence_is_absence_after_the_header_limit() -> None:
    with scripted((frames.FIND, None)) as (wire, clock):
        began = clock.seconds
        _fails(SamVSerialReader(wire, clock).card_present, Fault.ABSENT)
        assert clock.seconds - began == pytest.approx(HEADER_S)


def test_a_torn_frame_is_garbled_after_the_whole_limit_and_asked_for_once_more() -> None:
    torn = read_reply(CITIZEN_RECORD)[:700]
    with scripted((frames.SELECT, SELECTED), (frames.READ, torn), (frames.READ, torn)) as (wire, clock):
        began = clock.seconds
        _fails(SamVSerialReader(wire, clock).read, Fault.GARBLED)
        assert clock.seconds - began == pytest.approx(2 * WHOLE_S)


def test_a_damaged_reply_is_asked_for_once_more() -> None:
    damaged = FOUND[:-1] + b"\x00"
    with scripted((frames.FIND, damaged), (frames.FIND, FOUND)) as (wire, clock):
        assert SamVSerialReader(wire, clock).card_present()


@pytest.mark.parametrize(
    "damaged",
    [
        FOUND[:-1] + b"\x00",
        bytes.fromhex("FF 00 AA AA 81 96"),
        FOUND[:6],
        FOUND[:6] + b"\x07" + FOUND[7:],
        FOUND[:6] + b"\x09" + FOUND[7:],
        Reply(0x77).encoded(),
        frames.frame(b"\x01\x00\x9f"),
        OK,
    ],
)
def test_what_stays_garbled_is_a_fault(damaged: bytes) -> None:
    with scripted((frames.FIND, damaged), (frames.FIND, damaged)) as (wire, clock):
        _fails(SamVSerialReader(wire, clock).card_present, Fault.GARBLED)


def test_noise_before_and_behind_a_reply_does_no_harm() -> None:
    noise = bytes.fromhex("FF 00 AA AA 81 96")
    with scripted((frames.FIND, noise + FOUND + noise), (frames.FIND, noise + NO_CARD)) as (wire, clock):
        reader = SamVSerialReader(wire, clock)
        assert reader.card_present()
        assert not reader.card_present()


def test_a_stale_reply_is_no_answer_and_the_question_is_repeated() -> None:
    select: list[tuple[bytes, Said]] = [(frames.SELECT, FOUND), (frames.SELECT, SELECTED)]
    read: list[tuple[bytes, Said]] = [(frames.READ, SELECTED), (frames.READ, read_reply(CITIZEN_RECORD))]
    with scripted(*select, *read) as (wire, clock):
        assert SamVSerialReader(wire, clock).read().name == CITIZEN["name"]


def test_a_broken_line_is_gone() -> None:
    with scripted((frames.FIND, Fault.GONE)) as (wire, clock):
        _fails(SamVSerialReader(wire, clock).card_present, Fault.GONE)


REFUSALS = [status for status in Status if frames.fault_of(status) is not None]


@pytest.mark.parametrize("status", REFUSALS)
def test_each_refusal_of_a_read_is_the_fault_of_its_code(status: Status) -> None:
    refusal = Reply(status).encoded()
    fault = frames.fault_of(status)
    assert fault is not None
    times = 2 if fault is Fault.GARBLED else 1
    with scripted((frames.SELECT, SELECTED), *[(frames.READ, refusal)] * times) as (wire, clock):
        error = _fails(SamVSerialReader(wire, clock).read, fault)
        assert error.detail == f"SW3 {status:02X} to 30 01"


def test_a_card_taken_away_before_select_is_unreadable() -> None:
    with scripted((frames.SELECT, Reply(Status.SELECT_FAILED).encoded())) as (wire, clock):
        _fails(SamVSerialReader(wire, clock).read, Fault.CARD_UNREADABLE)


def test_a_card_that_contradicts_itself_is_invalid_and_says_nothing_of_it() -> None:
    record = record_of(CardKind.CITIZEN, {**CITIZEN, "birth": "19900102"})
    with scripted((frames.SELECT, SELECTED), (frames.READ, read_reply(record))) as (wire, clock):
        error = _fails(SamVSerialReader(wire, clock).read, Fault.CARD_INVALID)
        assert CITIZEN["number"] not in str(error)


def test_close_gives_the_line_back() -> None:
    with scripted() as (wire, clock):
        SamVSerialReader(wire, clock).close()
        assert wire.is_closed


def _fails(call: Callable[[], object], fault: Fault) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        call()
    assert caught.value.fault is fault
    return caught.value

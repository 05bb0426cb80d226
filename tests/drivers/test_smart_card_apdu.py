"""APDUs and TLV: bytes to values and back, the manners of T=0, every status word, and whatever a bad card may send."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_chip import ScriptedChip

from drivers.faults import DeviceError, Fault
from drivers.smart_card import social_security, staff_card, travel_document
from drivers.smart_card.apdu import (
    GET_RESPONSES_MAX,
    Command,
    PlainChip,
    Reply,
    StatusWord,
    command_of,
    done,
    fault_of,
    reply_of,
    select_application,
    tries_left,
)
from drivers.smart_card.tlv import TlvError, find, objects, tlv


@pytest.mark.parametrize(
    ("command", "written"),
    [
        (
            select_application(social_security.AID, answer=True),
            "00 A4 04 00 0F 73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF",
        ),
        (select_application(travel_document.AID, answer=False), "00 A4 04 0C 07 A0 00 00 02 47 10 01"),
        (select_application(staff_card.AID, answer=False), "00 A4 04 0C 07 F0 4B 49 4F 53 4B 01"),
        (Command(0x00, 0x84, 0x00, 0x00, le=8), "00 84 00 00 08"),
        (Command(0x00, 0xB0, 0x00, 0x00, le=256), "00 B0 00 00 00"),
        (Command(0x00, 0x20, 0x00, 0x00, bytes.fromhex("123456")), "00 20 00 00 03 12 34 56"),
        (Command(0x00, 0x82, 0x00, 0x00, bytes(40), 40), "00 82 00 00 28" + " 00" * 40 + " 28"),
        (Command(0x00, 0xB1, 0x00, 0x00), "00 B1 00 00"),
    ],
)
def test_commands_are_those_of_the_protocol_sheet(command: Command, written: str) -> None:
    assert command.encoded() == bytes.fromhex(written)
    assert command_of(command.encoded()) == command


def test_t0_has_no_place_for_the_length_of_an_answer_behind_data() -> None:
    command = Command(0x00, 0x88, 0x00, 0x00, b"\x01\x02", le=8)
    assert command.encoded(with_le=False) == bytes.fromhex("00 88 00 00 02 01 02")
    assert Command(0x00, 0x84, 0x00, 0x00, le=8).encoded(with_le=False) == bytes.fromhex("00 84 00 00 08")


@pytest.mark.parametrize(
    "command", [Command(0, 0, 0, 0, bytes(256)), Command(0, 0, 0, 0, le=0), Command(0, 0, 0, 0, le=257)]
)
def test_what_no_short_apdu_can_say_is_refused(command: Command) -> None:
    with pytest.raises(ValueError, match="short APDU"):
        command.encoded()


@pytest.mark.parametrize(
    "written", ["", "00 A4 04", "00 A4 04 00 02 01", "00 A4 04 00 01 02 03 04", "00 A4 04 00 00 01"]
)
def test_a_command_cut_short_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"APDU has|Lc says"):
        command_of(bytes.fromhex(written))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_crash_the_cards_side(data: bytes) -> None:
    try:
        command = command_of(data)
    except ValueError:
        return
    assert command.encoded() == data


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_answer_crashes_the_drivers_side(data: bytes) -> None:
    if len(data) >= 2:
        assert reply_of(data).encoded() == data
        return
    with pytest.raises(DeviceError) as caught:
        reply_of(data)
    assert caught.value.fault is Fault.CARD_UNREADABLE


def test_t0_announces_an_answer_and_hands_it_over_when_it_is_fetched() -> None:
    card = ScriptedChip(
        ("00 A4 04 00 02 AA BB", "61 10"), ("00 C0 00 00 10", "01 02 61 01"), ("00 C0 00 00 01", "03 90 00")
    )
    reply = card.chip(is_t0=True).ask(Command(0x00, 0xA4, 0x04, 0x00, b"\xaa\xbb", le=256))
    assert reply == Reply(StatusWord.SUCCESS, b"\x01\x02\x03")
    card.assert_done()


def test_a_wrong_length_is_corrected_once_and_no_more() -> None:
    card = ScriptedChip(("00 B2 01 04 14", "6C 12"), ("00 B2 01 04 12", "01 02 90 00"))
    assert done(card.chip(), Command(0x00, 0xB2, 0x01, 0x04, le=0x14)) == b"\x01\x02"
    stubborn = ScriptedChip(("00 B2 01 04 14", "6C 12"), ("00 B2 01 04 12", "6C 11"))
    with pytest.raises(DeviceError) as caught:
        done(stubborn.chip(), Command(0x00, 0xB2, 0x01, 0x04, le=0x14))
    assert caught.value.fault is Fault.CARD_UNREADABLE
    stubborn.assert_done()


@pytest.mark.parametrize("answer", [b"\x61\x00", bytes(256) + b"\x61\x00"])
def test_a_card_that_announces_for_ever_is_stopped(answer: bytes) -> None:
    asked = 0

    def transmit(_: bytes) -> bytes:
        nonlocal asked
        asked += 1
        return answer

    with pytest.raises(DeviceError) as caught:
        PlainChip(transmit, is_t0=True).ask(Command(0x00, 0xA4, 0x04, 0x00, b"\x01"))
    assert caught.value.fault is Fault.CARD_UNREADABLE
    assert asked == GET_RESPONSES_MAX + 1


def test_every_status_word_has_its_fault() -> None:
    no_fault = {status for status in StatusWord if fault_of(status) is None}
    assert no_fault == {StatusWord.SUCCESS, StatusWord.END_OF_FILE}
    assert {fault_of(status) for status in StatusWord} == {None, Fault.REFUSED, Fault.CARD_UNREADABLE}
    assert fault_of(StatusWord.SECURITY_NOT_SATISFIED) is Fault.REFUSED
    assert fault_of(StatusWord.NOT_FOUND) is Fault.CARD_UNREADABLE
    assert [fault_of(code) for code in (0x6110, 0x6C12)] == [None, None]
    assert [tries_left(code) for code in (0x63C0, 0x63C2, 0x6300, 0x9000)] == [0, 2, None, None]
    assert fault_of(0x63C2) is Fault.REFUSED


@settings(deadline=None)
@given(st.integers(0, 0xFFFF))
def test_a_status_word_nobody_knows_is_the_cards_fault_and_never_success(code: int) -> None:
    if code not in list(StatusWord) and code >> 8 not in (0x61, 0x6C) and tries_left(code) is None:
        assert fault_of(code) is Fault.CARD_UNREADABLE


def test_an_error_names_the_command_and_never_its_data() -> None:
    card = ScriptedChip(("00 20 00 00 03 12 34 56", "6A 80"))
    with pytest.raises(DeviceError) as caught:
        done(card.chip(), Command(0x00, 0x20, 0x00, 0x00, bytes.fromhex("123456")))
    assert str(caught.value) == "card_unreadable: SW 6A80 to 00 20 00 00"
    assert "12" not in repr(Command(0x00, 0x20, 0x00, 0x00, bytes.fromhex("121212")))


@pytest.mark.parametrize(
    ("tag", "size", "head"),
    [(0x5C, 3, "5C 03"), (0x5F1F, 90, "5F 1F 5A"), (0x87, 0x80, "87 81 80"), (0x75, 15_000, "75 82 3A 98")],
)
def test_data_objects_are_written_and_found(tag: int, size: int, head: str) -> None:
    written = tlv(tag, bytes(size))
    assert written[:-size] == bytes.fromhex(head)
    assert list(objects(written)) == [(tag, bytes(size))]
    assert find(tlv(0x61, tlv(0x7F60, written)), tag) == bytes(size)


@pytest.mark.parametrize(
    "written", ["5F", "5F 81 82 83 01 00", "61", "61 80", "61 85 01 01 01 01 01", "61 82 01", "61 02 00", "04 FF"]
)
def test_what_is_no_tlv_says_so(written: str) -> None:
    with pytest.raises(TlvError):
        list(objects(bytes.fromhex(written)))


def test_padding_between_objects_is_allowed() -> None:
    assert list(objects(bytes.fromhex("00 FF 5C 01 AA 00 00 04 00"))) == [(0x5C, b"\xaa"), (0x04, b"")]


def test_objects_nested_without_end_are_refused() -> None:
    data = b""
    for _ in range(40):
        data = tlv(0x61, data)
    with pytest.raises(TlvError, match="too deep"):
        find(data, 0x5F1F)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_crash_the_tlv_parser(data: bytes) -> None:
    try:
        for tag, value in objects(data):
            assert value in data
            assert tag > 0
        find(data, 0x5F2E)
    except TlvError:
        return


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([0x04, 0x5C, 0x5F1F, 0x7F60, 0x87]), st.binary(max_size=300)), max_size=5))
def test_what_is_written_is_read_again(parts: list[tuple[int, bytes]]) -> None:
    assert list(objects(b"".join(tlv(tag, value) for tag, value in parts))) == parts

"""SAM-V frames: every worked frame of the protocol, whole, torn and in noise."""

import pytest
from card_samples import CITIZEN_RECORD, PUBLISHED, published_reply, read_reply
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.faults import Fault
from drivers.idcard import CardKind, frames
from drivers.idcard.frames import Contents, FrameError, FrameParser, Reply, Status

PREAMBLE = "AA AA AA 96 69 "


@pytest.mark.parametrize(
    ("request_bytes", "written"),
    [
        (frames.RESET_SAM, "00 03 10 FF EC"),
        (frames.SAM_STATUS, "00 03 11 FF ED"),
        (frames.SAM_ID, "00 03 12 FF EE"),
        (frames.FIND, "00 03 20 01 22"),
        (frames.SELECT, "00 03 20 02 21"),
        (frames.READ, "00 03 30 01 32"),
        (frames.READ_NEWEST_ADDRESS, "00 03 30 03 30"),
        (frames.READ_WITH_FINGERPRINTS, "00 03 30 10 23"),
        (frames.RADIO_PAYLOAD_80, "00 04 61 FF 50 CA"),
        (frames.request(0x60, 0x00), "00 03 60 00 63"),
        (frames.request(0x60, 0x01), "00 03 60 01 62"),
        (frames.request(0x60, 0x02), "00 03 60 02 61"),
        (frames.request(0x60, 0x03), "00 03 60 03 60"),
        (frames.request(0x60, 0x04), "00 03 60 04 67"),
    ],
)
def test_requests_are_those_of_the_protocol_sheet(request_bytes: bytes, written: str) -> None:
    assert request_bytes == bytes.fromhex(PREAMBLE + written)


REPLIES = [
    ("00 04 00 00 90 94", Reply(Status.SUCCESS)),
    ("00 08 00 00 9F 00 00 00 00 97", Reply(Status.CARD_FOUND, bytes(4))),
    ("00 04 00 00 80 84", Reply(Status.FIND_FAILED)),
    ("00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", Reply(Status.SUCCESS, bytes(8))),
    ("00 04 00 00 81 85", Reply(Status.SELECT_FAILED)),
    ("00 04 00 00 41 45", Reply(Status.READ_FAILED)),
    ("00 04 00 00 31 35", Reply(Status.CARD_TO_SAM_AUTHENTICATION_FAILED)),
    ("00 04 00 00 32 36", Reply(Status.SAM_TO_CARD_AUTHENTICATION_FAILED)),
    ("00 04 00 00 33 37", Reply(Status.INFORMATION_VERIFICATION_FAILED)),
    ("00 04 00 00 91 95", Reply(Status.NOT_ON_CARD)),
    ("00 04 00 00 10 14", Reply(Status.REQUEST_CHECK_WRONG)),
    ("00 04 00 00 11 15", Reply(Status.REQUEST_LENGTH_WRONG)),
    ("00 04 00 00 21 25", Reply(Status.BAD_COMMAND)),
    ("00 04 00 00 24 20", Reply(Status.UNKNOWN_ERROR)),
    ("00 04 00 00 40 44", Reply(Status.UNRECOGNISED_CARD_TYPE)),
    ("00 04 00 00 47 43", Reply(Status.RANDOM_NUMBER_FAILED)),
    ("00 04 00 00 60 64", Reply(Status.SAM_SELF_TEST_FAILED)),
    ("00 04 00 00 66 62", Reply(Status.SAM_NOT_AUTHORISED)),
]


@pytest.mark.parametrize(("written", "reply"), REPLIES)
def test_replies_are_understood_whole_and_byte_by_byte_and_written_alike(written: str, reply: Reply) -> None:
    data = bytes.fromhex(PREAMBLE + written)
    assert reply.encoded() == data
    assert _body(data) == data[7:-1]
    assert _body(*(bytes([byte]) for byte in data)) == data[7:-1]
    assert frames.reply_of(data[7:-1]) == reply


@pytest.mark.parametrize("noise", ["00", "AA", "AA AA AA 96", "FF AA AA AA AA", "AA AA AA 96 69 00 00", "69 96 AA"])
def test_a_reply_is_found_behind_noise(noise: str) -> None:
    data = bytes.fromhex(PREAMBLE + REPLIES[1][0])
    assert _body(bytes.fromhex(noise) + data) == data[7:-1]
    assert _body(*(bytes([byte]) for byte in bytes.fromhex(noise) + data)) == data[7:-1]


def test_a_damaged_frame_does_not_hide_the_good_one_behind_it() -> None:
    good = bytes.fromhex(PREAMBLE + REPLIES[0][0])
    damaged = good[:-1] + b"\x00"
    assert _body(damaged + good) == good[7:-1]


def test_a_wrong_check_is_an_error_at_once_and_the_error_says_no_contents() -> None:
    whole = read_reply(CITIZEN_RECORD)
    with pytest.raises(FrameError) as caught:
        FrameParser().feed(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert str(caught.value) == "check wrong in a frame of 1295 bytes"


def test_the_parser_never_asks_for_more_than_the_frame_needs() -> None:
    data = bytes.fromhex(PREAMBLE + REPLIES[3][0])
    for split in range(len(data)):
        parser = FrameParser()
        assert parser.feed(data[:split]) is None
        assert 0 < parser.missing <= len(data) - split


def test_two_frames_in_one_piece_come_one_after_the_other() -> None:
    first, second = (bytes.fromhex(PREAMBLE + written) for written, _ in REPLIES[:2])
    parser = FrameParser()
    assert parser.feed(first + second) == first[7:-1]
    assert parser.feed(b"") == second[7:-1]


def test_the_worked_citizen_reply_has_its_length_beginning_and_check() -> None:
    whole = read_reply(CITIZEN_RECORD)
    assert len(whole) == 1295
    assert whole.hex(" ").upper().startswith("AA AA AA 96 69 05 08 00 00 90 01 00 04 00 4B 6D D5 8B")
    assert whole[-1] == 0xAB
    contents = frames.contents_of(frames.reply_of(whole[7:-1]).data)
    assert contents == Contents(CITIZEN_RECORD, bytes(1024))


@pytest.mark.parametrize(("kind", "fields", "check"), PUBLISHED)
def test_the_four_variants_have_the_published_checks(kind: CardKind, fields: dict[str, str], check: int) -> None:
    whole = published_reply(kind, fields)
    assert len(whole) == 1295
    assert whole[-1] == check


@pytest.mark.parametrize(
    ("fingerprint_bytes", "length", "total"), [(0, "050A", 1297), (512, "070A", 1809), (1024, "090A", 2321)]
)
def test_reads_with_fingerprints_have_three_pieces(fingerprint_bytes: int, length: str, total: int) -> None:
    contents = Contents(CITIZEN_RECORD, bytes(1024), bytes(fingerprint_bytes))
    data = frames.contents_data(contents, pieces=3)
    whole = Reply(Status.SUCCESS, data).encoded()
    assert (whole[5:7].hex().upper(), len(whole)) == (length, total)
    assert frames.contents_of(data, pieces=3) == contents


def test_the_newest_address_has_its_length() -> None:
    whole = Reply(Status.SUCCESS, "演".encode("utf-16-le") * 35).encoded()
    assert (whole[5:7].hex(), len(whole)) == ("004a", 81)


def test_the_sam_number_reads_as_on_its_label() -> None:
    whole = bytes.fromhex(PREAMBLE + "00 14 00 00 90 05 00 01 00 E5 D6 34 01 40 E2 01 00 B1 68 DE 3A 18")
    assert frames.sam_id_of(frames.reply_of(_body(whole)).data) == "05.01-20240101-0000123456-0987654321"
    with pytest.raises(FrameError):
        frames.sam_id_of(bytes(15))


@pytest.mark.parametrize(
    "data", [b"", b"\x01\x00\x04\x00", b"\x01\x00\x04\x01" + bytes(1281), b"\x01\x00\x04\x00" + bytes(1279)]
)
def test_pieces_that_do_not_fill_the_data_are_refused(data: bytes) -> None:
    with pytest.raises(FrameError):
        frames.contents_of(data)


@pytest.mark.parametrize("body", [b"", b"\x00\x00", b"\x00\x01\x90", b"\x90\x00\x00"])
def test_a_status_that_does_not_begin_with_two_zeros_is_refused(body: bytes) -> None:
    with pytest.raises(FrameError):
        frames.reply_of(body)


NO_FAULT = {Status.SUCCESS, Status.CARD_FOUND, Status.FIND_FAILED, Status.NOT_ON_CARD}


def test_every_code_has_a_name_and_one_meaning() -> None:
    published = "10 11 21 23 24 31 32 33 37 3F 40 41 47 60 66 80 81 90 91 9F"
    assert {status.value for status in Status} == set(bytes.fromhex(published))
    for code in range(256):
        fault = frames.fault_of(code)
        if code not in set(Status):
            assert fault is Fault.GARBLED
        else:
            assert (fault is None) == (Status(code) in NO_FAULT)
    assert frames.fault_of(0x66) is Fault.BROKEN
    assert frames.fault_of(0x41) is frames.fault_of(0x81) is frames.fault_of(0x31) is Fault.CARD_UNREADABLE


@settings(deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=40), st.just(frames.FIND), st.just(frames.PREAMBLE)), max_size=12))
def test_no_stream_crashes_the_parser(pieces: list[bytes]) -> None:
    parser = FrameParser()
    for piece in pieces:
        try:
            body = parser.feed(piece)
        except FrameError:
            continue
        assert body is None or len(body) >= 2
        assert parser.missing >= 0


@settings(deadline=None)
@given(st.binary(min_size=2, max_size=300), st.binary(max_size=50))
def test_any_body_survives_its_frame(body: bytes, rest: bytes) -> None:
    assert FrameParser().feed(frames.frame(body) + rest) == body


def _body(*pieces: bytes) -> bytes:
    parser = FrameParser()
    for piece in pieces[:-1]:
        assert parser.feed(piece) is None
    body = parser.feed(pieces[-1])
    assert body is not None
    return body

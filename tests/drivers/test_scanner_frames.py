"""Commands and answers of code scanners, and the codes between them: published frames, noise, and what is refused."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.code_scanner import Code, frames, gm65, newland
from drivers.code_scanner.frames import Answer, Gm65Status, NewlandStatus
from drivers.code_scanner.payloads import DOUBLE_S, PAYLOAD_BYTES_MAX, Doubles, Ending, PayloadCutter, PayloadError
from drivers.faults import Fault
from drivers.frame_cutter import FrameCutter

NOISE = bytes.fromhex("FF 00 AA AA 81 96")
DONE = bytes.fromhex("02 00 00 01 00 33 31")
TRIGGERED = frames.newland_answer(b"#SCNTRG1", NewlandStatus.DONE)


@pytest.mark.parametrize(
    ("made", "published"),
    [
        (gm65.START[:-2] + frames.GM65_UNCHECKED, "7E 00 08 01 00 02 01 AB CD"),
        (gm65.START, "7E 00 08 01 00 02 01 02 DA"),
        (frames.gm65_request(8, 0x00D9, b"\xd3"), "7E 00 08 01 00 D9 D3 20 38"),
        (gm65.QUESTION, "7E 00 07 01 00 2A 02 D8 0F"),
        (frames.gm65_request(9, 0, b"\x00"), "7E 00 09 01 00 00 00 DE C8"),
        (frames.gm65_answer(Gm65Status.DONE), "02 00 00 01 00 33 31"),
        (frames.gm65_answer(Gm65Status.CRC_WRONG), "02 00 01 01 00 04 01"),
        (frames.gm65_answer(Gm65Status.UNKNOWN_COMMAND), "02 00 03 01 00 6A 61"),
        (newland.START, "7E 01 30 30 30 30 23 53 43 4E 54 52 47 31 3B 03"),
        (newland.STOP, "7E 01 30 30 30 30 23 53 43 4E 54 52 47 30 3B 03"),
        (frames.newland_request("SCNMOD0", keeps=True), "7E 01 30 30 30 30 40 53 43 4E 4D 4F 44 30 3B 03"),
        (frames.newland_request("SCNMOD2", keeps=True), "7E 01 30 30 30 30 40 53 43 4E 4D 4F 44 32 3B 03"),
        (frames.newland_request("SCNMOD3", keeps=True), "7E 01 30 30 30 30 40 53 43 4E 4D 4F 44 33 3B 03"),
        (TRIGGERED, "02 01 30 30 30 30 23 53 43 4E 54 52 47 31 06 3B 03"),
    ],
)
def test_frames_are_made_as_published(made: bytes, published: str) -> None:
    assert made == bytes.fromhex(published)


@pytest.mark.parametrize(
    ("made", "frame", "answer"),
    [
        (frames.gm65_cutter, "02 00 00 01 00 33 31", Answer(0, b"\x00")),
        (frames.gm65_cutter, "02 00 01 01 00 04 01", Answer(1, b"\x00")),
        (frames.gm65_cutter, "02 00 03 01 00 6A 61", Answer(3, b"\x00")),
        (frames.gm65_cutter, frames.gm65_answer(0, b"\x39\x01").hex(), Answer(0, b"\x39\x01")),
        (frames.newland_cutter, TRIGGERED.hex(), Answer(6, b"#SCNTRG1")),
        (frames.newland_cutter, "02 01 30 30 30 30 40 53 43 4E 4D 4F 44 39 05 3B 03", Answer(5, b"@SCNMOD9")),
    ],
)
def test_answers_however_they_come(made: Callable[[], FrameCutter[Answer]], frame: str, answer: Answer) -> None:
    whole = bytes.fromhex(frame)
    assert made().feed(whole) == [answer]
    assert made().feed(NOISE + whole + NOISE) == [answer]
    cutter = made()
    for byte in whole[:-1]:
        assert cutter.feed(bytes([byte])) == []
    assert cutter.feed(whole[-1:]) == [answer]


def test_a_code_right_behind_an_answer_is_left_as_it_is() -> None:
    cutter = frames.gm65_cutter()
    assert cutter.first(DONE + b"\x02code\r") == [Answer(0, b"\x00")]
    assert cutter.take_rest() == b"\x02code\r"


@pytest.mark.parametrize("wrong", ["02 00 00 01 00 33 30", "02 00 00 FF 00 33 31", "02 01 00 01 00 33 31", "7E 00 08"])
def test_answers_that_are_none(wrong: str) -> None:
    cutter = frames.gm65_cutter()
    assert cutter.feed(bytes.fromhex(wrong)) + cutter.give_up() == []


def test_a_newland_answer_that_never_ends_is_noise() -> None:
    cutter = frames.newland_cutter()
    assert cutter.feed(frames.NEWLAND_REPLY + b"#" + b"A" * 100) == []
    assert not cutter.has_begun


def test_every_status_has_one_meaning() -> None:
    gm = {0x00: None, 0x01: Fault.GARBLED, 0x03: Fault.REFUSED}
    assert [frames.gm65_fault_of(code) for code in range(256)] == [gm.get(code, Fault.UNKNOWN) for code in range(256)]
    nl = {0x06: None, 0x15: Fault.REFUSED, 0x05: Fault.REFUSED}
    assert [frames.newland_fault_of(n) for n in range(256)] == [nl.get(n, Fault.UNKNOWN) for n in range(256)]


@pytest.mark.parametrize("ending", list(Ending))
def test_a_code_ends_as_set(ending: Ending) -> None:
    cutter = PayloadCutter(ending)
    stream = "码ABC".encode("gbk") + ending.suffix
    for at in range(len(stream) - 1):
        assert cutter.feed(stream[at : at + 1]) is None
    got = cutter.feed(stream[-1:])
    assert (got if ending.suffix else cutter.gap()) == "码ABC".encode("gbk")
    assert cutter.gap() is None


def test_two_codes_at_once_come_one_after_the_other_and_an_empty_one_is_none() -> None:
    cutter = PayloadCutter(Ending.CR)
    assert cutter.feed(b"\r\rone\r\rtwo\r") == b"one"
    assert cutter.feed(b"") == b"two"
    assert cutter.feed(b"") is None


def test_half_a_code_is_dropped() -> None:
    cutter = PayloadCutter(Ending.CRLF)
    assert cutter.feed(b"half\r") is None
    assert cutter.gap() is None
    assert cutter.unfinished == 1
    assert cutter.feed(b"whole\r\n") == b"whole"


@pytest.mark.parametrize("ending", list(Ending))
@pytest.mark.parametrize("byte", [0x00, 0x09, 0x0A, 0x1D, 0x1F, 0x7F])
def test_control_bytes_are_refused_and_the_next_code_is_read(ending: Ending, byte: int) -> None:
    cutter = PayloadCutter(ending)
    with pytest.raises(PayloadError) as caught:
        _whole(cutter, b"secret" + bytes([byte]), ending)
    assert "secret" not in str(caught.value)
    assert _whole(cutter, b"next", ending) == b"next"


@pytest.mark.parametrize("ending", list(Ending))
def test_the_longest_code_is_read_and_a_longer_one_refused(ending: Ending) -> None:
    cutter = PayloadCutter(ending)
    assert _whole(cutter, b"A" * PAYLOAD_BYTES_MAX, ending) == b"A" * PAYLOAD_BYTES_MAX
    for length in (PAYLOAD_BYTES_MAX + 1, 100_000):
        for at in range(0, length, 1000):
            assert cutter.feed(b"A" * min(1000, length - at)) is None
        with pytest.raises(PayloadError, match=f"^{length} bytes$"):
            _whole(cutter, b"", ending)
    assert _whole(cutter, b"next", ending) == b"next"


def test_a_code_that_is_shown_on_and_on_counts_once() -> None:
    doubles = Doubles()
    assert not doubles.is_double(b"one", 10.0)
    assert doubles.is_double(b"one", 11.9)
    assert doubles.is_double(b"one", 13.8)
    assert not doubles.is_double(b"one", 13.8 + DOUBLE_S)
    assert not doubles.is_double(b"two", 16.0)
    assert not doubles.is_double(b"one", 16.1)
    doubles.clear()
    assert not doubles.is_double(b"one", 16.2)


def test_a_code_never_shows_itself() -> None:
    assert "secret" not in repr(Code(b"secret"))
    assert "secret" not in repr(Answer(0, b"secret"))


@settings(deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=30), st.just(DONE), st.just(TRIGGERED), st.just(b"\x02\x010000#"))))
def test_no_stream_crashes_a_cutter(pieces: list[bytes]) -> None:
    for cutter in (frames.gm65_cutter(), frames.newland_cutter()):
        for piece in pieces:
            cutter.feed(piece)
            assert cutter.missing > 0
        cutter.give_up()


@settings(deadline=None)
@given(st.sampled_from(Ending), st.lists(st.binary(max_size=50), max_size=20))
def test_what_is_read_is_clean_whatever_comes(ending: Ending, pieces: list[bytes]) -> None:
    cutter = PayloadCutter(ending)
    for piece in pieces:
        try:
            payloads = [cutter.feed(piece), cutter.gap()]
        except PayloadError:
            continue
        for payload in payloads:
            assert payload is None or (0 < len(payload) <= PAYLOAD_BYTES_MAX and min(payload) >= 0x20)


def _whole(cutter: PayloadCutter, payload: bytes, ending: Ending) -> bytes | None:
    return cutter.feed(payload + ending.suffix) if ending.suffix else cutter.feed(payload) or cutter.gap()

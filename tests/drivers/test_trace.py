"""A wire trace shows what passed and never a byte of a person, however the line cuts, delays and garbles it."""

import re
import stat
from collections.abc import Iterable
from pathlib import Path

import pytest
from card_samples import CITIZEN_RECORD
from hypothesis import given
from hypothesis import strategies as st
from scripted_wire import FakeClock, ScriptedWire

from drivers import trace
from drivers.a4_printer import trace as a4_trace
from drivers.faults import DeviceError, Fault
from drivers.idcard import frames, samv_serial
from drivers.idcard import trace as idcard_trace
from drivers.idcard.frames import Reply, Status
from drivers.receipt_printer import Line, Slip
from drivers.receipt_printer import trace as receipt_trace
from drivers.receipt_printer.compose import Composer, paper_of
from drivers.trace import CONTEXT_BYTES_MAX, TRACE_BYTES_MAX, Shown, TracedWire, TraceFolder
from drivers.wire_faults import GARBAGE

CANARY = 0xE7
"""A byte that stands for the person, and that nothing else here has."""


class Lines:
    """A sink that keeps what it is given."""

    def __init__(self, *, on: bool = True) -> None:
        self.on = on
        self.lines: list[str] = []

    def wants(self, name: str) -> bool:
        return self.on

    def take(self, name: str, line: str) -> None:
        self.lines.append(line)

    def shown(self) -> str:
        """The hex of all bytes that can be seen, across the lines."""
        words = " ".join(line.split(" ", 3)[3] for line in self.lines).split()
        return "".join(word for word in words if re.fullmatch("[0-9a-f]{2}", word))


class Replay:
    """A wire that says the pieces it is given, one a read, and swallows what is sent."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = list(pieces)

    def write(self, data: bytes) -> None: ...

    def read(self, size: int, within_s: float) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""

    def discard_input(self) -> None: ...

    def close(self) -> None: ...


def played(shown: Shown, said: Iterable[tuple[bool, bytes]]) -> Lines:
    """What is traced of pieces, each sent (True) or received."""
    lines = Lines()
    pieces = list(said)
    replay = Replay(piece for is_sent, piece in pieces if not is_sent)
    wire = TracedWire(replay, "device", lines, shown, FakeClock())
    for is_sent, piece in pieces:
        if is_sent:
            wire.write(piece)
        else:
            wire.read(4096, 1)
    return lines


def test_a_cards_reading_shows_times_directions_and_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, lines = FakeClock(), Lines()
    record = Reply(Status.SUCCESS, b"\x01\x00\x04\x00" + CITIZEN_RECORD + bytes(1024)).encoded()
    scripted = ScriptedWire(clock, (frames.SELECT, Reply(Status.SUCCESS, bytes(8)).encoded()), (frames.READ, record))
    wire = TracedWire(scripted, "idcard", lines, idcard_trace.shown, clock)
    card = samv_serial.SamVSerialReader(wire, clock).read()
    assert card.name == "测试"
    assert lines.lines[0] == "1000.000000 idcard > aa aa aa 96 69 00 03 20 02 21"
    assert lines.lines[1].startswith("1000.000000 idcard < aa aa aa 96 69 00 0c")
    assert " < " in lines.lines[-1]
    assert " hidden)" in lines.lines[-1]
    for word in ("测试", "440106199001010013", "天河"):
        assert word.encode("utf-16-le").hex() not in lines.shown()
    assert "aaaaaa96690508000090" in lines.shown(), "the head of the reply is to be seen"


BYTES = st.binary(max_size=12).map(lambda raw: raw.replace(bytes([CANARY]), b""))
CARD = st.integers(1, 1300).map(
    lambda size: (
        frames.PREAMBLE
        + (size + 4).to_bytes(2, "big").replace(b"\xe7", b"\xe8")
        + b"\x00\x00\x90"
        + bytes([CANARY]) * size
    )
)


def cut(stream: bytes, sizes: list[int]) -> list[bytes]:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(stream[at : at + size])
        at += size
    return [piece for piece in (*pieces, stream[at:]) if piece]


@given(
    st.lists(st.one_of(BYTES, CARD, st.just(GARBAGE)), max_size=4), st.lists(st.integers(1, 40), max_size=12), st.data()
)
def test_no_byte_of_a_card_is_shown_however_late_and_torn_it_comes(
    stream: list[bytes], sizes: list[int], data: st.DataObject
) -> None:
    said: list[tuple[bool, bytes]] = []
    for piece in cut(b"".join(stream), sizes):
        if data.draw(st.booleans()):
            said.append((True, frames.FIND))
        said.append((False, piece))
    shown = played(idcard_trace.shown, said).shown()
    assert "e7" not in [shown[at : at + 2] for at in range(0, len(shown), 2)]


@given(
    st.text(alphabet="张三丰李四1380", min_size=2, max_size=12), st.lists(st.integers(1, 30), max_size=12), st.data()
)
def test_no_word_of_a_slip_is_shown_wherever_it_is_cut(text: str, sizes: list[int], data: st.DataObject) -> None:
    slip = b"".join(Composer(paper_of(80), ()).compose(Slip((Line(text, large=True), Line(text)))))
    said: list[tuple[bool, bytes]] = []
    for piece in cut(slip, sizes):
        said.append((True, piece))
        if data.draw(st.booleans()):
            said += [(True, bytes.fromhex("10 04 01")), (False, b"\x16")]
    shown = bytes.fromhex(played(receipt_trace.shown, said).shown())
    for letter in set(text):
        assert letter.encode("gb18030") not in shown.replace(bytes.fromhex("10 04 01"), b"")


def test_status_of_a_receipt_printer_is_shown() -> None:
    lines = played(receipt_trace.shown, [(True, bytes.fromhex("10 04 01")), (False, b"\x16")])
    assert [line.split(" ", 2)[2] for line in lines.lines] == ["> 10 04 01", "< 16"]


NAMES = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZabc", min_size=4, max_size=20).map(lambda text: f"zq{text}")


@given(NAMES, st.lists(st.integers(1, 30), max_size=12), st.booleans())
def test_no_name_of_another_machines_job_is_shown(name: str, sizes: list[int], asks: bool) -> None:
    stream = (
        f'@PJL USTATUS JOB\r\nSTART\r\nNAME="{name}"\r\n\x0c@PJL INFO STATUS\r\nCODE=10001\r\nDISPLAY="{name}"\r\n\x0c'
    )
    said: list[tuple[bool, bytes]] = []
    for piece in cut(stream.encode(), sizes):
        said += [(True, b"@PJL INFO STATUS\r\n")] * asks + [(False, piece)]
    lines = played(a4_trace.shown, said)
    assert b"zq".hex() not in lines.shown()


def test_what_a_pjl_printer_says_of_itself_is_shown() -> None:
    said = b'@PJL INFO STATUS\r\nCODE=10001\r\nDISPLAY="Ready"\r\nONLINE=TRUE\r\n\x0c'
    shown = bytes.fromhex(played(a4_trace.shown, [(False, said)]).shown())
    assert shown == b"@PJL INFO STATUS\r\nCODE=10001\r\nONLINE=TRUE\r\n\x0c"


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (trace.everything, ["> 01 02", "< 03 04"]),
        (trace.sent_only, ["> 01 02", "< (2 hidden)"]),
        (trace.nothing, ["> (2 hidden)", "< (2 hidden)"]),
    ],
)
def test_the_three_plain_rules(shown: Shown, wanted: list[str]) -> None:
    lines = played(shown, [(True, b"\x01\x02"), (False, b"\x03\x04")])
    assert [line.split(" ", 2)[2] for line in lines.lines] == wanted


def test_a_stretch_beyond_the_context_is_hidden() -> None:
    said = [(False, bytes(CONTEXT_BYTES_MAX)), (False, b"\x01"), (False, b"\x02"), (True, b"\x03"), (False, b"\x04")]
    assert [line.split(" ", 2)[2] for line in played(trace.everything, said).lines[1:]] == [
        "< (1 hidden)",
        "< (1 hidden)",
        "> 03",
        "< 04",
    ]


def test_a_break_is_told_and_passed_on() -> None:
    clock, lines = FakeClock(), Lines()
    wire = TracedWire(ScriptedWire(clock, ("01", Fault.GONE)), "lock", lines, trace.everything, clock)
    wire.write(b"\x01")
    with pytest.raises(DeviceError):
        wire.read(1, 1)
    wire.close()
    assert [line.split(" ", 2)[2] for line in lines.lines] == ["> 01", "! gone", "! closed"]


def test_switched_off_it_keeps_nothing_and_passes_everything() -> None:
    lines = Lines(on=False)
    wire = TracedWire(Replay([b"\x01"]), "lock", lines, trace.everything, FakeClock())
    wire.write(b"\x05")
    assert wire.read(1, 1) == b"\x01"
    wire.discard_input()
    assert lines.lines == []
    assert wire._said == b""


def test_the_file_is_the_switch(tmp_path: Path) -> None:
    folder = TraceFolder()
    assert not folder.wants("idcard"), "off until it has begun"
    folder.begin(tmp_path, ["idcard"])
    folder.begin(tmp_path, ["idcard"])
    file = tmp_path / "trace" / "idcard.trace"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    folder.take("idcard", "a line")
    folder.take("locker", "not wanted")
    assert file.read_text() == "a line\n"
    assert [path.name for path in file.parent.iterdir()] == ["idcard.trace"]
    assert not folder.wants("locker")
    (tmp_path / "trace" / "locker.trace").touch()
    assert folder.wants("locker")
    file.unlink()
    assert not folder.wants("idcard")
    folder.take("idcard", "after it was switched off")
    assert not file.exists()
    folder.end()
    assert not folder.wants("locker")


def test_a_forgotten_trace_keeps_its_newest_lines_and_no_more_than_two_files(tmp_path: Path) -> None:
    folder = TraceFolder()
    folder.begin(tmp_path, ["locker"])
    file = tmp_path / "trace" / "locker.trace"
    for round_ in ("first", "second"):
        file.write_bytes(bytes(TRACE_BYTES_MAX))
        folder.take("locker", round_)
        assert file.stat().st_size == 0
        assert (tmp_path / "trace" / "locker.trace.1").read_bytes().endswith(round_.encode() + b"\n")
    folder.take("locker", "newest")
    assert file.read_text() == "newest\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(list((tmp_path / "trace").iterdir())) == 2


def test_in_a_terminal_that_began_no_trace_all_is_off() -> None:
    assert not trace.TRACES.wants("idcard")

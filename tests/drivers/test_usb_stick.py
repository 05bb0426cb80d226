"""Sticks that people bring: read as they are, never mounted, and whatever is wrong with one meets its reader only."""

import struct
from pathlib import Path

import pytest

from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.usb_stick import FILE_BYTES_MOST, StickFile
from drivers.usb_stick.block_device import BlockDevice
from drivers.usb_stick.frames import FrameError, kind_of, packed, partition_of, place_of, shown, unpacked
from drivers.usb_stick.image import FAT_SECTORS, ROOT_SECTORS, SECTOR, image

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20
JPEG = b"\xff\xd8\xff\xe0" + b"j" * 70_000
FILES = {"合同 第一页.pdf": PDF, "照片.JPG": JPEG, "notes.txt": b"no", ".hidden.pdf": PDF, "empty.pdf": b""}


def stick(folder: Path, content: bytes, *, read_s: float = 20.0) -> BlockDevice:
    path = folder / "stick"
    path.write_bytes(content)
    return BlockDevice(path, SystemClock(), read_s=read_s)


@pytest.mark.parametrize("partition", [False, True])
def test_what_can_be_printed_is_listed_and_read_as_it_was_written(tmp_path: Path, *, partition: bool) -> None:
    there = stick(tmp_path, image(FILES, partition=partition))
    found = there.files()
    assert [(one.name, one.kind, one.size) for one in found] == [
        ("合同第一页.pdf", "pdf", len(PDF)),
        ("照片.JPG", "jpeg", len(JPEG)),
    ]
    assert [there.content(one) for one in found] == [PDF, JPEG]


def test_an_empty_socket_is_no_fault(tmp_path: Path) -> None:
    there = BlockDevice(tmp_path / "nothing", SystemClock(), read_s=5.0)
    assert (there.is_in(), there.check()) == (False, "empty")
    with pytest.raises(DeviceError) as error:
        there.files()
    assert error.value.fault is Fault.ABSENT


def test_the_stick_is_as_it_was(tmp_path: Path) -> None:
    before = image(FILES)
    there = stick(tmp_path, before)
    for one in there.files():
        there.content(one)
    assert (tmp_path / "stick").read_bytes() == before


def _looping(whole: bytes) -> bytes:
    """Every cluster leads to the second."""
    at = SECTOR
    return whole[:at] + struct.pack("<H", 2) * (FAT_SECTORS * SECTOR // 2) + whole[at + FAT_SECTORS * SECTOR :]


def _with_folder_of_itself(whole: bytes) -> bytes:
    """A folder whose first entry is a folder of the same cluster, whose chain never ends."""
    root = SECTOR * (1 + 2 * FAT_SECTORS)
    entry = struct.pack("<11sBBBHHHHHHHI", b"LOOP       ", 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0)
    data = root + ROOT_SECTORS * SECTOR
    changed = bytearray(_looping(whole))
    changed[root : root + 32] = entry
    changed[data : data + 2048] = entry * 64
    return bytes(changed)


BAD = {
    "nothing at all": b"",
    "a few bytes": b"\xeb\x3c\x90",
    "zeros": bytes(1_000_000),
    "noise": bytes(range(256)) * 4096,
    "another file system": b"NTFS    ".rjust(11, b"\xeb") + bytes(100_000),
    "no bytes a sector": image({})[:11] + bytes(2) + image({})[13:],
    "no sectors a cluster": image({})[:13] + b"\0" + image({})[14:],
    "a table of four billion": image({})[:22] + b"\xff\xff" + image({})[24:],
    "a partition beyond the end": bytes(446)
    + struct.pack("<B3sB3sII", 0, b"\0\0\0", 6, b"\0\0\0", 0xFFFFFFF0, 9)
    + bytes(48)
    + b"\x55\xaa"
    + bytes(10_000),
    "a folder within itself": _with_folder_of_itself(image({})),
}


@pytest.mark.parametrize("what", BAD)
def test_a_stick_that_is_none_is_one_clear_fault(tmp_path: Path, what: str) -> None:
    with pytest.raises(DeviceError) as error:
        stick(tmp_path, BAD[what], read_s=3.0).files()
    assert error.value.fault is Fault.GARBLED


def test_a_stick_that_ends_in_the_middle_gives_no_file_for_a_file(tmp_path: Path) -> None:
    there = stick(tmp_path, image(FILES)[:60_000])
    listed = stick(tmp_path, image(FILES)).files()[1]
    with pytest.raises(DeviceError) as error:
        BlockDevice(tmp_path / "stick", SystemClock(), read_s=20.0).content(
            StickFile("9000-70004", "x", "jpeg", 70_004)
        )
    assert error.value.fault in (Fault.REFUSED, Fault.GARBLED)
    (tmp_path / "stick").write_bytes(image(FILES)[:60_000])
    with pytest.raises(DeviceError):
        there.content(listed)


@pytest.mark.parametrize("file_id", ["../../etc/passwd", "0-5", "2--5", "-1-5", "2-99999999999", "list", "", "2-5\n"])
def test_nothing_but_a_place_on_the_stick_can_be_asked_for(tmp_path: Path, file_id: str) -> None:
    assert place_of(file_id) is None
    there = stick(tmp_path, image(FILES))
    with pytest.raises(DeviceError) as error:
        there.content(StickFile(file_id, "x", "pdf", 5))
    assert error.value.fault is Fault.REFUSED


def test_a_chain_that_runs_in_a_circle_gives_no_more_than_the_file_is_long(tmp_path: Path) -> None:
    there = stick(tmp_path, _looping(image(FILES)))
    assert len(there.content(StickFile("2-100000", "x", "pdf", 100_000))) == 100_000


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("a\\..\\b.pdf", "b.pdf"),
        ("x\u202efdp.exe\x07.pdf", "xfdp.exe.pdf"),
        ("n" * 300 + ".pdf", "n" * 76 + ".pdf"),
        ("a\nb.pdf", "ab.pdf"),
    ],
)
def test_names_are_for_the_eyes(name: str, seen: str) -> None:
    assert shown(name) == seen


def test_a_list_of_the_reader_is_believed_as_little_as_the_stick() -> None:
    good = [StickFile("2-5", "a.pdf", "pdf", 5)]
    assert unpacked(packed(good)) == tuple(good)
    for bad in (b"", b"{}", b"[1]", b'[["2-5","a","exe",5]]', b'[["2-6","a","pdf",5]]', b'[["x","a","pdf",5]]'):
        with pytest.raises(FrameError):
            unpacked(bad)
    with pytest.raises(FrameError):
        unpacked(packed([StickFile(f"2-{FILE_BYTES_MOST + 1}", "a", "pdf", FILE_BYTES_MOST + 1)]))
    with pytest.raises(FrameError):
        unpacked(packed(good * 61))


def test_kinds_and_partitions() -> None:
    assert [kind_of(name) for name in ("a.PDF", "b.jpeg", "c.exe", "pdf", "d.pdf.lnk")] == [
        "pdf",
        "jpeg",
        None,
        "pdf",
        None,
    ]
    assert (partition_of(image({})[:512]), partition_of(image({}, partition=True)[:512]), partition_of(b"")) == (
        0,
        512,
        0,
    )

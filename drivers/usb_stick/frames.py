"""What the process that reads a stick is told and what it says, without I/O."""

import json
import re
import struct
import unicodedata
from enum import IntEnum
from typing import Literal

from drivers.usb_stick import FILE_BYTES_MOST, FILES_MOST, StickFile

_ID = re.compile(r"([1-9]\d{0,9})-([1-9]\d{0,9})", re.ASCII)
_ENDINGS: dict[str, Literal["pdf", "jpeg"]] = {"pdf": "pdf", "jpg": "jpeg", "jpeg": "jpeg"}
NAME_MOST = 80
_PARTITIONS, _ENTRY, _SECTOR = 446, 16, 512
_FAT = frozenset({0x01, 0x04, 0x06, 0x0B, 0x0C, 0x0E})
"""Kinds of partitions in a master boot record that hold FAT12, FAT16 or FAT32."""


class Status(IntEnum):
    """Exit status of `drivers.usb_stick.process`."""

    READ = 0
    NO_FILE_SYSTEM = 3
    NO_FILE = 4
    UNREADABLE = 5


class FrameError(Exception):
    """What the reader said is not what a reader says; holds nothing of it."""


def id_of(cluster: int, size: int) -> str:
    """A file's place."""
    return f"{cluster}-{size}"


def place_of(file_id: str) -> tuple[int, int] | None:
    """First cluster and size; None for what is no id."""
    found = _ID.fullmatch(file_id)
    return (int(found[1]), int(found[2])) if found else None


def kind_of(name: str) -> Literal["pdf", "jpeg"] | None:
    """By the ending; what is in it, the renderer looks at."""
    return _ENDINGS.get(name.rpartition(".")[2].lower())


def shown(name: str) -> str:
    """A name as it may stand on a screen: no control, no direction mark, no path, not longer than NAME_MOST."""
    plain = "".join(mark for mark in unicodedata.normalize("NFC", name) if unicodedata.category(mark)[0] not in "CZ")
    return re.split(r"[/\\]", plain)[-1][-NAME_MOST:]


def packed(files: list[StickFile]) -> bytes:
    """A list as the reader writes it."""
    return json.dumps([[one.id, one.name, one.kind, one.size] for one in files]).encode()


def unpacked(output: bytes) -> tuple[StickFile, ...]:
    """What the reader wrote; believed as little as the stick itself.

    Raises:
        FrameError: it is no such list.
    """
    try:
        rows = json.loads(output)
        files = tuple(StickFile(file_id, shown(name), kind, size) for file_id, name, kind, size in rows)
    except (ValueError, TypeError) as error:
        raise FrameError(f"no list: {type(error).__name__}") from None
    if not isinstance(rows, list):
        raise FrameError("no list")
    for one in files:
        place = place_of(one.id)
        is_one = place is not None and place[1] == one.size and one.kind in _ENDINGS.values() and one.name
        if not is_one or not 0 < one.size <= FILE_BYTES_MOST:
            raise FrameError("a file that can be none")
    if len(files) > FILES_MOST:
        raise FrameError("too many files")
    return files


def partition_of(sector: bytes) -> int:
    """Where the file system begins, in bytes, by a stick's first 512: 0 where the whole of it is one."""
    if len(sector) < _SECTOR or sector[510:512] != b"\x55\xaa":
        return 0
    if sector[0] in (0xEB, 0xE9) and sector[11:13] in (b"\x00\x02", b"\x00\x04", b"\x00\x08", b"\x00\x10"):
        # A boot sector of FAT itself: a jump, and its bytes a sector (fatgen103, BPB_BytsPerSec).
        return 0
    for number in range(4):
        at = _PARTITIONS + number * _ENTRY
        kind, first = sector[at + 4], struct.unpack_from("<I", sector, at + 8)[0]
        if kind in _FAT and first:
            return int(first) * _SECTOR
    return 0

"""Writes an image of a FAT16 stick, for simulator and tests: Microsoft's fatgen103 (2000), by the book.

Our own, so that what the reader's library makes of a stick is held against something that is not that library.
"""

import struct
from collections.abc import Mapping

SECTOR, PER_CLUSTER, ROOT_ENTRIES = 512, 4, 512
CLUSTERS = 8_000
"""Between 4 085 and 65 524 it is FAT16 (fatgen103, "FAT Type Determination")."""
FAT_SECTORS = -(-(CLUSTERS + 2) * 2 // SECTOR)
ROOT_SECTORS = ROOT_ENTRIES * 32 // SECTOR
_FIRST = 1 + 2 * FAT_SECTORS + ROOT_SECTORS
_CLUSTER = SECTOR * PER_CLUSTER
_ARCHIVE, _LONG, _LAST_LONG = 0x20, 0x0F, 0x40


def image(files: Mapping[str, bytes], *, partition: bool = False) -> bytes:
    """A stick with these files in its root.

    Args:
        files: long names and contents.
        partition: behind a master boot record, as most sticks are sold.

    Raises:
        ValueError: more than fits.
    """
    table = [0xFFF8, 0xFFFF, *([0] * CLUSTERS)]
    data, root, free = bytearray(), bytearray(), 2
    for number, (name, content) in enumerate(files.items(), 1):
        count = -(-len(content) // _CLUSTER)
        if free + count > CLUSTERS:
            raise ValueError("more than fits on the stick")
        for at in range(free, free + count):
            table[at] = at + 1 if at + 1 < free + count else 0xFFFF
        root += _entries(name, number, free if count else 0, len(content))
        data += content.ljust(count * _CLUSTER, b"\0")
        free += count
    if len(root) > ROOT_ENTRIES * 32:
        raise ValueError("too many names")
    fat = struct.pack(f"<{len(table)}H", *table).ljust(FAT_SECTORS * SECTOR, b"\0")
    whole = _boot() + fat + fat + bytes(root).ljust(ROOT_SECTORS * SECTOR, b"\0") + bytes(data)
    whole = whole.ljust((_FIRST + CLUSTERS * PER_CLUSTER) * SECTOR, b"\0")
    return _record(len(whole)) + whole if partition else whole


def _boot() -> bytes:
    total = _FIRST + CLUSTERS * PER_CLUSTER
    head = struct.pack(
        "<3s8sHBHBHHBHHHII", b"\xeb\x3c\x90", b"KIOSKSIM", SECTOR, PER_CLUSTER, 1, 2, ROOT_ENTRIES, total, 0xF8,
        FAT_SECTORS, 63, 255, 0, 0,
    )  # fmt: skip
    head += struct.pack("<BBBI11s8s", 0x80, 0, 0x29, 0x20261122, b"SAMPLE     ", b"FAT16   ")
    return head.ljust(510, b"\0") + b"\x55\xaa"


def _record(length: int) -> bytes:
    entry = struct.pack("<B3sB3sII", 0, b"\0\0\0", 0x06, b"\0\0\0", 1, length // SECTOR)
    return bytes(446) + entry + bytes(48) + b"\x55\xaa"


def _entries(name: str, number: int, cluster: int, size: int) -> bytes:
    short = f"FILE{number:04d}".encode() + b"BIN"
    check = 0
    for byte in short:
        check = ((check & 1) << 7 | check >> 1) + byte & 0xFF
    units = name.encode("utf-16-le")
    pieces = -(-len(units) // 26)
    if len(units) % 26:
        units = (units + b"\0\0").ljust(pieces * 26, b"\xff")
    found = bytearray()
    for order in range(pieces, 0, -1):
        piece = units[(order - 1) * 26 : order * 26]
        mark = order | (_LAST_LONG if order == pieces else 0)
        found += struct.pack("<B10sBBB12sH4s", mark, piece[:10], _LONG, 0, check, piece[10:22], 0, piece[22:])
    day = (2026 - 1980) << 9 | 11 << 5 | 22
    return bytes(found) + struct.pack("<11sBBBHHHHHHHI", short, _ARCHIVE, 0, 0, 0, day, day, 0, 0, day, cluster, size)

"""Commands of code scanners and their answers: bytes to values and back, without any line.

GM65 and EM3095 (9600 8N1) have registers:

    7E 00 | type: 07 read, 08 write, 09 save | length | address, two bytes | data | CRC-16, or AB CD unchecked
    02 00 | 00 done, else an error           | length |                      data | CRC-16

Newland's unified setting (9600 or 115200 8N1) is text; @ stays when the power goes, # does not:

    7E 01 30 30 30 30 | @ or # | tag and value             | 3B 03
    02 01 30 30 30 30 | @ or # | tag and value, then 06, 15 or 05 | 3B 03
"""

import binascii
from dataclasses import dataclass, field
from enum import IntEnum, unique

from drivers.faults import Fault
from drivers.frame_cutter import Found, FrameCutter, NeedsMore

GM65_REQUEST = b"\x7e\x00"
GM65_REPLY = b"\x02\x00"
GM65_READ = 0x07
GM65_WRITE = 0x08
GM65_SAVE = 0x09
GM65_UNCHECKED = b"\xab\xcd"
GM65_TRIGGER = 0x0002
GM65_BAUD = 0x002A
GM65_DATA_MAX = 32
"""Our choice: the longest answer we ask for has two bytes; a larger length is noise."""

NEWLAND_REQUEST = b"\x7e\x010000"
NEWLAND_REPLY = b"\x02\x010000"
NEWLAND_END = b";\x03"
NEWLAND_TEXT_MAX = 64
"""Our choice: the longest answer we ask for has eight bytes."""


@unique
class Gm65Status(IntEnum):
    """Third byte of an answer."""

    DONE = 0x00
    CRC_WRONG = 0x01
    UNKNOWN_COMMAND = 0x03


@unique
class NewlandStatus(IntEnum):
    """Last byte of an answer's text."""

    DONE = 0x06
    UNKNOWN_COMMAND = 0x15
    OUT_OF_RANGE = 0x05


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scanner says to a command."""

    status: int
    data: bytes = field(default=b"", repr=False)


def crc16(data: bytes) -> bytes:
    """CRC-16 of polynomial 1021, beginning with 0, high byte first."""
    return binascii.crc_hqx(data, 0).to_bytes(2, "big")


def gm65_request(kind: int, address: int, data: bytes) -> bytes:
    """One command to a register; a read has the number of bytes as its data."""
    checked = bytes([kind, len(data)]) + address.to_bytes(2, "big") + data
    return GM65_REQUEST + checked + crc16(checked)


def gm65_answer(status: int, data: bytes = b"\x00") -> bytes:
    """An answer as it comes over the line (the simulator's)."""
    checked = bytes([status, len(data)]) + data
    return GM65_REPLY + checked + crc16(checked)


def gm65_recognise(stream: bytes) -> Found[Answer] | NeedsMore | None:
    """Whether an answer begins here (see `FrameCutter`)."""
    if not stream.startswith(GM65_REPLY[: len(stream)]):
        return None
    if len(stream) < 4:
        return NeedsMore(4 - len(stream))
    size = 4 + stream[3] + 2
    if not 1 <= stream[3] <= GM65_DATA_MAX:
        return None
    if len(stream) < size:
        return NeedsMore(size - len(stream))
    if crc16(stream[2 : size - 2]) != stream[size - 2 : size]:
        return None
    return Found(Answer(stream[2], stream[4 : size - 2]), size)


def gm65_cutter() -> FrameCutter[Answer]:
    """Cuts answers out of what the scanner sends."""
    return FrameCutter(gm65_recognise, 7)


def gm65_fault_of(status: int) -> Fault | None:
    """Reduce an answer's status to what a visit cares about; None is done."""
    match status:
        case Gm65Status.DONE:
            return None
        case Gm65Status.CRC_WRONG:
            return Fault.GARBLED
        case Gm65Status.UNKNOWN_COMMAND:
            return Fault.REFUSED
    return Fault.UNKNOWN


def newland_request(tag: str, *, keeps: bool = False) -> bytes:
    """One setting or order.

    Args:
        tag: tag and value, e.g. `SCNTRG1`; with `*` behind it asks for the current value.
        keeps: whether it outlives the power; each time wears the scanner's flash.
    """
    return NEWLAND_REQUEST + (b"@" if keeps else b"#") + tag.encode("ascii") + NEWLAND_END


def newland_answer(text: bytes, status: int) -> bytes:
    """An answer as it comes over the line (the simulator's); the text begins with @ or #."""
    return NEWLAND_REPLY + text + bytes([status]) + NEWLAND_END


def newland_recognise(stream: bytes) -> Found[Answer] | NeedsMore | None:
    """Whether an answer begins here (see `FrameCutter`)."""
    head = len(NEWLAND_REPLY)
    if not stream.startswith(NEWLAND_REPLY[: len(stream)]):
        return None
    shortest = head + 2 + len(NEWLAND_END)
    if len(stream) < shortest:
        return NeedsMore(shortest - len(stream))
    end = stream.find(NEWLAND_END, head, head + NEWLAND_TEXT_MAX + 2)
    if end < 0:
        if len(stream) >= head + NEWLAND_TEXT_MAX + 2:
            return None
        return NeedsMore(1)
    if end < head + 2:
        return None
    return Found(Answer(stream[end - 1], stream[head : end - 1]), end + len(NEWLAND_END))


def newland_cutter() -> FrameCutter[Answer]:
    """Cuts answers out of what the scanner sends."""
    return FrameCutter(newland_recognise, len(NEWLAND_REPLY) + 2 + len(NEWLAND_END))


def newland_fault_of(status: int) -> Fault | None:
    """Reduce an answer's status to what a visit cares about; None is done."""
    match status:
        case NewlandStatus.DONE:
            return None
        case NewlandStatus.UNKNOWN_COMMAND | NewlandStatus.OUT_OF_RANGE:
            return Fault.REFUSED
    return Fault.UNKNOWN

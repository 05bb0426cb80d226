"""ESC/POS: the commands that we use, and what a printer answers. No line in here.

Sources: Epson's ESC/POS reference (also followed by the usual clones); the clones' limits are named where they matter.
"""

import re
from dataclasses import dataclass
from enum import IntFlag

from drivers.faults import Fault
from drivers.receipt_printer import Align, Condition

INITIALISE = bytes.fromhex("1B 40")
"""ESC @. Does not empty the receive buffer."""
STATUS_BACK_OFF = bytes.fromhex("1D 61 00")
"""GS a 0. Its bytes look like answers to GS r, so it must not be on."""
CHINA = bytes.fromhex("1B 52 0F")
"""ESC R 15."""
CHINESE_ON = bytes.fromhex("1C 26")
"""FS &. Text is GBK from here on."""
FEED_LINE = b"\n"

PAPER_SENSOR = bytes.fromhex("1D 72 01")
"""GS r 1. Carried out in its turn, so the answer proves that everything before it has been consumed."""
RECOVER_AFTER_CLEARING = bytes.fromhex("10 05 02")
"""DLE ENQ 2. Ends a cutter or mechanical error whose cause was removed, and empties the buffers."""
CLEAR_BUFFERS = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
"""DLE DC4 8. Answered by `CLEARED` on printers that know it."""
CLEARED = bytes.fromhex("37 25 00")

REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
"""Beginnings of commands that older firmware obeys even in the middle of a picture."""

MARK = re.compile(r"[0-9A-Z]{4}")


def status_request(number: int) -> bytes:
    """DLE EOT n: 1 printer, 2 cause of offline, 3 error, 4 paper. Answered at once, also offline."""
    return bytes([0x10, 0x04, number])


def align(how: Align) -> bytes:
    """ESC a."""
    return bytes([0x1B, 0x61, how.value])


def bold(*, on: bool) -> bytes:
    """ESC E."""
    return bytes([0x1B, 0x45, on])


def large(*, on: bool) -> bytes:
    """GS ! and FS !: double width and height; clones take the second for Chinese characters."""
    return bytes([0x1D, 0x21, 0x11 if on else 0x00]) + bytes([0x1C, 0x21, 0x0C if on else 0x00])


def line_spacing(dots: int) -> bytes:
    """ESC 3, in dots of 1/8 mm."""
    return bytes([0x1B, 0x33, dots])


def feed(dots: int) -> bytes:
    """ESC J: print what is in the line and move on."""
    return bytes([0x1B, 0x4A, dots])


def partial_cut(feed_dots: int) -> bytes:
    """GS V 66 n: move the last line past the knife and n dots more, and cut but for one point."""
    return bytes([0x1D, 0x56, 0x42, feed_dots])


def mark_request(mark: str) -> bytes:
    """GS ( H 48: the printer says the mark again when everything before it has been printed.

    Raises:
        ValueError: not four of 0-9A-Z.
    """
    if not MARK.fullmatch(mark):
        raise ValueError("a mark is four of 0-9A-Z")
    return bytes.fromhex("1D 28 48 06 00 30 30") + mark.encode("ascii")


def raster(width_bytes: int, rows: bytes) -> bytes:
    """GS v 0: a picture, one bit a dot, the left dot in bit 7.

    What would read as a real-time command to older firmware gets one more dot.

    Raises:
        ValueError: the rows do not fill the width.
    """
    height, rest = divmod(len(rows), width_bytes)
    if rest or not 0 < height <= 0xFFFF:
        raise ValueError(f"{len(rows)} bytes are no rows of {width_bytes}")
    for beginning in REAL_TIME:
        rows = rows.replace(beginning, bytes([beginning[0] | 0x08, beginning[1]]))
    return b"\x1d\x76\x30\x00" + width_bytes.to_bytes(2, "little") + height.to_bytes(2, "little") + rows


def qr(data: bytes, module_dots: int) -> bytes:
    """GS ( k: a QR code, model 2, error correction M.

    Args:
        data: at most 2331 bytes (version 40, M).
        module_dots: 3 to 8 dots a module.
    """

    def function(number: int, parameters: bytes) -> bytes:
        return b"\x1d\x28\x6b" + (len(parameters) + 2).to_bytes(2, "little") + bytes([0x31, number]) + parameters

    return (
        function(0x41, b"\x32\x00")
        + function(0x43, bytes([module_dots]))
        + function(0x45, b"\x31")
        + function(0x50, b"\x30" + data)
        + function(0x51, b"\x30")
    )


class PrinterStatus(IntFlag):
    """Answer to DLE EOT 1."""

    OFFLINE = 0x08
    WAITING_FOR_RECOVERY = 0x20
    FEED_BUTTON = 0x40


class OfflineCause(IntFlag):
    """Answer to DLE EOT 2."""

    COVER_OPEN = 0x04
    FED_BY_BUTTON = 0x08
    STOPPED_BY_PAPER_END = 0x20
    ERROR = 0x40


class ErrorCause(IntFlag):
    """Answer to DLE EOT 3."""

    MECHANICAL = 0x04
    CUTTER = 0x08
    UNRECOVERABLE = 0x20
    RECOVERS_BY_ITSELF = 0x40
    """The head is too hot."""


class PaperSensor(IntFlag):
    """Answer to DLE EOT 4; either bit of a pair counts."""

    NEAR_END = 0x0C
    END = 0x60


def condition_of(answers: tuple[int | None, int | None, int | None, int | None]) -> Condition:
    """Reduce the four status bytes to faults, the one to see to first in front.

    Args:
        answers: to DLE EOT 1, 2, 3, 4; None for an answer that did not come, which is a fault itself.
    """
    printer, offline, error, paper = answers
    faults: list[Fault] = []
    if offline is not None and offline & OfflineCause.COVER_OPEN:
        faults.append(Fault.COVER_OPEN)
    if (paper is not None and paper & PaperSensor.END) or (
        offline is not None and offline & OfflineCause.STOPPED_BY_PAPER_END
    ):
        faults.append(Fault.NO_PAPER)
    if error is not None:
        faults += [
            fault
            for bit, fault in (
                (ErrorCause.CUTTER, Fault.CUTTER),
                (ErrorCause.MECHANICAL, Fault.JAMMED),
                (ErrorCause.UNRECOVERABLE, Fault.BROKEN),
                (ErrorCause.RECOVERS_BY_ITSELF, Fault.OVERHEATED),
            )
            if error & bit
        ]
    if offline is not None and offline & OfflineCause.FED_BY_BUTTON:
        faults.append(Fault.REFUSED)
    says_error = offline is not None and bool(offline & OfflineCause.ERROR)
    says_offline = printer is not None and bool(printer & PrinterStatus.OFFLINE)
    if None in answers or (not faults and (says_error or says_offline)):
        faults.append(Fault.UNKNOWN)
    warnings = (Fault.PAPER_LOW,) if paper is not None and paper & PaperSensor.NEAR_END else ()
    return Condition(tuple(faults), warnings)


@dataclass(frozen=True, slots=True)
class StatusByte:
    """An answer to DLE EOT; which of the four it answers cannot be seen from it."""

    value: int


@dataclass(frozen=True, slots=True)
class PaperByte:
    """An answer to GS r."""

    value: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark came back: everything before it has been printed."""

    value: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """The buffers have been emptied."""


@dataclass(frozen=True, slots=True)
class Noise:
    """A byte that is no answer."""

    value: int


Answer = StatusByte | PaperByte | Mark | Cleared | Noise

BLOCK_HEADER = 0x37
_FLOW = (0x11, 0x13)
"""XON and XOFF."""
_BLOCK_BYTES_MAX = 16


class AnswerParser:
    """Tells the answers on one line apart by their fixed bits, byte by byte or whole."""

    def __init__(self) -> None:
        self._block = bytearray()
        self._status_back = 0

    def feed(self, data: bytes) -> list[Answer]:
        """Take what arrived and give the answers that are complete."""
        answers: list[Answer] = []
        for value in data:
            answers += self._take(value)
        return answers

    def _take(self, value: int) -> list[Answer]:
        if self._block:
            return self._in_block(value)
        if self._status_back and value & 0x90 == 0:
            self._status_back -= 1
            return []
        self._status_back = 0
        if value == BLOCK_HEADER:
            self._block.append(value)
            return []
        if value in _FLOW:
            return []
        if value & 0x93 == 0x12:
            return [StatusByte(value)]
        if value & 0x93 == 0x10:
            self._status_back = 3  # automatic status back of a printer that was just switched on
            return []
        if value & 0x90 == 0:
            return [PaperByte(value)]
        return [Noise(value)]

    def _in_block(self, value: int) -> list[Answer]:
        self._block.append(value)
        if value != 0 and len(self._block) < _BLOCK_BYTES_MAX:
            return []
        block, self._block = bytes(self._block), bytearray()
        if block == CLEARED:
            return [Cleared()]
        if len(block) == 7 and block[1] == 0x22 and MARK.fullmatch(block[2:6].decode("latin-1")):
            return [Mark(block[2:6].decode("ascii"))]
        return [Noise(byte) for byte in block]

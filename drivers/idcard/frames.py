"""SAM-V frames: bytes to values and back, without any line.

Every reader with a security module of GA/T 467 speaks these frames (CVR-100, SS628, DKQ, IDR):

    AA AA AA 96 69 | length, two bytes, high first | body | check

The length counts body and check; the check makes the XOR from the length to itself zero. The body of a request is
CMD PARA DATA, that of a reply 00 00 SW3 DATA.
"""

from dataclasses import dataclass, field
from enum import IntEnum, unique
from functools import reduce
from operator import xor

from drivers.faults import Fault

PREAMBLE = bytes.fromhex("AA AA AA 96 69")
HEADER_BYTES = len(PREAMBLE) + 2

BODY_BYTES_MAX = 4096
"""Our choice: the largest known reply (text, photo, two fingers) has a body of 2313 bytes."""

TEXT_BYTES = 256
PHOTO_BYTES = 1024


class FrameError(ValueError):
    """A complete frame whose check does not fit, or a body that contradicts itself. Never carries its contents."""


def _check(data: bytes) -> int:
    return reduce(xor, data, 0)


def frame(body: bytes) -> bytes:
    """Wrap a body: preamble, length, check."""
    counted = (len(body) + 1).to_bytes(2, "big") + body
    return PREAMBLE + counted + bytes([_check(counted)])


def request(command: int, parameter: int, data: bytes = b"") -> bytes:
    """One request as it goes over the line."""
    return frame(bytes([command, parameter]) + data)


RESET_SAM = request(0x10, 0xFF)
SAM_STATUS = request(0x11, 0xFF)
SAM_ID = request(0x12, 0xFF)
FIND = request(0x20, 0x01)
SELECT = request(0x20, 0x02)
READ = request(0x30, 0x01)
"""Text and photo."""
READ_NEWEST_ADDRESS = request(0x30, 0x03)
READ_WITH_FINGERPRINTS = request(0x30, 0x10)
RADIO_PAYLOAD_80 = request(0x61, 0xFF, b"\x50")


@unique
class Status(IntEnum):
    """SW3, the last byte of a reply's status, as the readers' manuals list it."""

    REQUEST_CHECK_WRONG = 0x10
    REQUEST_LENGTH_WRONG = 0x11
    BAD_COMMAND = 0x21
    NOT_PERMITTED = 0x23
    UNKNOWN_ERROR = 0x24
    CARD_TO_SAM_AUTHENTICATION_FAILED = 0x31
    SAM_TO_CARD_AUTHENTICATION_FAILED = 0x32
    INFORMATION_VERIFICATION_FAILED = 0x33
    FINGERPRINT_VERIFICATION_FAILED = 0x37
    INFORMATION_LENGTH_WRONG = 0x3F
    UNRECOGNISED_CARD_TYPE = 0x40
    READ_FAILED = 0x41
    RANDOM_NUMBER_FAILED = 0x47
    SAM_SELF_TEST_FAILED = 0x60
    SAM_NOT_AUTHORISED = 0x66
    FIND_FAILED = 0x80
    SELECT_FAILED = 0x81
    SUCCESS = 0x90
    NOT_ON_CARD = 0x91
    CARD_FOUND = 0x9F


def fault_of(code: int) -> Fault | None:
    """Reduce SW3 to what a visit cares about; None is no fault (done, found, or simply no card there)."""
    try:
        status = Status(code)
    except ValueError:
        return Fault.GARBLED
    match status:
        case Status.SUCCESS | Status.CARD_FOUND | Status.FIND_FAILED | Status.NOT_ON_CARD:
            return None
        case (
            Status.SELECT_FAILED
            | Status.READ_FAILED
            | Status.CARD_TO_SAM_AUTHENTICATION_FAILED
            | Status.SAM_TO_CARD_AUTHENTICATION_FAILED
            | Status.INFORMATION_VERIFICATION_FAILED
            | Status.FINGERPRINT_VERIFICATION_FAILED
            | Status.INFORMATION_LENGTH_WRONG
            | Status.UNRECOGNISED_CARD_TYPE
            | Status.RANDOM_NUMBER_FAILED
        ):
            return Fault.CARD_UNREADABLE
        case Status.REQUEST_CHECK_WRONG | Status.REQUEST_LENGTH_WRONG | Status.BAD_COMMAND:
            return Fault.GARBLED
        case Status.NOT_PERMITTED | Status.UNKNOWN_ERROR | Status.SAM_SELF_TEST_FAILED | Status.SAM_NOT_AUTHORISED:
            return Fault.BROKEN


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reader answered."""

    code: int
    """SW3."""
    data: bytes = field(default=b"", repr=False)

    def encoded(self) -> bytes:
        """The reply as it comes over the line."""
        return frame(bytes([0, 0, self.code]) + self.data)


def reply_of(body: bytes) -> Reply:
    """The reply in a frame's body.

    Raises:
        FrameError: SW1 and SW2 are not 00 00, or there is no status at all.
    """
    if len(body) < 3 or body[:2] != b"\0\0":
        raise FrameError(f"status {body[:3].hex(' ')} of {len(body)} bytes")
    return Reply(body[2], body[3:])


@dataclass(frozen=True, slots=True)
class Contents:
    """The pieces of a card as `READ` or `READ_WITH_FINGERPRINTS` delivers them."""

    text: bytes = field(repr=False)
    photo: bytes = field(repr=False)
    fingerprints: bytes = field(default=b"", repr=False)


def contents_of(data: bytes, *, pieces: int = 2) -> Contents:
    """Split the data of a read: `pieces` lengths of two bytes, then as many pieces.

    Args:
        data: what stands behind SW3.
        pieces: 2 for `READ`, 3 for `READ_WITH_FINGERPRINTS`.

    Raises:
        FrameError: the lengths do not fill the data, or text and photo have not their fixed sizes.
    """
    lengths = [int.from_bytes(data[at : at + 2], "big") for at in range(0, 2 * pieces, 2)]
    if len(data) != 2 * pieces + sum(lengths) or lengths[:2] != [TEXT_BYTES, PHOTO_BYTES]:
        raise FrameError(f"pieces of {lengths} bytes in {len(data)}")
    text_end = 2 * pieces + TEXT_BYTES
    photo_end = text_end + PHOTO_BYTES
    return Contents(data[2 * pieces : text_end], data[text_end:photo_end], data[photo_end:])


def contents_data(contents: Contents, *, pieces: int = 2) -> bytes:
    """The other way round (the simulator's)."""
    parts = (contents.text, contents.photo, contents.fingerprints)[:pieces]
    return b"".join(len(part).to_bytes(2, "big") for part in parts) + b"".join(parts)


def sam_id_of(data: bytes) -> str:
    """The security module's number as printed on its label, from the 16 bytes of a `SAM_ID` reply.

    Raises:
        FrameError: it is not 16 bytes.
    """
    if len(data) != 16:
        raise FrameError(f"SAM number of {len(data)} bytes")
    kind, version = (int.from_bytes(data[at : at + 2], "little") for at in (0, 2))
    made, first, second = (int.from_bytes(data[at : at + 4], "little") for at in (4, 8, 12))
    return f"{kind:02d}.{version:02d}-{made:08d}-{first:010d}-{second:010d}"


class FrameParser:
    """Finds frames in a stream, byte by byte or whole, with noise before, between and behind them."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def missing(self) -> int:
        """How many bytes to read next; never more than the frame under way still needs."""
        if not self.has_header:
            return HEADER_BYTES - len(self._buffer)
        return HEADER_BYTES + self._length() - len(self._buffer)

    @property
    def has_header(self) -> bool:
        """Whether a frame has begun and its length is known."""
        return len(self._buffer) >= HEADER_BYTES

    def feed(self, data: bytes) -> bytes | None:
        """Take what arrived and give the body of the first complete frame, None when there is none yet.

        Raises:
            FrameError: a frame's check is wrong, and no other frame begins behind its first byte.
        """
        self._buffer += data
        damaged = ""
        while True:
            self._align()
            if not self.has_header:
                if damaged:
                    raise FrameError(damaged)
                return None
            length = self._length()
            end = HEADER_BYTES + length
            if 3 <= length <= BODY_BYTES_MAX:
                if len(self._buffer) < end:
                    return None
                counted = bytes(self._buffer[len(PREAMBLE) : end])
                if _check(counted) == 0:
                    del self._buffer[:end]
                    return counted[2:-1]
                damaged = f"check wrong in a frame of {end} bytes"
            del self._buffer[0]

    def _length(self) -> int:
        return int.from_bytes(self._buffer[len(PREAMBLE) : HEADER_BYTES], "big")

    def _align(self) -> None:
        """Drop what cannot be the beginning of a frame."""
        start = self._buffer.find(PREAMBLE)
        if start < 0:
            longest = min(len(self._buffer), len(PREAMBLE) - 1)
            start = len(self._buffer) - next(
                size for size in range(longest, -1, -1) if self._buffer.endswith(PREAMBLE[:size])
            )
        del self._buffer[:start]

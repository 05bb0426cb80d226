"""The endorsement machine's frames: bytes to values and back, without any line.

Our own choice: makers of these machines publish no protocol; theirs get models of their own here.

    02 | length, two bytes | sequence | type | data | CRC-16, high byte first

The length counts sequence, type and data. The CRC (polynomial 1021, beginning with 0) is over length to data. The host
chooses the sequence, 1 to 255, and the answer repeats it.

    host      S state    O open the mouth    X close it    W write: job, words    P picture: offset, four bytes
              B give back    K keep    I identify
    machine   a accepted    n refused: a reason    s state    p piece: size of the whole, four bytes, and the piece
              i identity: text

Words are UTF-8: three lines a destination, each ended by 1F, Hong Kong before Macao, and the code. A destination
without a block has three empty lines. A state is a byte each for place, stage, flags (1 a card sticks, 2 it works) and
cards kept, then the job.
"""

import binascii
import re
from dataclasses import dataclass, field
from enum import Enum, unique

from drivers.endorser import JOB_BYTES, Block, CardBack, EndorserState, Place, Stage
from drivers.frame_cutter import Found, FrameCutter, NeedsMore

STX = 0x02
SHORTEST = 7
COUNTED_MIN, COUNTED_MAX = 2, 2_100
"""Our choice: the longest data is a piece of a picture with its head; a larger length is noise."""
PIECE_BYTES = 2_048
CODE_MAX = 60
LINE_MAX_BYTES = 120
"""Our choice: 40 characters fill the width of a card."""
_END = "\x1f"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LINES = 6


@unique
class Kind(Enum):
    """The type of a frame."""

    STATE = b"S"
    OPEN = b"O"
    SHUT = b"X"
    WRITE = b"W"
    PICTURE = b"P"
    GIVE_BACK = b"B"
    KEEP = b"K"
    IDENTIFY = b"I"
    ACCEPTED = b"a"
    REFUSED = b"n"
    STATED = b"s"
    PIECE = b"p"
    IDENTITY = b"i"


@unique
class Reason(Enum):
    """Why the machine refuses. One that is not here is no word of ours."""

    NO_CARD = 1
    CARD_INSIDE = 2
    JOB_KNOWN = 3
    MALFORMED = 4
    JAMMED = 5
    WORKING = 6


_PLACES = {0: Place.NONE, 1: Place.MOUTH, 2: Place.CHIP, 3: Place.HEAD}
_STAGES = {0: Stage.NONE, 1: Stage.ACCEPTED, 2: Stage.ERASED, 3: Stage.WRITTEN, 4: Stage.FAILED}
_PLACE_CODES = {place: code for code, place in _PLACES.items()}
_STAGE_CODES = {stage: code for code, stage in _STAGES.items()}
_JAMMED, _WORKING = 1, 2
_STATE_BYTES = 4 + JOB_BYTES


class FrameError(ValueError):
    """The data of a frame are not what its type says; the message holds no word of a card."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame; its data may be what a person's card says."""

    kind: Kind
    sequence: int
    data: bytes = field(default=b"", repr=False)

    def encoded(self) -> bytes:
        """As it goes over the line."""
        counted = (2 + len(self.data)).to_bytes(2, "big") + bytes([self.sequence]) + self.kind.value + self.data
        return bytes([STX]) + counted + _check(counted)


def cutter() -> FrameCutter[Frame]:
    """Cuts frames out of a stream; one whose check does not fit is noise."""
    return FrameCutter(_recognise, SHORTEST)


def state_data(state: EndorserState) -> bytes:
    """A state as data."""
    flags = state.is_jammed * _JAMMED | state.is_working * _WORKING
    return bytes([_PLACE_CODES[state.place], _STAGE_CODES[state.stage], flags, min(state.kept, 255)]) + state.job


def state_of(data: bytes) -> EndorserState:
    """Data as a state.

    Raises:
        FrameError: it is none.
    """
    if len(data) != _STATE_BYTES or data[0] not in _PLACES or data[1] not in _STAGES or data[2] > _JAMMED | _WORKING:
        raise FrameError(f"no state: {data[:4].hex(' ')}")
    return EndorserState(
        place=_PLACES[data[0]],
        stage=_STAGES[data[1]],
        job=data[4:],
        is_jammed=bool(data[2] & _JAMMED),
        is_working=bool(data[2] & _WORKING),
        kept=data[3],
    )


def write_data(job: bytes, back: CardBack) -> bytes:
    """An order to write.

    Raises:
        FrameError: a line or the code is too long or has characters that no line may have.
    """
    if len(job) != JOB_BYTES:
        raise FrameError(f"a job of {len(job)} bytes")
    lines: list[str] = []
    for block in (back.hong_kong, back.macao):
        lines += [block.kind, block.valid, block.note] if block is not None else ["", "", ""]
    if any(len(line.encode()) > LINE_MAX_BYTES or _CONTROL.search(line) for line in lines):
        raise FrameError("a line is too long, or no plain text")
    if not 1 <= len(back.code) <= CODE_MAX or not back.code.isascii() or not back.code.isprintable():
        raise FrameError(f"a code of {len(back.code)} characters, or not of ASCII")
    return job + "".join(line + _END for line in lines).encode() + back.code.encode("ascii")


def written_of(data: bytes) -> tuple[bytes, CardBack]:
    """What an order to write says: job and words.

    Raises:
        FrameError: it is none.
    """
    try:
        *lines, code = data[JOB_BYTES:].decode().split(_END)
    except UnicodeDecodeError as error:
        raise FrameError("words that are no UTF-8") from error
    if len(lines) != _LINES or len(data) < JOB_BYTES or not 1 <= len(code) <= CODE_MAX or not code.isascii():
        raise FrameError(f"{len(lines)} lines and a code of {len(code)} characters")
    blocks = [Block(*lines[at : at + 3]) if any(lines[at : at + 3]) else None for at in (0, 3)]
    return data[:JOB_BYTES], CardBack(blocks[0], blocks[1], code)


def _recognise(stream: bytes) -> Found[Frame] | NeedsMore | None:
    if stream[0] != STX:
        return None
    if len(stream) < 3:
        return NeedsMore(SHORTEST - len(stream))
    counted = int.from_bytes(stream[1:3], "big")
    if not COUNTED_MIN <= counted <= COUNTED_MAX:
        return None
    size = 3 + counted + 2
    if len(stream) < size:
        return NeedsMore(size - len(stream))
    if _check(stream[1 : size - 2]) != stream[size - 2 : size]:
        return None
    try:
        return Found(Frame(Kind(stream[4:5]), stream[3], stream[5 : size - 2]), size)
    except ValueError:
        return None


def _check(counted: bytes) -> bytes:
    return binascii.crc_hqx(counted, 0).to_bytes(2, "big")

"""APDUs (ISO/IEC 7816-4): commands and replies, bytes to values and back, and the dialogue of T=0.

Short length only: no card we read needs more than 256 bytes at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import IntEnum, unique
from typing import Protocol

from drivers.faults import DeviceError, Fault

ANY_LENGTH = 256
"""Le = 00: as much as there is."""
GET_RESPONSES_MAX = 16
"""Our choice: a card that keeps saying `61 xx` is stopped there; the longest reply we ask for comes in one piece."""


@unique
class StatusWord(IntEnum):
    """SW1 SW2 of ISO/IEC 7816-4 table 5 and 6, and 9303 of PBOC. 61 xx, 6C xx and 63 Cx carry a number."""

    SUCCESS = 0x9000
    WARNING = 0x6200
    DATA_MAY_BE_CORRUPTED = 0x6281
    END_OF_FILE = 0x6282
    FILE_DEACTIVATED = 0x6283
    AUTHENTICATION_FAILED = 0x6300
    EXECUTION_ERROR = 0x6400
    MEMORY_FAILURE = 0x6581
    WRONG_LENGTH = 0x6700
    CHANNEL_NOT_SUPPORTED = 0x6881
    SECURE_MESSAGING_NOT_SUPPORTED = 0x6882
    INCOMPATIBLE_WITH_FILE = 0x6981
    SECURITY_NOT_SATISFIED = 0x6982
    AUTHENTICATION_BLOCKED = 0x6983
    REFERENCE_DATA_NOT_USABLE = 0x6984
    CONDITIONS_NOT_SATISFIED = 0x6985
    NO_CURRENT_FILE = 0x6986
    SECURE_MESSAGING_MISSING = 0x6987
    SECURE_MESSAGING_WRONG = 0x6988
    WRONG_DATA = 0x6A80
    FUNCTION_NOT_SUPPORTED = 0x6A81
    NOT_FOUND = 0x6A82
    RECORD_NOT_FOUND = 0x6A83
    WRONG_PARAMETERS = 0x6A86
    REFERENCE_DATA_NOT_FOUND = 0x6A88
    OUTSIDE_FILE = 0x6B00
    INSTRUCTION_UNKNOWN = 0x6D00
    CLASS_UNKNOWN = 0x6E00
    UNSPECIFIC_ERROR = 0x6F00
    APPLICATION_LOCKED = 0x9303


def fault_of(code: int) -> Fault | None:
    """Reduce a status word to what a visit cares about; None is no fault.

    What a card answers is a matter of that card, never of the reader: nothing here is GARBLED or BROKEN.
    """
    if code >> 8 in (0x61, 0x6C):
        return None
    if tries_left(code) is not None:
        return Fault.REFUSED
    try:
        status = StatusWord(code)
    except ValueError:
        return Fault.CARD_UNREADABLE
    match status:
        case StatusWord.SUCCESS | StatusWord.END_OF_FILE:
            return None
        case (
            StatusWord.AUTHENTICATION_FAILED
            | StatusWord.SECURITY_NOT_SATISFIED
            | StatusWord.AUTHENTICATION_BLOCKED
            | StatusWord.REFERENCE_DATA_NOT_USABLE
            | StatusWord.CONDITIONS_NOT_SATISFIED
            | StatusWord.FILE_DEACTIVATED
            | StatusWord.FUNCTION_NOT_SUPPORTED
            | StatusWord.APPLICATION_LOCKED
        ):
            return Fault.REFUSED
        case (
            StatusWord.WARNING
            | StatusWord.DATA_MAY_BE_CORRUPTED
            | StatusWord.EXECUTION_ERROR
            | StatusWord.MEMORY_FAILURE
            | StatusWord.WRONG_LENGTH
            | StatusWord.CHANNEL_NOT_SUPPORTED
            | StatusWord.SECURE_MESSAGING_NOT_SUPPORTED
            | StatusWord.INCOMPATIBLE_WITH_FILE
            | StatusWord.NO_CURRENT_FILE
            | StatusWord.SECURE_MESSAGING_MISSING
            | StatusWord.SECURE_MESSAGING_WRONG
            | StatusWord.WRONG_DATA
            | StatusWord.NOT_FOUND
            | StatusWord.RECORD_NOT_FOUND
            | StatusWord.WRONG_PARAMETERS
            | StatusWord.REFERENCE_DATA_NOT_FOUND
            | StatusWord.OUTSIDE_FILE
            | StatusWord.INSTRUCTION_UNKNOWN
            | StatusWord.CLASS_UNKNOWN
            | StatusWord.UNSPECIFIC_ERROR
        ):
            return Fault.CARD_UNREADABLE


def tries_left(code: int) -> int | None:
    """The number in `63 Cx`; None for any other status word."""
    return code & 0x0F if code & 0xFFF0 == 0x63C0 else None


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `data` may be a PIN or a cryptogram, so it is left out of the repr."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = field(default=b"", repr=False)
    le: int | None = None
    """How many bytes are expected, 1 to 256; None for none."""

    @property
    def header(self) -> bytes:
        """CLA INS P1 P2, which is all that an error message may show."""
        return bytes([self.cla, self.ins, self.p1, self.p2])

    def encoded(self, *, with_le: bool = True) -> bytes:
        """The command as it goes to the card.

        Args:
            with_le: False leaves out the Le of a command with data, which T=0 has no place for.

        Raises:
            ValueError: more than 255 bytes of data, or a length that no short APDU has.
        """
        if len(self.data) > 255 or (self.le is not None and not 1 <= self.le <= ANY_LENGTH):
            raise ValueError("a short APDU has at most 255 bytes of data and expects 1 to 256")
        body = bytes([len(self.data)]) + self.data if self.data else b""
        if self.le is None or (body and not with_le):
            return self.header + body
        return self.header + body + bytes([self.le & 0xFF])


def command_of(apdu: bytes) -> Command:
    """The command in an APDU (the card's side).

    Raises:
        ValueError: cut short, or lengths that do not fit.
    """
    if len(apdu) < 4:
        raise ValueError("an APDU has at least four bytes")
    bare, rest = Command(apdu[0], apdu[1], apdu[2], apdu[3]), apdu[4:]
    if not rest:
        return bare
    if len(rest) == 1:
        return replace(bare, le=rest[0] or ANY_LENGTH)
    length = rest[0]
    if length == 0 or len(rest) not in (1 + length, 2 + length):
        raise ValueError(f"Lc says {length}, {len(rest) - 1} bytes follow")
    le = (rest[-1] or ANY_LENGTH) if len(rest) == 2 + length else None
    return replace(bare, data=rest[1 : 1 + length], le=le)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the card answered."""

    status: int
    """SW1 SW2."""
    data: bytes = field(default=b"", repr=False)

    @property
    def is_done(self) -> bool:
        """Whether everything went well."""
        return self.status == StatusWord.SUCCESS

    def encoded(self) -> bytes:
        """The reply as it comes from the card."""
        return self.data + self.status.to_bytes(2, "big")


def reply_of(answer: bytes) -> Reply:
    """The reply in the bytes of an answer.

    Raises:
        DeviceError: CARD_UNREADABLE for less than two bytes.
    """
    if len(answer) < 2:
        raise DeviceError(Fault.CARD_UNREADABLE, f"a reply of {len(answer)} bytes")
    return Reply(int.from_bytes(answer[-2:], "big"), answer[:-2])


class Chip(Protocol):
    """A card that answers commands: in the open, or through secure messaging."""

    def ask(self, command: Command) -> Reply:
        """Send one command and give the whole reply.

        Raises:
            DeviceError: CARD_UNREADABLE, or whatever the line raises.
        """


class PlainChip:
    """Fulfils `Chip` in the open: fetches what a T=0 card announces by `61 xx` and repeats at `6C xx`.

    T=1 readers hide both, most T=0 readers hide neither.

    Args:
        transmit: sends an APDU and gives the answer with its status word.
        is_t0: whether the protocol of the line is T=0.
    """

    def __init__(self, transmit: Callable[[bytes], bytes], *, is_t0: bool) -> None:
        self._transmit = transmit
        self._is_t0 = is_t0

    def ask(self, command: Command) -> Reply:
        """Send one command and give the whole reply (see `Chip`)."""
        reply = self._once(command)
        if reply.status >> 8 == 0x6C:
            reply = self._once(replace(command, le=_length(reply.status)))
        data = reply.data
        for _ in range(GET_RESPONSES_MAX):
            if reply.status >> 8 != 0x61:
                return Reply(reply.status, data)
            # GET RESPONSE takes the class of the command, without the bits of secure messaging
            reply = self._once(Command(command.cla & 0xF0, 0xC0, 0, 0, le=_length(reply.status)))
            data += reply.data
        raise DeviceError(Fault.CARD_UNREADABLE, f"{GET_RESPONSES_MAX} times 61 xx in one reply")

    def _once(self, command: Command) -> Reply:
        return reply_of(self._transmit(command.encoded(with_le=not self._is_t0)))


def _length(status: int) -> int:
    return status & 0xFF or ANY_LENGTH


def select_application(aid: bytes, *, answer: bool) -> Command:
    """SELECT by name.

    Args:
        aid: the application's identifier.
        answer: whether file control information is wanted; some permits answer 6700 to a Le here.
    """
    return Command(0x00, 0xA4, 0x04, 0x00 if answer else 0x0C, aid)


def done(chip: Chip, command: Command) -> bytes:
    """Ask, and give the data of a reply that went well.

    Raises:
        DeviceError: as `fault_of`; CARD_UNREADABLE where that has none.
    """
    reply = chip.ask(command)
    if reply.is_done:
        return reply.data
    raise refusal(reply.status, command)


def refusal(status: int, command: Command) -> DeviceError:
    """The error for a status word that was not hoped for."""
    fault = fault_of(status) or Fault.CARD_UNREADABLE
    return DeviceError(fault, f"SW {status:04X} to {command.header.hex(' ')}")

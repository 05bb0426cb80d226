"""The bank-card terminal's frames: bytes to values and back, without any line.

The makers give their protocols out under contract only. This one is our own choice, in the shape that the ports of
terminals in shops have had for decades (STX, length in two bytes of BCD, text with field separators, ETX, exclusive
or): whoever has a maker's manual writes a model of its own here and keeps the role.

    02 | length, 2 bytes BCD | text | 03 | LRC

The length counts the text; the LRC is over length, text and 03. The text is ASCII, its fields are divided by 1C: kind,
sequence (three digits, chosen by the host, comes back in everything that belongs to the request), then the kind's own.

    host      C charge: order, amount, seconds    Q query: order    R reverse: order    I identify
    terminal  i identity: number    n refused: reason
              s how an order stands: order, state, amount, reference, last four digits of the card

An amount has twelve digits of fen. The states: w waiting for card or PIN, c charged, d declined, v reversed, u unknown.
"""

from dataclasses import dataclass, field
from enum import Enum, unique

from drivers.bank_card import Payment, PaymentState
from drivers.frame_cutter import Found, FrameCutter, NeedsMore

STX, ETX, FS = 0x02, 0x03, b"\x1c"
SHORTEST = 3 + 5 + 2
"""Head, kind, separator and sequence, ETX and LRC."""
TEXT_MAX = 200
"""Our choice: the longest text, an order with a reference, has some 90 characters; a larger length is noise."""
AMOUNT_DIGITS = 12


@unique
class Kind(Enum):
    """The first field."""

    CHARGE = "C"
    QUERY = "Q"
    REVERSE = "R"
    IDENTIFY = "I"
    IDENTITY = "i"
    REFUSED = "n"
    STANDS = "s"


_STATES = {
    "w": PaymentState.WAITING,
    "c": PaymentState.CHARGED,
    "d": PaymentState.DECLINED,
    "v": PaymentState.REVERSED,
    "u": PaymentState.UNKNOWN,
}
_LETTERS = {state: letter for letter, state in _STATES.items()}


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame; its fields may hold the end of somebody's card."""

    kind: Kind
    sequence: int
    fields: tuple[str, ...] = field(default=(), repr=False)

    def encoded(self) -> bytes:
        """As it goes over the line."""
        text = FS.join(part.encode("ascii") for part in (self.kind.value, f"{self.sequence:03d}", *self.fields))
        counted = bytes.fromhex(f"{len(text):04d}") + text + bytes([ETX])
        return bytes([STX]) + counted + bytes([_check(counted)])


@dataclass(frozen=True, slots=True)
class Damaged:
    """Something that was a frame when it was sent."""


Seen = Frame | Damaged


def charge(sequence: int, order: str, amount_fen: int, within_s: int) -> Frame:
    """Ask for a card and charge it."""
    return Frame(Kind.CHARGE, sequence, (order, f"{amount_fen:0{AMOUNT_DIGITS}d}", f"{within_s:03d}"))


def stands(sequence: int, payment: Payment) -> Frame:
    """How an order stands."""
    told = (payment.order, _LETTERS[payment.state], f"{payment.amount_fen:0{AMOUNT_DIGITS}d}")
    return Frame(Kind.STANDS, sequence, (*told, payment.reference, payment.card_end))


def payment_in(frame: Frame) -> Payment | None:
    """What a frame says of an order; None where it says nothing that can be understood."""
    if frame.kind is not Kind.STANDS or len(frame.fields) != 5:
        return None
    order, letter, amount, reference, card_end = frame.fields
    state = _STATES.get(letter)
    if state is None or len(amount) != AMOUNT_DIGITS or not amount.isdecimal() or len(card_end) not in (0, 4):
        return None
    return Payment(order, state, int(amount), reference, card_end)


def recognise(stream: bytes) -> Found[Seen] | NeedsMore | None:
    """Whether a frame begins here (see `FrameCutter`)."""
    if stream[0] != STX:
        return None
    if len(stream) < 3:
        return NeedsMore(SHORTEST - len(stream))
    length = _bcd(stream[1:3])
    if length is None or not SHORTEST - 5 <= length <= TEXT_MAX:
        return None
    size = 3 + length + 2
    if len(stream) < size:
        return NeedsMore(size - len(stream))
    counted, check = stream[1 : size - 1], stream[size - 1]
    frame = _frame(stream[3 : size - 2])
    if counted[-1] != ETX or _check(counted) != check or frame is None:
        return Found(Damaged(), size)
    return Found(frame, size)


def cutter() -> FrameCutter[Seen]:
    """Cuts frames out of a stream."""
    return FrameCutter(recognise, SHORTEST)


def _frame(text: bytes) -> Frame | None:
    parts = text.split(FS)
    try:
        kind, sequence, *fields = (part.decode("ascii") for part in parts)
        return Frame(Kind(kind), int(sequence), tuple(fields)) if len(sequence) == 3 and sequence.isdecimal() else None
    except ValueError:
        return None


def _bcd(two: bytes) -> int | None:
    digits = two.hex()
    return int(digits) if digits.isdecimal() else None


def _check(counted: bytes) -> int:
    lrc = 0
    for byte in counted:
        lrc ^= byte
    return lrc

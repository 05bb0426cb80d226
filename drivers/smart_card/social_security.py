"""Social-security cards: application SSSE, files EF05 (card) and EF06 (holder), records of id, length, value.

Cards up to 2.00 tell everything here to anyone. Cards of the third generation answer 6982 for the holder: that needs a
key from a security module or a back office, so the terminal asks for another credential instead.
"""

import re
from datetime import date

from stdnum.iso7064 import mod_11_2

from drivers.faults import DeviceError, Fault
from drivers.smart_card import Holder, PinVerdict, SocialSecurityCard
from drivers.smart_card.apdu import Chip, Command, StatusWord, fault_of, refusal, select_application, tries_left

AID = b"sx1.sh." + "社会保障".encode("gbk")

EF05, EF06 = 0x05, 0x06
"""Short identifiers of the files EF05 (card) and EF06 (holder); the long ones are EF 05 and EF 06."""

LENGTHS: dict[int, dict[int, int]] = {
    EF05: {0x01: 16, 0x02: 1, 0x03: 4, 0x04: 12, 0x05: 4, 0x06: 4, 0x07: 9},
    EF06: {0x08: 18, 0x09: 30, 0x4E: 20, 0x0A: 1, 0x0B: 1, 0x0C: 3, 0x0D: 4},
}
"""The record ids of each file, in the order of their numbers, and the lengths of their values."""

CARD_ID, VERSION, ISSUER, ISSUED, VALID_TO, CARD_NUMBER = 0x01, 0x03, 0x04, 0x05, 0x06, 0x07
NUMBER, NAME, NAME_MORE, SEX, NATION, BIRTH_PLACE, BIRTH = 0x08, 0x09, 0x4E, 0x0A, 0x0B, 0x0C, 0x0D

KEPT = (StatusWord.SECURITY_NOT_SATISFIED, StatusWord.CONDITIONS_NOT_SATISFIED)
"""How a card says that it tells this only to whoever has a key."""

_VERSION = re.compile(r"[0-9]\.[0-9]{2}")
_HOLDER_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
_CARD_NUMBER = re.compile(r"[0-9A-Z]{9}")


def select(chip: Chip) -> bool:
    """Select the application; False when the card has none."""
    reply = chip.ask(select_application(AID, answer=True))
    if reply.status in (StatusWord.NOT_FOUND, StatusWord.RECORD_NOT_FOUND):
        return False
    if not reply.is_done:
        raise refusal(reply.status, select_application(AID, answer=True))
    return True


def read(chip: Chip) -> SocialSecurityCard:
    """Read what the card tells without keys.

    Raises:
        DeviceError: CARD_UNREADABLE or CARD_INVALID.
    """
    if not select(chip):
        raise DeviceError(Fault.CARD_UNREADABLE, "no social-security application")
    records = Records(chip)
    card_id = records.needed(EF05, CARD_ID)
    card_number = records.read(EF05, CARD_NUMBER)
    issuer = records.read(EF05, ISSUER)
    issued = records.read(EF05, ISSUED)
    valid_to = records.read(EF05, VALID_TO)
    return SocialSecurityCard(
        version=_matching(_VERSION, records.needed(EF05, VERSION), "version"),
        card_id=card_id.hex().upper(),
        card_number=None if card_number is None else _matching(_CARD_NUMBER, card_number, "card number"),
        issuer=None if issuer is None else issuer.hex().upper(),
        issued=None if issued is None else _date(issued, "day of issue"),
        valid_to=None if valid_to is None else _date(valid_to, "last day"),
        holder=_holder(records),
    )


def verify_pin(chip: Chip, pin: str, card_id: str) -> PinVerdict:
    """Have the card compare a PIN: six digits, two in a byte.

    Args:
        chip: one connection for all of it: whoever changes the card meanwhile breaks it.
        pin: six digits.
        card_id: of the card that was read before, as `SocialSecurityCard.card_id`.

    Raises:
        ValueError: it is not six digits; nothing was sent.
        DeviceError: CARD_INVALID when another card lies there, CARD_UNREADABLE or REFUSED.
    """
    if not re.fullmatch(r"[0-9]{6}", pin):
        raise ValueError("a PIN is six digits")
    if not select(chip):
        raise DeviceError(Fault.CARD_UNREADABLE, "no social-security application")
    if Records(chip).needed(EF05, CARD_ID) != bytes.fromhex(card_id):
        raise DeviceError(Fault.CARD_INVALID, "another card than the one that was read")
    command = Command(0x00, 0x20, 0x00, 0x00, bytes.fromhex(pin))
    reply = chip.ask(command)
    if reply.is_done:
        return PinVerdict(is_right=True, tries_left=None)
    left = tries_left(reply.status)
    if left is not None:
        return PinVerdict(is_right=False, tries_left=left)
    match reply.status:
        case StatusWord.AUTHENTICATION_BLOCKED:
            return PinVerdict(is_right=False, tries_left=0)
        case StatusWord.AUTHENTICATION_FAILED:
            return PinVerdict(is_right=False, tries_left=None)
    raise refusal(reply.status, command)


class Records:
    """Reads records of the selected application.

    Cards differ in how they want to be asked: by record number, by record id, or with the file's short identifier in
    P2 by either. The first way that brings the right record is kept for the rest of the card.
    """

    def __init__(self, chip: Chip) -> None:
        self._chip = chip
        self._selected: int | None = None
        self._way: int | None = None

    def needed(self, file: int, record: int) -> bytes:
        """The value of a record that every card tells.

        Raises:
            DeviceError: CARD_UNREADABLE.
        """
        value = self.read(file, record)
        if value is None:
            raise DeviceError(Fault.CARD_UNREADABLE, f"record {record:02X} is kept back or missing")
        return value

    def read(self, file: int, record: int) -> bytes | None:
        """The value of a record; None where the card keeps it to itself or has none.

        Raises:
            DeviceError: CARD_UNREADABLE.
        """
        self._select(file)
        status = int(StatusWord.RECORD_NOT_FOUND)
        for way in range(len(_ways(file, record))) if self._way is None else (self._way,):
            command = _ways(file, record)[way]
            reply = self._chip.ask(command)
            if reply.status in KEPT:
                return None
            if reply.is_done and reply.data[:1] == bytes([record]):
                self._way = way
                return _value(reply.data)
            status = reply.status
        if status in (StatusWord.RECORD_NOT_FOUND, StatusWord.NOT_FOUND):
            return None
        if status != StatusWord.SUCCESS and fault_of(status) is not None:
            raise refusal(status, _ways(file, record)[0])
        raise DeviceError(Fault.CARD_UNREADABLE, f"another record than {record:02X} came")

    def _select(self, file: int) -> None:
        if self._selected == file:
            return
        reply = None
        for p1 in (0x02, 0x00):
            command = Command(0x00, 0xA4, p1, 0x00, bytes([0xEF, file]))
            reply = self._chip.ask(command)
            if reply.is_done or reply.status in KEPT:
                # a file that may not even be selected says so again when it is read
                self._selected = file
                return
        if reply is not None:
            raise refusal(reply.status, command)


def _ways(file: int, record: int) -> tuple[Command, ...]:
    number = list(LENGTHS[file]).index(record) + 1
    le = LENGTHS[file][record] + 2
    by_number, by_id = 0x04, 0x00
    return (
        Command(0x00, 0xB2, number, by_number, le=le),
        Command(0x00, 0xB2, record, by_id, le=le),
        Command(0x00, 0xB2, number, file << 3 | by_number, le=le),
        Command(0x00, 0xB2, record, file << 3 | by_id, le=le),
    )


def _value(record: bytes) -> bytes:
    if len(record) < 2 or len(record) != 2 + record[1]:
        raise DeviceError(Fault.CARD_UNREADABLE, f"a record of {len(record)} bytes does not say so itself")
    return record[2:]


def _holder(records: Records) -> Holder | None:
    number = records.read(EF06, NUMBER)
    if number is None:
        return None
    name = records.needed(EF06, NAME) + (records.read(EF06, NAME_MORE) or b"")
    birth = records.read(EF06, BIRTH)
    holder = Holder(
        number=_matching(_HOLDER_NUMBER, number, "holder's number"),
        name=_name(name),
        sex=_text(records.read(EF06, SEX) or b"", "sex"),
        nation=(records.read(EF06, NATION) or b"").hex(),
        birth_place=(records.read(EF06, BIRTH_PLACE) or b"").hex(),
        birth=None if birth is None else _date(birth, "birth"),
    )
    if not mod_11_2.is_valid(holder.number):
        raise _invalid("the holder's number has a wrong check digit")
    if holder.birth is not None and holder.number[6:14] != f"{holder.birth:%Y%m%d}":
        raise _invalid("the number's birth date is not the card's")
    return holder


def _name(written: bytes) -> str:
    # the extension continues a name that fills all 30 bytes; both are padded with NUL, some issuers use blanks
    try:
        name = written.replace(b"\0", b"").decode("gb18030").strip(" \u3000")
    except UnicodeDecodeError:
        raise _invalid("the name is not GBK") from None
    if not name:
        raise _invalid("the name is empty")
    return name


def _text(written: bytes, field: str) -> str:
    try:
        return written.decode("ascii").strip(" \0")
    except UnicodeDecodeError:
        raise _invalid(f"the {field} is not ASCII") from None


def _matching(pattern: re.Pattern[str], written: bytes, field: str) -> str:
    text = _text(written, field)
    if not pattern.fullmatch(text):
        raise _invalid(f"the {field} has another form")
    return text


def _date(written: bytes, field: str) -> date | None:
    digits = written.hex()
    if digits in ("0" * 8, "f" * 8):
        return None  # never personalised
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise _invalid(f"the {field} is not a date") from None


def _invalid(detail: str) -> DeviceError:
    return DeviceError(Fault.CARD_INVALID, detail)

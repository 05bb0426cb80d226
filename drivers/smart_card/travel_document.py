"""Reading a travel document: select, authenticate, read the files, make one value of them.

Passive authentication (the signature over the data groups) is not done: it needs the issuing states' certificates.
What is proved is that the chip knows the printed fields.
"""

from collections.abc import Callable
from datetime import date

from drivers.faults import DeviceError, Fault
from drivers.smart_card import MrzKey, TravelDocument, data_groups
from drivers.smart_card.apdu import Chip, Command, StatusWord, done, refusal, select_application
from drivers.smart_card.bac import authenticated
from drivers.smart_card.data_groups import DataGroupError, Details, Portrait
from drivers.smart_card.mrz import MrzError, Zone, birth_of, expiry_of, zone_of
from drivers.smart_card.tlv import TlvError, header, tlv

AID = bytes.fromhex("A0000002471001")
PIECE_BYTES = 0xDF
"""So much of a file in one go: protected it still fits into 256 bytes, and all working readers use it."""
HEADER_BYTES = 4
"""Enough for the tag of any data group and a length of up to two bytes more."""
FILE_BYTES_MAX = 65_536
"""Our choice: the largest portraits known are below 40 kB."""
EVEN_OFFSET_MAX = 0x7FFF
"""Beyond that READ BINARY needs the odd instruction (ISO/IEC 7816-4, 7.2.3)."""
MISSING = (StatusWord.NOT_FOUND, StatusWord.SECURITY_NOT_SATISFIED, StatusWord.CONDITIONS_NOT_SATISFIED)
"""A file that is not there, or that only other terminals may read."""


def select(chip: Chip) -> bool:
    """Select the application; False when the card has none."""
    command = select_application(AID, answer=False)
    reply = chip.ask(command)
    if reply.status == StatusWord.NOT_FOUND:
        return False
    if not reply.is_done:
        raise refusal(reply.status, command)
    return True


def read(chip: Chip, key: MrzKey, today: date, random: Callable[[int], bytes]) -> TravelDocument:
    """Open and read the document.

    Args:
        chip: the card as it was inserted.
        key: the printed fields.
        today: tells the century of two-digit years of birth.
        random: gives so many random bytes.

    Raises:
        DeviceError: REFUSED for a wrong key, CARD_UNREADABLE, CARD_INVALID.
    """
    if not select(chip):
        raise DeviceError(Fault.CARD_UNREADABLE, "no travel-document application")
    secure = authenticated(chip, key, random)
    try:
        com = file(secure, data_groups.EF_COM)
        listed = frozenset({data_groups.DG1_TAG, data_groups.DG2_TAG, data_groups.DG11_TAG})
        if com is not None:
            listed &= data_groups.present(com)
        dg1 = file(secure, data_groups.EF_DG1)
        if dg1 is None:
            raise DeviceError(Fault.CARD_UNREADABLE, "no DG1")
        zone = zone_of(data_groups.zone_text(dg1))
        if (zone.number, zone.birth, zone.expiry) != (key.number, key.birth, key.expiry):
            raise DeviceError(Fault.CARD_INVALID, "the zone in the chip is not the printed one")
        dg2 = file(secure, data_groups.EF_DG2) if data_groups.DG2_TAG in listed else None
        dg11 = file(secure, data_groups.EF_DG11) if data_groups.DG11_TAG in listed else None
        details = Details() if dg11 is None else data_groups.details(dg11)
        face = None if dg2 is None else data_groups.portrait(dg2)
    except (MrzError, DataGroupError) as error:
        raise DeviceError(Fault.CARD_INVALID, str(error)) from None
    return _document(zone, details, face, today)


def file(chip: Chip, identifier: int) -> bytes | None:
    """Read a whole file; None where the document has none, or keeps it to itself.

    Raises:
        DeviceError: CARD_UNREADABLE, CARD_INVALID for a length that no file has.
    """
    command = Command(0x00, 0xA4, 0x02, 0x0C, identifier.to_bytes(2, "big"))
    reply = chip.ask(command)
    if reply.status in MISSING:
        return None
    if not reply.is_done:
        raise refusal(reply.status, command)
    data = done(chip, _read_binary(0, HEADER_BYTES))
    try:
        _, length, begin = header(data + bytes(HEADER_BYTES))
    except TlvError as error:
        raise DeviceError(Fault.CARD_INVALID, str(error)) from None
    whole = begin + length
    if begin > HEADER_BYTES or whole > FILE_BYTES_MAX:
        raise DeviceError(Fault.CARD_INVALID, f"a file of {whole} bytes")
    while len(data) < whole:
        piece = _piece(chip, len(data), min(PIECE_BYTES, whole - len(data)))
        if not piece:
            raise DeviceError(Fault.CARD_UNREADABLE, f"the file ends after {len(data)} of {whole} bytes")
        data += piece
    return data[:whole]


def _piece(chip: Chip, offset: int, size: int) -> bytes:
    if offset <= EVEN_OFFSET_MAX:
        return done(chip, _read_binary(offset, size))
    command = Command(0x00, 0xB1, 0x00, 0x00, tlv(0x54, offset.to_bytes(3, "big")), le=size + HEADER_BYTES)
    answer = done(chip, command)
    try:
        _, length, begin = header(answer)
    except TlvError as error:
        raise DeviceError(Fault.CARD_UNREADABLE, str(error)) from None
    return answer[begin : begin + length]


def _read_binary(offset: int, size: int) -> Command:
    return Command(0x00, 0xB0, offset >> 8, offset & 0xFF, le=size)


def _document(zone: Zone, details: Details, face: Portrait | None, today: date) -> TravelDocument:
    expiry = expiry_of(zone)
    if expiry is None:
        raise DeviceError(Fault.CARD_INVALID, "the last day is not a date")
    return TravelDocument(
        kind=zone.kind,
        number=zone.number,
        name=details.name or zone.name or zone.latin_name,
        latin_name=zone.latin_name,
        birth=details.birth or birth_of(zone, today),
        expiry=expiry,
        sex=zone.sex,
        nationality=zone.nationality,
        issuer=zone.issuer,
        personal_number=details.personal_number or zone.personal_number,
        birth_place=details.birth_place,
        portrait=None if face is None else face.data,
        portrait_type="" if face is None else face.type,
    )

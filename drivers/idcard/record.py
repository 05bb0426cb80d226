"""The 256-byte text record of a card: UTF-16LE fields at fixed places, padded with blanks.

Places of citizen, J and I from the readers' development manuals; Y (since 2023-12-01) has been published only once, so
its English name and renewal count are the least certain. The letter at byte 248 says which card it is.
"""

import re
from collections.abc import Mapping
from datetime import date

from stdnum.iso7064 import mod_11_2

from drivers.faults import DeviceError, Fault
from drivers.idcard import CardKind, IdCard

RECORD_BYTES = 256
LONG_TERM = "长期"

FLAG = slice(248, 250)
KINDS = {
    " ": CardKind.CITIZEN,
    "J": CardKind.RESIDENCE_PERMIT,
    "I": CardKind.FOREIGN_2017,
    "Y": CardKind.FOREIGN_2023,
}

_CITIZEN = {
    "name": slice(0, 30),
    "sex": slice(30, 32),
    "nation": slice(32, 36),
    "birth": slice(36, 52),
    "address": slice(52, 122),
    "number": slice(122, 158),
    "issuer": slice(158, 188),
    "valid_from": slice(188, 204),
    "valid_to": slice(204, 220),
}
PLACES: dict[CardKind, dict[str, slice]] = {
    CardKind.CITIZEN: _CITIZEN,
    CardKind.RESIDENCE_PERMIT: {**_CITIZEN, "travel_permit": slice(220, 238), "issue_count": slice(238, 242)},
    CardKind.FOREIGN_2017: {
        "latin_name": slice(0, 120),
        "sex": slice(120, 122),
        "number": slice(122, 152),
        "nationality": slice(152, 158),
        "name": slice(158, 188),
        "valid_from": slice(188, 204),
        "valid_to": slice(204, 220),
        "birth": slice(220, 236),
        "version": slice(236, 240),
        "authority": slice(240, 248),
    },
    CardKind.FOREIGN_2023: {
        "name": slice(0, 30),
        "sex": slice(30, 32),
        "renewals": slice(32, 36),
        "birth": slice(36, 52),
        "latin_name": slice(52, 122),
        "number": slice(122, 158),
        "valid_from": slice(188, 204),
        "valid_to": slice(204, 220),
        "latin_name_rest": slice(220, 242),
        "nationality": slice(242, 248),
        "associated": slice(250, 256),
    },
}
"""Where each field stands, in bytes."""

_NUMBER_18 = re.compile(r"[0-9]{17}[0-9X]")
_NUMBER_15 = re.compile(r"[A-Z]{3}[0-9]{12}")


def fields_of(record: bytes) -> tuple[CardKind, dict[str, str]]:
    """The record's fields as text, without padding and unchecked.

    Raises:
        DeviceError: CARD_INVALID for a wrong size, an unknown type letter or bytes that are not UTF-16.
    """
    if len(record) != RECORD_BYTES:
        raise _invalid(f"a record of {len(record)} bytes")
    kind = KINDS.get(record[FLAG].decode("utf-16-le", "replace"))
    if kind is None:
        raise _invalid("the type letter is unknown")
    try:
        return kind, {
            # NUL and the ideographic blank stand for a blank on some early cards
            field: record[place].decode("utf-16-le").strip(" \0\u3000")
            for field, place in PLACES[kind].items()
        }
    except UnicodeDecodeError:
        raise _invalid("not UTF-16") from None


def record_of(kind: CardKind, fields: Mapping[str, str]) -> bytes:
    """Write a record (for simulator and tests).

    Raises:
        ValueError: a field that this kind has not, or that is too long for its place.
    """
    record = bytearray(" ".encode("utf-16-le") * (RECORD_BYTES // 2))
    for field, text in fields.items():
        place = PLACES[kind].get(field)
        if place is None:
            raise ValueError(f"a {kind.value} card has no '{field}', it has {sorted(PLACES[kind])}")
        written = text.encode("utf-16-le")
        if len(written) > place.stop - place.start:
            raise ValueError(f"'{field}' has room for {(place.stop - place.start) // 2} characters")
        record[place.start : place.start + len(written)] = written
    letter = next(letter for letter, known in KINDS.items() if known is kind)
    record[FLAG] = letter.encode("utf-16-le")
    return bytes(record)


def card_of(record: bytes, portrait: bytes | None) -> IdCard:
    """Decode and check a record.

    Checked are the check digit (GB 11643, ISO 7064 MOD 11-2), that dates exist and follow each other, and that the
    number's birth date is the card's. Never the region code: it is that of the day of issue, and whole ranges (81, 82,
    83, 9…) stand in no list of counties. Whether the card has expired is for the caller, who knows the day.

    Raises:
        DeviceError: CARD_INVALID; the detail names the field, never what stands in it.
    """
    kind, fields = fields_of(record)
    latin_name = (fields.get("latin_name", "") + fields.get("latin_name_rest", "")).strip()
    name = fields["name"] or latin_name
    if not name:
        raise _invalid("the name is empty")
    birth = _date(fields["birth"], "birth")
    number = fields["number"].upper()
    _check_number(kind, number, fields["birth"])
    valid_from = _date(fields["valid_from"], "valid_from")
    valid_to = None if fields["valid_to"] == LONG_TERM else _date(fields["valid_to"], "valid_to")
    if valid_to is not None and valid_to < valid_from:
        raise _invalid("valid_to lies before valid_from")
    return IdCard(
        kind=kind,
        number=number,
        name=name,
        birth=birth,
        sex=fields["sex"],
        nation=fields.get("nation", ""),
        nationality=fields.get("nationality", ""),
        address=fields.get("address", ""),
        issuer=fields.get("issuer", ""),
        valid_from=valid_from,
        valid_to=valid_to,
        portrait=portrait,
    )


def _check_number(kind: CardKind, number: str, birth: str) -> None:
    if kind is CardKind.FOREIGN_2017:
        # Its last digit follows ICAO 9303 in all samples we know, but no standard says so: not a reason to turn
        # somebody away.
        if not _NUMBER_15.fullmatch(number):
            raise _invalid("the number is not of 15 characters")
        if number[7:13] != birth[2:]:
            raise _invalid("the number's birth date is not the card's")
        return
    if not _NUMBER_18.fullmatch(number):
        raise _invalid("the number is not of 18 characters")
    if not mod_11_2.is_valid(number):
        raise _invalid("the number's check digit is wrong")
    if number[6:14] != birth:
        raise _invalid("the number's birth date is not the card's")


def _date(text: str, field: str) -> date:
    if not re.fullmatch(r"[0-9]{8}", text):
        raise _invalid(f"{field} is not a date")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise _invalid(f"{field} is not a date") from None


def _invalid(detail: str) -> DeviceError:
    return DeviceError(Fault.CARD_INVALID, detail)

"""Machine-readable zones (ICAO 9303-3 to -5) and the one printed line of 往来港澳/台湾通行证.

A zone is given as one string without line breaks: 30 characters are the permits' line, 88 are a passport (TD3), 90 are
a card (TD1) or what the chip of a Chinese permit holds; the first two characters tell those apart.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from drivers.smart_card import DocumentKind, MrzKey

WEIGHTS = (7, 3, 1)
PERMIT_LINE = 30
TD3 = 88
TD1 = 90
PERMITS = ("CS", "CD")
"""往来港澳通行证 and 往来台湾通行证; their chip writes its DG1 in a form of its own."""
HOME_PERMITS = ("CR", "CT")
"""回乡证 and 台胞证: three lines of 30, the number at 2."""
_NAME_LETTERS = re.compile(r"(?:[A-P]{4})*")


class MrzError(ValueError):
    """A zone that contradicts itself. Says which field, never what stands in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """What a machine-readable zone says, unpadded. Dates are YYMMDD."""

    kind: DocumentKind
    number: str = field(repr=False)
    birth: str = field(repr=False)
    expiry: str = field(repr=False)
    latin_name: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    """Chinese characters; only permits have them here."""
    sex: str = field(default="", repr=False)
    nationality: str = field(default="", repr=False)
    issuer: str = field(default="", repr=False)
    personal_number: str = field(default="", repr=False)

    @property
    def key(self) -> MrzKey:
        """What opens the document's chip (ValueError where the zone has no number, or dates that are none)."""
        return MrzKey(self.number, self.birth, self.expiry)


def check_digit(text: str) -> str:
    """The check digit of ICAO 9303-3, 4.9.

    Raises:
        MrzError: a character that cannot stand in an MRZ.
    """
    total = 0
    for at, letter in enumerate(text):
        if letter == "<":
            continue
        if not (letter.isascii() and letter.isalnum() and letter.upper() == letter):
            raise MrzError("a character that cannot stand in an MRZ")
        total += WEIGHTS[at % 3] * int(letter, 36)
    return str(total % 10)


def birth_of(zone: Zone, today: date) -> date | None:
    """The latest day with these digits that has come already: nobody is born tomorrow. None where it is not known."""
    this_century = _day("20" + zone.birth)
    if this_century is not None and this_century <= today:
        return this_century
    return _day("19" + zone.birth)


def expiry_of(zone: Zone) -> date | None:
    """The last day; None where the digits are none."""
    return _day("20" + zone.expiry)


def key_of(text: str) -> MrzKey:
    """The key in what a person or a scanner read from the document: any of the zones, with or without line breaks.

    Raises:
        MrzError: it is no zone, or a check digit is wrong.
    """
    zone = zone_of("".join(text.split()))
    try:
        return zone.key
    except ValueError as error:
        raise MrzError(str(error)) from None


def zone_of(text: str) -> Zone:
    """Read and check a zone.

    Raises:
        MrzError: another length, another character, or a check digit is wrong.
    """
    if not re.fullmatch(r"[A-Z0-9<]*", text):
        raise MrzError("a character that cannot stand in an MRZ")
    code = text[:2]
    match len(text):
        case n if n == PERMIT_LINE and code in PERMITS:
            return _permit(text)
        case n if n == TD1 and code in PERMITS:
            return _permit(text)
        case n if n == TD1 and code in HOME_PERMITS:
            return _home_permit(text)
        case n if n == TD1:
            return _td1(text)
        case n if n == TD3:
            return _td3(text)
    raise MrzError(f"no zone has {len(text)} characters")


def _td3(text: str) -> Zone:
    second = text[44:]
    _check(second[0:9], second[9], "number")
    _check(second[13:19], second[19], "birth")
    _check(second[21:27], second[27], "expiry")
    if second[42] != "<" or second[28:42].strip("<"):
        _check(second[28:42], second[42], "personal number")
    _check(second[0:10] + second[13:20] + second[21:43], second[43], "whole")
    return Zone(
        kind=_kind(text[:2]),
        number=second[0:9].rstrip("<"),
        birth=second[13:19],
        expiry=second[21:27],
        latin_name=_name(text[5:44]),
        sex=_plain(second[20]),
        nationality=_plain(second[10:13]),
        issuer=_plain(text[2:5]),
        personal_number=_plain(second[28:42]),
    )


def _td1(text: str) -> Zone:
    first, second, third = text[:30], text[30:60], text[60:]
    _check(second[0:6], second[6], "birth")
    _check(second[8:14], second[14], "expiry")
    if first[:2] == "C<" and second[15:26].strip("<") and second[26] == check_digit(second[15:26]):
        # permits for Hong Kong and Macao residents of the years before 2013 have their number in the second line
        number, personal = second[15:26].rstrip("<"), ""
    elif first[14] == "<" and first[15] != "<":
        # a number longer than nine goes on in the optional field and has its check digit behind it (9303-5, 4.2.2)
        rest = first[15:30].rstrip("<")
        _check(first[5:14] + rest[:-1], rest[-1], "number")
        number, personal = first[5:14] + rest[:-1], _plain(second[18:29])
    else:
        _check(first[5:14], first[14], "number")
        number, personal = first[5:14].rstrip("<"), _plain(first[15:30])
    if first[:2] != "C<":
        _check(first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29], "whole")
    return Zone(
        kind=_kind(text[:2]),
        number=number,
        birth=second[0:6],
        expiry=second[8:14],
        latin_name=_name(third),
        sex=_plain(second[7]),
        nationality="" if first[:2] == "C<" else _plain(second[15:18]),
        issuer=_plain(first[2:5]),
        personal_number=personal,
    )


def _permit(text: str) -> Zone:
    """The line on the back; behind it, on the chip, 60 characters whose meaning only one source describes."""
    _check(text[2:11], text[11], "number")
    _check(text[13:19], text[19], "expiry")
    _check(text[21:27], text[27], "birth")
    _check(text[2:12] + text[13:20] + text[21:28], text[29], "whole")
    return Zone(
        kind=_kind(text[:2]),
        number=text[2:11].rstrip("<"),
        birth=text[21:27],
        expiry=text[13:19],
        name=_chinese(text[30:42]),
        latin_name=_name(text[42:60]),
        sex=_plain(text[60:61]) if text[60:61] in ("M", "F") else "",
    )


def _home_permit(text: str) -> Zone:
    """The layout of one source."""
    _check(text[2:11], text[11], "number")
    _check(text[15:21], text[21], "expiry")
    _check(text[23:29], text[29], "birth")
    return Zone(
        kind=_kind(text[:2]),
        number=text[2:11].rstrip("<"),
        birth=text[23:29],
        expiry=text[15:21],
        sex=_plain(text[22]),
        latin_name=_name(text[60:]),
        personal_number=_plain(text[49:60]),
    )


def permit_line(code: str, number: str, expiry: str, birth: str) -> str:
    """The printed line of a permit (simulator and tests).

    Args:
        code: CS or CD.
        number: at most nine characters.
        expiry: YYMMDD.
        birth: YYMMDD.
    """
    number = number.ljust(9, "<")
    parts = [text + check_digit(text) for text in (number, expiry, birth)]
    return f"{code}{parts[0]}<{parts[1]}<{parts[2]}<{check_digit(''.join(parts))}"


def chinese_letters(name: str) -> str:
    """A Chinese name as a permit's chip writes it: each half byte of its GBK as a letter A to P, 12 in all."""
    letters = "".join(chr(ord("A") + int(digit, 16)) for digit in name.encode("gbk").hex())
    return letters[:12].ljust(12, "<")


def _chinese(letters: str) -> str:
    letters = letters.rstrip("<")
    if not _NAME_LETTERS.fullmatch(letters):
        return ""  # one source only knows this field: what does not fit is no reason to refuse the document
    digits = "".join(f"{ord(letter) - ord('A'):x}" for letter in letters)
    try:
        return bytes.fromhex(digits).decode("gbk")
    except UnicodeDecodeError:
        return ""


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _kind(code: str) -> DocumentKind:
    if code in PERMITS + HOME_PERMITS:
        return DocumentKind(code)
    return DocumentKind.PASSPORT if code[0] == "P" else DocumentKind.OTHER


def _plain(padded: str) -> str:
    return padded.rstrip("<").replace("<", " ")


def _name(padded: str) -> str:
    return " ".join(padded.replace("<", " ").split())


def _check(text: str, digit: str, name: str) -> None:
    if check_digit(text) != digit:
        raise MrzError(f"the check digit of the {name} is wrong")

"""电子证照标识: how an electronic licence is named all over the country, and its check character.

`1.2.156.3005.2.<type code>.<issuing body>.<serial>.<version>.<check>`; the check character is ISO 7064 MOD 37,36 over
the parts before it without dots, which published identifiers bear out (tests). GB/T 36901 to 36906-2018.
"""

import re
import string
from dataclasses import dataclass

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

ROOT = "1.2.156.3005.2"
SAMPLE_BODY = "12449900MB00000007"
"""A unified social credit code (GB 32100, right check digit) of an area that was assigned to nobody."""
_PART = re.compile(r"[0-9A-Z]+")
_CHARACTERS = string.digits + string.ascii_uppercase


@dataclass(frozen=True, slots=True)
class LicenceIdentifier:
    """The parts of an identifier."""

    type_code: str
    """18 characters of the body that defined the kind, and 3 of its own."""
    issuer: str
    serial: str
    version: int
    """1 to 999; a licence that was issued anew has the next one."""

    def __post_init__(self) -> None:
        """Refuse parts that no identifier can have.

        Raises:
            ValueError: naming the part.
        """
        for name, part in (("type code", self.type_code), ("issuer", self.issuer), ("serial", self.serial)):
            if not _PART.fullmatch(part):
                raise ValueError(f"{name}: capital letters and digits only")
        if len(self.type_code) != 21:
            raise ValueError("type code: 21 characters")
        if not 1 <= self.version <= 999:
            raise ValueError("version: 1 to 999")

    def __str__(self) -> str:
        """The whole identifier."""
        parts = (self.type_code, self.issuer, self.serial, f"{self.version:03d}")
        return ".".join((ROOT, *parts, str(mod_37_36.calc_check_digit("".join(parts)))))


def parse(text: str) -> LicenceIdentifier:
    """The parts of an identifier.

    Raises:
        ValueError: it has another form, or its check character is wrong.
    """
    parts = text.removeprefix(f"{ROOT}.").split(".")
    if not text.startswith(f"{ROOT}.") or len(parts) != 5 or not re.fullmatch(r"\d{3}", parts[3]):
        raise ValueError("not a licence identifier")
    try:
        mod_37_36.validate("".join(parts))
    except ValidationError:
        raise ValueError("the check character is wrong") from None
    return LicenceIdentifier(parts[0], parts[1], parts[2], int(parts[3]))


def sample_type_code(row: str) -> str:
    """A type code for a line of the licence register, e.g. L012, under the body that does not exist."""
    number = int(row[1:]) + (1000 if row.startswith("A") else 0)
    return SAMPLE_BODY + "".join(_CHARACTERS[number // 36**place % 36] for place in (2, 1, 0))

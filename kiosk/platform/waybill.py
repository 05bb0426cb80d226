"""Numbers of items in the post: two letters, eight digits, a check digit, the country (UPU S10-12, 5.1 to 5.4)."""

import re

_FORM = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}", re.ASCII)
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
"""UPU S10-12, 5.3.2."""


def check_digit(serial: str) -> str:
    """Of the eight digits of a serial number.

    Raises:
        ValueError: these are no eight digits.
    """
    if len(serial) != len(_WEIGHTS) or not (serial.isascii() and serial.isdecimal()):
        raise ValueError("a serial number has eight digits")
    left = 11 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, serial, strict=True)) % 11
    return {10: "0", 11: "5"}.get(left, str(left))


def is_waybill(text: str) -> bool:
    """Whether it is such a number, with its right check digit."""
    found = _FORM.fullmatch(text)
    return found is not None and check_digit(found[1]) == found[2]


def waybill(service: str, serial: int, country: str = "CN") -> str:
    """The whole number.

    Args:
        service: two letters; EA to EZ are EMS.
        serial: from 0 to 99 999 999.
        country: ISO 3166 code.
    """
    digits = f"{serial:08d}"
    return f"{service}{digits}{check_digit(digits)}{country}"

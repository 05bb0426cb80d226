"""The QR code of a paper."""

import re

import segno
from segno import consts

QUIET_MODULES = 4
"""ISO/IEC 18004 clause 5.3.8: white modules on every side."""
_DIGITS_LAST = re.compile(r"(?P<head>.*?\D)(?P<digits>\d{20,})", re.DOTALL | re.ASCII)
"""An address that ends in a long number, as a signed paper's does (printing/statement.py)."""


def modules(data: str) -> list[list[bool]]:
    """Rows of modules, True is dark, without the quiet zone; error correction M, never a Micro QR.

    A long number at the end is written as one (ISO/IEC 18004 7.4.3): a signed paper's address then takes 61 modules a
    side, where bytes throughout would take 85.
    """
    found = _DIGITS_LAST.fullmatch(data)
    segments = data if found is None else [(found["head"], consts.MODE_BYTE), (found["digits"], consts.MODE_NUMERIC)]
    code = segno.make(segments, error="m", boost_error=False, micro=False)  # type: ignore[arg-type]  # takes segments
    return [[bool(module) for module in row] for row in code.matrix]

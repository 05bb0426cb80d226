"""The QR code of a paper."""

import re

import segno
from segno import consts

from printing.page import Box, Mark, QrCode

QUIET_MODULES = 4
"""ISO/IEC 18004 clause 5.3.8: white modules on every side."""
SIGNED_MASK = 3
"""Which of ISO/IEC 18004's eight masks a signed paper's code wears.

The clause 7.8.3 tries all eight and weighs large plain areas. A signature is noise under any of them, so the trial
would find nothing and cost twenty milliseconds of the hundred in which the page has to be on the glass.
"""
_DIGITS_LAST = re.compile(r"(?P<head>.*?\D)(?P<digits>\d{20,})", re.DOTALL | re.ASCII)
"""An address that ends in a long number, as a signed paper's does (printing/statement.py)."""

Modules = tuple[tuple[bool, ...], ...]


def modules(data: str) -> Modules:
    """Rows of modules, True is dark, without the quiet zone; error correction M, never a Micro QR.

    A long number at the end is written as one (ISO/IEC 18004 7.4.3): a signed paper's address then takes 61 modules a
    side, where bytes throughout would take 85.
    """
    found = _DIGITS_LAST.fullmatch(data)
    segments = data if found is None else [(found["head"], consts.MODE_BYTE), (found["digits"], consts.MODE_NUMERIC)]
    mask = None if found is None else SIGNED_MASK
    code = segno.make(
        segments,  # type: ignore[arg-type]  # takes segments
        error="m",
        boost_error=False,
        micro=False,
        mask=mask,
    )
    return tuple(tuple(module != 0 for module in row) for row in code.matrix)


def code_marks(x: float, y: float, size: float, data: str) -> list[Mark]:
    """A code with its dark area's lower left corner at x, y and white paper around it.

    Args:
        x: points.
        y: points.
        size: edge of the dark area in points.
        data: what it says.
    """
    matrix = modules(data)
    quiet = size / len(matrix) * QUIET_MODULES
    return [
        Box(x=x - quiet, y=y - quiet, width=size + 2 * quiet, height=size + 2 * quiet, fill=1),
        QrCode(x=x, y=y, size=size, data=data, modules=matrix),
    ]

"""The QR code of a paper."""

import segno

QUIET_MODULES = 4
"""ISO/IEC 18004 clause 5.3.8: white modules on every side."""


def modules(data: str) -> list[list[bool]]:
    """Rows of modules, True is dark, without the quiet zone; error correction M, never a Micro QR."""
    code = segno.make(data, error="m", boost_error=False, micro=False)
    return [[bool(module) for module in row] for row in code.matrix]

"""Numbers of cases that say nothing to anybody but the sandbox: it reads out of one whose case it is.

Number and position are mixed by a Feistel network over twice nine digits; eighteen digits go in, eighteen come out.
"""

import hashlib
from random import Random

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

_HALF = 10**9
_ROUNDS = 4


def case_no(seed: int, prefix: str, number: str, position: int) -> str:
    """The number of a person's case.

    Args:
        seed: of the province.
        prefix: two digits of the province.
        number: of the person.
        position: which of their cases, from 0 to 9.
    """
    left, right = divmod(int(number[:17]) * 10 + position, _HALF)
    for turn in range(_ROUNDS):
        left, right = right, (left + _mixed(seed, turn, right)) % _HALF
    return f"{prefix}{left:09d}{right:09d}"


def holder_of(seed: int, prefix: str, written: str) -> tuple[str, int] | None:
    """Whose case it is, and which; None for anything that is no case number."""
    if len(written) != 20 or not written.isascii() or not written.isdecimal() or not written.startswith(prefix):
        return None
    left, right = int(written[2:11]), int(written[11:])
    for turn in reversed(range(_ROUNDS)):
        left, right = (right - _mixed(seed, turn, left)) % _HALF, left
    stem, position = divmod(left * _HALF + right, 10)
    try:
        return f"{stem:017d}{mod_11_2.calc_check_digit(f'{stem:017d}')}", position
    except ValidationError:
        return None


def query_code(seed: int, number: str) -> str:
    """Six digits that let anyone who knows them ask about a case (查询密码)."""
    return f"{Random(f'{seed}/{number}/query code').randrange(10**6):06d}"  # noqa: S311  invented, of nobody


def _mixed(seed: int, turn: int, half: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}/{turn}/{half}".encode()).digest()[:8], "big") % _HALF

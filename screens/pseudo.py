"""A language that nobody speaks: every text two fifths longer, to find what a longer one would break."""

import math
import re
from typing import Final

LONGER: Final = 0.4
"""What translations out of Chinese or English commonly take (our choice; German takes 30 %)."""
_PART: Final = re.compile(r"(\{[a-z_]+\})")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_WORD: Final = re.compile(r"[A-Za-z]{3,}")


def lengthened(text: str) -> str:
    """Words of letters get longer in themselves, Han text gets more characters; placeholders stay."""
    return "".join(part if _PART.fullmatch(part) else _longer(part) for part in _PART.split(text))


def _longer(part: str) -> str:
    part = _WORD.sub(lambda found: found[0] + "n" * math.ceil(LONGER * len(found[0])), part)
    count = math.ceil(LONGER * len(_HAN.findall(part)))
    last = max((found.end() for found in _HAN.finditer(part)), default=0)
    return part[:last] + "长" * count + part[last:]

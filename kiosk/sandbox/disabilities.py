"""残疾人证 (GB/T 26341-2010, 残疾人证管理办法): of a few citizens, each the same whenever it is asked for."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kiosk.sandbox.citizens import ADULT, Citizen

KINDS = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
"""GB/T 26341: their digits in a card's number are 1 to 7."""
GRADES = ("一级", "二级", "三级", "四级")
"""The gravest first; their digits are 1 to 4."""
_GUARDED = frozenset({"智力", "精神"})
"""Whoever is so has a guardian named on the card, as everybody below eighteen."""
_ONE_IN = 36
"""38 of China's 1400 million people hold one (中国残联, of the order of it)."""
_YEARS = 10
"""残疾人证管理办法 article 17: it is valid for ten years."""


@dataclass(frozen=True, slots=True)
class DisabilityCard:
    """One card."""

    kind: str
    grade: str
    issued: date
    valid_to: date
    needs_guardian: bool

    @property
    def digits(self) -> str:
        """What stands behind the holder's eighteen digits in the card's number."""
        return f"{KINDS.index(self.kind) + 1}{GRADES.index(self.grade) + 1}"


def disability_card_of(seed: int, citizen: Citizen, first_day: date) -> DisabilityCard | None:
    """The card that a citizen held on the province's first day; None for most."""
    random = Random(f"{seed}/{citizen.number}/disability")  # noqa: S311  the same every time, nothing secret
    if random.randrange(_ONE_IN):
        return None
    kind, grade = random.choice(KINDS), random.choice(GRADES)
    oldest = min(365 * _YEARS - 1, (first_day - citizen.birth).days - 365)
    if oldest < 1:
        return None
    issued = first_day - timedelta(days=random.randint(1, oldest))
    return DisabilityCard(
        kind=kind,
        grade=grade,
        issued=issued,
        valid_to=issued.replace(year=issued.year + _YEARS, day=min(issued.day, 28)),
        needs_guardian=kind in _GUARDED or citizen.age(issued) < ADULT,
    )

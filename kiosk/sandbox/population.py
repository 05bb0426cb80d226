"""The 20 000 people of a province by index, in households of four.

Nothing is stored: index and number are computed from each other, because five digits of a number hold the index.

Numbers begin with digits that were assigned to nobody: an area such as 4499xx, residents of Hong Kong, Macao and
Taiwan with 8199xx, 8299xx and 8399xx, foreigners with 9, the province, and a country from 900 on (ISO 3166-1 keeps
those for its users).
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from stdnum.iso7064 import mod_11_2

from kiosk.sandbox.places import GUANGDONG, Land

SIZE = 20_000
SLOTS = 4
"""Of a household: two grown-ups, then two of whoever lives with them."""
YOUNGEST, OLDEST = date(1921, 1, 1), date(2025, 6, 30)
_PER_INDEX = 5
_PERMITS = ("8199", "8299", "8399")


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives together."""

    name: str
    """Of nothing but this household: what is derived for all of it begins with it."""
    members: tuple[str, ...] = field(repr=False)
    """Numbers, the grown-ups first."""
    couple: bool
    """Whether the first two are married."""
    parents: int
    """How many of the members, from the first, are the parents of the children."""

    def spouse_of(self, number: str) -> str | None:
        """The other one of the couple."""
        if not self.couple or number not in self.members[:2]:
            return None
        return self.members[1] if self.members[0] == number else self.members[0]


@dataclass(frozen=True, slots=True)
class _Slot:
    birth: date
    is_female: bool


def number_of(seed: int, index: int, land: Land = GUANGDONG) -> str:
    """The number of the person with that index.

    Args:
        seed: of the province.
        index: from 0 up to SIZE.
        land: which province.
    """
    slot = _slots(seed, index // SLOTS)[index % SLOTS]
    random = Random(f"{seed}/number/{index}")  # noqa: S311  the same person every time, nothing secret
    place = index * _PER_INDEX + random.choice(
        [n for n in range(1, 5) if (index * _PER_INDEX + n) % 2 != slot.is_female]
    )
    stem = f"{_begin(random, index, land)}{place // 1000:02d}{slot.birth:%Y%m%d}{place % 1000:03d}"
    return stem + str(mod_11_2.calc_check_digit(stem))


def index_of(seed: int, number: str, land: Land = GUANGDONG) -> int | None:
    """The index of a number; None for whoever is none of the 20 000."""
    if len(number) != 18 or not number[:17].isdecimal() or not number.isascii():
        return None
    index = int(number[4:6] + number[14:17]) // _PER_INDEX
    return index if index < SIZE and number_of(seed, index, land) == number else None


def household_of(seed: int, number: str, land: Land = GUANGDONG) -> Household:
    """Whom a person lives with; whoever is none of the 20 000 lives alone."""
    index = index_of(seed, number, land)
    if index is None:
        return Household(f"alone/{number}", (number,), couple=False, parents=1)
    home = index // SLOTS
    slots = _slots(seed, home)
    members = tuple(number_of(seed, home * SLOTS + slot, land) for slot in range(SLOTS))
    couple = slots[0].is_female != slots[1].is_female
    return Household(f"home/{home}", members, couple=couple, parents=2 if couple else 1)


def _slots(seed: int, home: int) -> tuple[_Slot, _Slot, _Slot, _Slot]:
    random = Random(f"{seed}/household/{home}")  # noqa: S311  as above
    first = _Slot(_day(random, 1958, 1998), random.random() < 1 / 2)
    partner = _Slot(_day(random, first.birth.year - 4, first.birth.year + 4), not first.is_female)
    # One home in eight is a grown-up with a brother or sister, where nobody is married.
    second = _Slot(partner.birth, first.is_female) if random.random() < 1 / 8 else partner
    youngest = max(first.birth.year, second.birth.year)
    child = _Slot(_day(random, youngest + 22, min(youngest + 38, 2025)), random.random() < 1 / 2)
    if random.random() < 2 / 3:
        elder = first.birth.year - 20
        fourth = _Slot(_day(random, max(1921, elder - 20), elder), random.random() < 3 / 5)
    else:
        fourth = _Slot(_day(random, child.birth.year, min(child.birth.year + 8, 2025)), random.random() < 1 / 2)
    return first, second, child, fourth


def _day(random: Random, first: int, last: int) -> date:
    day = date(random.randint(min(first, last), last), random.randint(1, 12), random.randint(1, 28))
    return min(max(day, YOUNGEST), OLDEST)


def _begin(random: Random, index: int, land: Land) -> str:
    # The grown-ups of a few homes came from elsewhere.
    if index % SLOTS < 2:
        chance = random.random()
        if chance < 1 / 150:
            return random.choice(_PERMITS)
        if chance < 1 / 100:
            return f"9{land.code}9"
    return land.area

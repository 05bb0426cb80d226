"""How many functions a profile has: an item, or, where a terminal serves several cities, an item in a city."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from kiosk.item_facts import Facts

Counted = Literal["items", "items-in-cities"]


@dataclass(frozen=True, slots=True)
class Function:
    """What is counted."""

    item: str
    city: str
    """Whose back end does it: the terminal's own city where items are counted."""


@dataclass(frozen=True, slots=True)
class Functions:
    """All functions of one profile, and how they were counted."""

    counted: Counted
    own_city: str
    found: tuple[Function, ...]

    @classmethod
    def of(cls, items: Iterable[tuple[str, Facts]], own_city: str, others: tuple[str, ...], counted: Counted) -> Self:
        """Count.

        Args:
            items: ids with facts, in the order of the profile.
            own_city: division code of where the terminal stands.
            others: of the cities that it serves beside.
            counted: items, each once; or items in cities, an item once for each served city whose back end can do it.
        """
        cities = (own_city, *others) if counted == "items-in-cities" else (own_city,)
        found = tuple(
            Function(item, city)
            for item, facts in items
            for city in cities
            if counted == "items" or "*" in facts.cities or city in facts.cities
        )
        return cls(counted, own_city, found)

    def by_city(self) -> Counter[str]:
        """How many each city has."""
        return Counter(function.city for function in self.found)

    @property
    def own(self) -> int:
        """Those of the terminal's own city."""
        return self.by_city()[self.own_city]

    @property
    def elsewhere(self) -> int:
        """Those of the other cities."""
        return len(self.found) - self.own

"""Real estate of the homes: one flat for most, a second one for some, with the shares of whoever lives there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from kiosk.sandbox.citizens import birth_of
from kiosk.sandbox.places import Land
from kiosk.sandbox.population import SIZE, SLOTS, Household
from printing.records.property import Holding

OwnRecords = Mapping[str, Mapping[str, Any] | None]
"""What a data file says about a person, by kind of record; None: nothing is on record."""
OWNING_AGE = 24
_FIRST_ROW, _ROWS_A_HOME = 1_000_000, 10
_ROW = re.compile(r"第(\d{7})号")
PREREGISTERED = "预告登记"
"""What is bought and not yet registered as owned (民法典 article 221): the buyer gets a 不动产登记证明, no title."""
_STATES = ("无抵押、无查封", "无抵押、无查封", "已抵押", "已抵押", PREREGISTERED, "已查封")


@dataclass(frozen=True, slots=True)
class Flat:
    """One unit in the register."""

    certificate_no: str
    unit_code: str
    place: str
    area: Decimal
    registered: date
    state: str
    sharing: str
    owners: tuple[str, ...] = field(repr=False)
    """Numbers."""
    shares: tuple[int, ...]
    """Percent, for each of the owners; empty where nobody has a part of their own."""
    print_no: str | None
    """Of the printed certificate; None where the register does not know it."""

    @property
    def has_title(self) -> bool:
        """Whether there is a 不动产权证书 of it."""
        return self.state != PREREGISTERED

    def share_of(self, number: str) -> str:
        """As a title names it beside each of the owners."""
        if self.shares:
            return f"{self.shares[self.owners.index(number)]}%"
        return "全部" if len(self.owners) == 1 else self.sharing

    def sharing_of(self, number: str) -> str:
        """As the register words it for one of the owners."""
        if not self.shares:
            return self.sharing
        return f"{self.sharing}（{self.shares[self.owners.index(number)]}%）"


def flats_of(seed: int, home: Household, number: str, land: Land, city: str, own: OwnRecords) -> tuple[Flat, ...]:
    """What a person owns, alone or with somebody; none for one home in seven, and for children.

    Args:
        seed: of the province.
        home: of the person.
        number: of the person.
        land: the province.
        city: name of the city where the flats lie.
        own: what a data file says about the person; where it says something of their homes, it says all.

    Raises:
        ValueError: the file names a day of registration that is none.
    """
    if "property-query" in own:
        told = own["property-query"] or {"holdings": ()}
        if "holdings" in told:
            return tuple(_of_file(one, number) for one in told["holdings"])
    random = Random(f"{seed}/{home.name}/flats")  # noqa: S311  the same every time, nothing secret
    count = random.choice((0, 1, 1, 1, 1, 1, 2))
    flats = (_flat(Random(f"{seed}/{home.name}/flat/{n}"), home, land, city, n) for n in range(count))  # noqa: S311  as above
    return tuple(flat for flat in flats if number in flat.owners)


def _of_file(told: Holding, number: str) -> Flat:
    return Flat(
        certificate_no=told.certificate_no,
        unit_code=told.unit_code,
        place=told.place,
        area=told.area,
        registered=date.fromisoformat(told.registered),
        state=told.state,
        sharing=told.sharing,
        owners=(number,),
        shares=(),
        print_no=told.print_no,
    )


def home_in(certificate_no: str) -> int | None:
    """The number of the home that a certificate belongs to; None for none of ours."""
    found = _ROW.search(certificate_no)
    home = (int(found[1]) - _FIRST_ROW) // _ROWS_A_HOME if found else -1
    return home if 0 <= home < SIZE // SLOTS else None


def _flat(random: Random, home: Household, land: Land, city: str, position: int) -> Flat:
    grown = [one for one in home.members[:2] if (day := birth_of(one)) is not None and day.year <= 2026 - OWNING_AGE]
    owners, sharing = tuple(grown[:1]), "单独所有"
    shares: tuple[int, ...] = ()
    if home.couple and len(grown) > 1 and random.random() < 2 / 3:
        owners, sharing = tuple(grown), "共同共有"
    elif len(grown) > 1 and random.random() < 1 / 2:
        part = random.choice((50, 60, 70, 90, 99))
        owners, sharing, shares = tuple(grown), "按份共有", (part, 100 - part)
    year, row = random.randint(2016, 2025), _row(random, home, position)
    tower, floor = random.randint(1, 18), random.randint(1, 32)
    return Flat(
        certificate_no=f"{land.plate}（{year}）{city}不动产权第{row:07d}号",
        unit_code=f"{land.area}01{random.randint(1, 30):03d}{random.randint(1, 40):03d}"
        f"GB{random.randint(1, 99_999):05d}F{tower:04d}{floor * 100 + random.randint(1, 6):04d}",
        place=f"{city}样本区样例路{random.randint(1, 300)}号样例花园{tower}栋{floor}0{random.randint(1, 6)}房",
        area=Decimal(random.randint(4200, 18800)) / 100,
        registered=date(year, random.randint(1, 12), random.randint(1, 28)),
        state=random.choice(_STATES),
        sharing=sharing,
        owners=owners,
        shares=shares,
        print_no=f"D{land.code}{random.randint(0, 10**9 - 1):09d}",
    )


def _row(random: Random, home: Household, position: int) -> int:
    """The register's own number; it says which home of the 20 000 people it is, so that a certificate can be found."""
    kind, _, name = home.name.partition("/")
    if kind != "home":
        return random.randint(5_000_000, 9_999_999)
    return _FIRST_ROW + int(name) * _ROWS_A_HOME + position

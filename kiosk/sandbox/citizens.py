"""Citizens of the sandbox, derived from (seed, number) whenever they are asked for: nothing is stored.

Numbers lie in areas that are assigned to nobody, and have right check digits (kiosk/sandbox/population.py).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from types import MappingProxyType
from typing import Any

from stdnum.iso7064 import mod_11_2

from kiosk.sandbox import months, names, population
from kiosk.sandbox.places import GUANGDONG, Land

PERMIT_AREAS = ("81", "82", "83")
"""Where the numbers of residents from Hong Kong, Macao and Taiwan begin."""
FOREIGN = "9"
"""Where the numbers of foreigners with permanent residence begin since 2023."""
ADULT = 18
FEMALE, MALE = "2", "1"
RETIREMENT_MONTHS = 60 * 12
_MAIN_NATION, _NATIONS, _NATION_OF_LONG_NAMES = "01", ("08", "51", "32", "11", "03"), "05"
_LONG_NAME = 8
_OLDEST_SAMPLE, _YOUNGEST_SAMPLE = 1978, 1992
"""Years of birth of whoever is shown things with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment:
    """A stretch of months at one employer, insured from its first month or some months later."""

    first: int
    last: int
    """Months as kiosk.sandbox.months counts them, both included; a running one lasts until retirement."""
    city: str
    unit_no: str
    unit_name: str
    pension_late: int = 0
    injury_late: int = 0
    unemployment_late: int = 0
    """Months at the beginning that were not paid for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """A person as the province knows them."""

    number: str = field(repr=False)
    name: str = field(repr=False)
    birth: date = field(repr=False)
    sex: str = field(repr=False)
    nation: str = field(repr=False)
    address: str = field(repr=False)
    issuer: str = field(repr=False)
    valid_from: date = field(repr=False)
    valid_to: date | None = field(repr=False)
    phone: str | None = field(repr=False)
    personal_no: str = field(repr=False)
    employments: tuple[Employment, ...] = field(repr=False)
    guardian: str | None = field(default=None, repr=False)
    """Number of the person who may act for this one without being asked by them."""

    def card(self) -> dict[str, str]:
        """What stands on the chip of the person's card, as it stands there: days as YYYYMMDD, or 长期."""
        return {
            "kind": self.kind,
            "number": self.number,
            "name": self.name,
            "birth": f"{self.birth:%Y%m%d}",
            "sex": self.sex,
            "nation": self.nation,
            "address": self.address,
            "issuer": self.issuer,
            "valid_from": f"{self.valid_from:%Y%m%d}",
            "valid_to": f"{self.valid_to:%Y%m%d}" if self.valid_to else "长期",
        }

    @property
    def kind(self) -> str:
        """Of the card, as kiosk.platform.values.Presented calls it."""
        if self.number.startswith(FOREIGN):
            return "foreign-2023"
        return "residence-permit" if self.number.startswith(PERMIT_AREAS) else "citizen"

    def age(self, today: date) -> int:
        """In full years."""
        return today.year - self.birth.year - ((today.month, today.day) < (self.birth.month, self.birth.day))


def birth_of(number: str) -> date | None:
    """The birthday within an 18-digit number whose check digit is right; None for anything else. Any area will do."""
    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII) or not mod_11_2.is_valid(number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number: str) -> str:
    """GB/T 2261.1 code by the parity of the sequence."""
    return MALE if int(number[16]) % 2 else FEMALE


def generated(seed: int, number: str, land: Land = GUANGDONG) -> Citizen | None:
    """The citizen with this number; None when it is none of the province's own area and none of its people."""
    birth = birth_of(number)
    if birth is None:
        return None
    home = population.household_of(seed, number, land)
    is_listed = len(home.members) > 1
    if not is_listed and not number.startswith(land.area):
        return None
    random = Random(f"{seed}/{number}")  # noqa: S311 - the same person every time is what we want, not a secret
    name = names.person(random)
    nation = random.choice(_NATIONS) if random.random() < 1 / 10 else _MAIN_NATION
    issued = _issued(random, birth)
    address = _address(random, land)
    valid_to = _valid_to(birth, issued)
    is_own = number.startswith(land.area)
    if not is_own:
        # Cards of residents from Hong Kong, Macao and Taiwan hold five years (国办发〔2018〕81号), of foreigners ten.
        issued = issued.replace(year=max(issued.year, 2022))
        valid_to = issued.replace(year=issued.year + (10 if number.startswith(FOREIGN) else 5))
    return Citizen(
        number=number,
        name=_family_name(seed, home, number, name) if is_listed else name,
        birth=birth,
        sex=sex_of(number),
        nation="" if not is_own else _NATION_OF_LONG_NAMES if len(name) > _LONG_NAME else nation,
        address=_address(Random(f"{seed}/{home.name}"), land) if is_listed else address,  # noqa: S311 - as above
        issuer="示例市公安局样本分局",
        valid_from=issued,
        valid_to=valid_to,
        phone=None if random.random() < 1 / 12 else f"1380000{random.randint(0, 9999):04d}",
        personal_no=f"9900{random.randint(0, 99_999_999):08d}",
        employments=_employments(random, birth, land),
        guardian=_guardian(home, number, birth),
    )


def _address(random: Random, land: Land) -> str:
    street, house = random.randint(1, 400), random.randint(1, 30)
    return f"{land.name}示例市样本区演示路{street}号{house}0{random.randint(1, 8)}房"


def _family_name(seed: int, home: population.Household, number: str, name: str) -> str:
    """A child has the surname of the man of the house, or of whoever is the first; others keep their own."""
    if home.members.index(number) < home.parents or len(name) > _LONG_NAME:
        return name
    first = birth_of(home.members[0])
    if first is None or number[6:10] < home.members[0][6:10]:
        return name
    parents = home.members[: home.parents]
    father = next((one for one in parents if sex_of(one) == MALE), home.members[0])
    surname = names.surname(names.person(Random(f"{seed}/{father}")))  # noqa: S311 - as above
    return surname + name[len(names.surname(name)) :] if surname else name


def _guardian(home: population.Household, number: str, birth: date) -> str | None:
    first = birth_of(home.members[0])
    is_child = first is not None and birth.year - first.year >= ADULT and number not in home.members[: home.parents]
    return home.members[0] if is_child else None


def sample_numbers(seed: int, land: Land = GUANGDONG) -> Iterator[str]:
    """Those of the 20 000 people who are of working age, as their cards have them."""
    for index in range(population.SIZE):
        number = population.number_of(seed, index, land)
        if number.startswith(land.area) and _YOUNGEST_SAMPLE >= int(number[6:10]) >= _OLDEST_SAMPLE:
            yield number


class Register:
    """Every citizen of this sandbox.

    Args:
        seed: of the generated ones.
        own: of a data file, by number; they come first and replace generated ones.
        land: the province they live in.
        records: of a data file, by number and kind: fields that stand in place of derived ones.
    """

    def __init__(
        self,
        seed: int,
        own: Mapping[str, Citizen],
        land: Land = GUANGDONG,
        records: Mapping[str, Mapping[str, Mapping[str, Any] | None]] = MappingProxyType({}),
    ) -> None:
        self.seed = seed
        self.land = land
        self._own = dict(own)
        self._records = records

    def of(self, number: str) -> Citizen | None:
        """The citizen with this number."""
        return self._own.get(number) or generated(self.seed, number, self.land)

    def own(self) -> Iterator[Citizen]:
        """The people of the data file."""
        yield from self._own.values()

    def own_records(self, number: str) -> Mapping[str, Mapping[str, Any] | None]:
        """What a data file says about a person's records, by kind."""
        return self._records.get(number, {})

    def somebody(self, key: str) -> Citizen:
        """One of the 20 000, the same one for the same key."""
        random = Random(f"{self.seed}/somebody/{key}")  # noqa: S311 - as above
        number = population.number_of(self.seed, random.randrange(population.SIZE), self.land)
        citizen = self.of(number)
        if citizen is None:
            raise AssertionError("every listed number is somebody's")
        return citizen

    def everyone(self) -> Iterator[Citizen]:
        """The people of the data file, then the 20 000."""
        yield from self._own.values()
        for index in range(population.SIZE):
            citizen = self.of(population.number_of(self.seed, index, self.land))
            if citizen is not None and citizen.number not in self._own:
                yield citizen

    def samples(self, count: int) -> list[Citizen]:
        """Citizens to show things with: those of the data file, then generated ones with a phone and a job."""
        found = list(self._own.values())[:count]
        for number in sample_numbers(self.seed, self.land):
            if len(found) >= count:
                break
            citizen = self.of(number)
            if citizen and citizen not in found and citizen.phone and _has_job(citizen):
                found.append(citizen)
        return found


def _has_job(citizen: Citizen) -> bool:
    return any(job.last == _retirement(citizen.birth) for job in citizen.employments)


def _retirement(birth: date) -> int:
    return months.index_of(birth) + RETIREMENT_MONTHS


def _issued(random: Random, birth: date) -> date:
    year = max(random.randint(2018, 2024), birth.year + 1)
    return date(year, random.randint(1, 12), random.randint(1, 28))


def _valid_to(birth: date, issued: date) -> date | None:
    """By the Resident Identity Card Law, article 5: 5 years below 16, 10 to 25, 20 to 45, then for good."""
    age = issued.year - birth.year
    for below, years in ((16, 5), (26, 10), (46, 20)):
        if age < below:
            return issued.replace(year=issued.year + years)
    return None


def _employments(random: Random, birth: date, land: Land) -> tuple[Employment, ...]:
    """Jobs one after the other, half of them with a gap before; the last one runs on for most people."""
    end = _retirement(birth)
    month = max(months.index_of(birth) + random.randint(18 * 12, 27 * 12), months.index("200001"))
    jobs: list[Employment] = []
    for left in range(random.randint(1, 5), 0, -1):
        if left > 1:
            last = month + random.randint(8, 70)
        else:
            last = end if random.random() < 17 / 20 else month + random.randint(8, 70)
        last = min(last, end)
        if last < month:
            break
        jobs.append(_job(random, month, last, land))
        month = last + 1 + random.choice((0, 0, 0, random.randint(1, 14)))
    return tuple(jobs)


def _job(random: Random, first: int, last: int, land: Land) -> Employment:
    length = last - first + 1
    code = land.sample if random.random() < 1 / 2 else random.choice(sorted(land.cities))
    return Employment(
        first=first,
        last=last,
        city=land.cities[code],
        unit_no=f"9999{random.randint(0, 99_999_999):08d}",
        unit_name=names.firm(random, land.cities[code]),
        injury_late=min(random.choice((0, 0, 0, 1)), length),
        unemployment_late=min(random.choice((0, 0, 0, 1, 3)), length),
    )

"""A question about one citizen: what every derivation of a record gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from kiosk.masking import masked_name
from kiosk.platform.values import RecordRequest
from kiosk.sandbox import months
from kiosk.sandbox.citizens import FEMALE, Citizen
from kiosk.sandbox.pensions import Checked
from kiosk.sandbox.places import Land
from kiosk.sandbox.population import Household, household_of
from printing.records.hall import Appointment

NATIONS = {
    "01": "汉",
    "03": "回",
    "05": "维吾尔",
    "08": "壮",
    "11": "满",
    "32": "仫佬",
    "51": "瑶",
}
"""GB/T 3304; the ones that occur here."""
DOCUMENTS = {
    "citizen": "居民身份证",
    "residence-permit": "港澳台居民居住证",
    "foreign-2023": "外国人永久居留身份证",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What terminals wrote about a citizen since the province began, as far as the record has to know it."""

    checks: tuple[Checked, ...] = ()
    """Proofs of life, the newest first."""
    offences: Mapping[str, str] = field(default_factory=dict)
    """By an offence's number: its state, where it is no more the derived one."""
    titles: frozenset[str] = frozenset()
    """Numbers of the person's property titles that were printed."""
    deregistered: frozenset[str] = frozenset()
    """Credit codes of the enterprises that the person has taken off the register."""
    appointments: tuple[Appointment, ...] = field(default=(), repr=False)
    """Hours with a clinic that are still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who, what, where, when."""

    citizen: Citizen
    wanted: RecordRequest
    subject: str
    city: str
    """Name of the city whose office answers."""
    now: datetime
    began: datetime
    """When the province was opened first: days that lie back are counted from here (`Province.began`)."""
    seed: int = field(repr=False)
    land: Land
    written: Written = Written()
    own: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict, repr=False)
    """What a data file says about the citizen's records, by kind."""

    @property
    def today(self) -> date:
        """In China."""
        return self.now.date()

    @property
    def first_day(self) -> date:
        """Of the province."""
        return self.began.date()

    @property
    def first(self) -> int:
        """First month that is asked for, as kiosk.sandbox.months counts."""
        return months.index(self.wanted.period_from)

    @property
    def last(self) -> int:
        """Last one; never one that has not begun."""
        return min(months.index(self.wanted.period_to), months.index_of(self.today))

    @property
    def age(self) -> int:
        """Of the citizen, in full years."""
        return self.citizen.age(self.today)

    @property
    def sex(self) -> str:
        """As papers write it."""
        return "女" if self.citizen.sex == FEMALE else "男"

    @property
    def nation(self) -> str:
        """As papers write it."""
        return NATIONS.get(self.citizen.nation, "其他")

    @property
    def document(self) -> str:
        """Name of the identity document."""
        return DOCUMENTS[self.citizen.kind]

    @property
    def masked(self) -> str:
        """The name as slips show it."""
        return masked_name(self.citizen.name)

    @property
    def home(self) -> Household:
        """Whom the citizen lives with."""
        return household_of(self.seed, self.citizen.number, self.land)

    def random(self, about: str) -> Random:
        """The same dice for the same person and matter, whenever it is asked."""
        return Random(f"{self.seed}/{self.citizen.number}/{about}")  # noqa: S311  invented, nothing secret

    def random_of_home(self, about: str) -> Random:
        """The same dice for everybody who lives there."""
        return Random(f"{self.seed}/{self.home.name}/{about}")  # noqa: S311  as above

    def given(self, name: str, otherwise: str) -> str:
        """What the item's form has gathered under that name."""
        return self.wanted.asked.get(name) or otherwise

    def number(self, about: str, digits: int) -> str:
        """So many digits that are always the same."""
        return f"{self.random(about).randrange(10**digits):0{digits}d}"

    def office(self, what: str) -> str:
        """An office of the city, which does not exist."""
        return f"{self.city}{what}（演示）"

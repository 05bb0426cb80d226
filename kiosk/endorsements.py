"""Which endorsements a permit can get, until when each holds, and what the card's back says of it. Pure.

The words of the back and the dates are those that the authority's own terminals print.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from config.toml_file import Block as Table
from config.toml_file import checked
from drivers.endorser import Block, CardBack
from kiosk.wording import Wording

Region = Literal["HK", "MO"]
REGIONS: tuple[Region, ...] = ("HK", "MO")
RULES = Path(__file__).parents[1] / "config" / "endorsements.toml"
_TIMES = {1: "壹次往返有效", 2: "贰次往返有效", 0: "多次往返有效"}


class Left(Table):
    """How long a permit has to hold yet."""

    months: int = Field(ge=0, le=60)
    days: int = Field(ge=0, le=366)


class RegionRule(Table):
    """A destination."""

    name: Wording


class KindRule(Table):
    """A purpose."""

    name: Wording
    note: str = ""


class ChoiceRule(Table):
    """One line of the table."""

    regions: tuple[Region, ...]
    kind: str = Field(pattern=r"^[A-Z]$")
    months: Annotated[int, Field(ge=1, le=60)]
    journeys: Literal[0, 1, 2]
    """0: many."""
    stay_days: Annotated[int, Field(ge=1, le=365)]
    fee: Annotated[Decimal, Field(ge=0, le=1000, decimal_places=2)]


class Rules(Table):
    """The whole file."""

    left: Left
    many: Wording
    regions: Mapping[Region, RegionRule]
    kinds: Mapping[str, KindRule]
    choices: tuple[ChoiceRule, ...]

    @model_validator(mode="after")
    def _known(self) -> Self:
        if set(self.regions) != set(REGIONS):
            raise ValueError("regions are HK and MO")
        if unknown := {choice.kind for choice in self.choices} - set(self.kinds):
            raise ValueError(f"kinds {', '.join(sorted(unknown))} have no name under kinds")
        return self


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One endorsement as it was chosen."""

    region: Region
    kind: str
    months: int
    journeys: int
    stay_days: int
    fee_fen: int
    valid_from: date
    valid_to: date

    @property
    def id(self) -> str:
        """For a choice on a screen."""
        return f"{self.region}-{self.kind}-{self.months}-{self.journeys}"


@cache
def rules() -> Rules:
    """Of this terminal.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    return checked(Rules, RULES)


def last_day(first: date, months: int) -> date:
    """Of a stretch of so many months: the day before the same day, or the month's last where there is none such."""
    number = first.year * 12 + first.month - 1 + months
    year, month = number // 12, number % 12 + 1
    if first.day == 1:
        return date(year, month, 1) - timedelta(days=1)
    return date(year, month, min(first.day - 1, monthrange(year, month)[1]))


def holds_long_enough(valid_until: date, today: date, left: Left) -> bool:
    """Whether a permit can be endorsed: it holds for more than so many months and days."""
    return valid_until > last_day(today, left.months) + timedelta(days=1 + left.days)


def choices(region: Region, valid_until: date, today: date, table: Rules) -> tuple[Endorsement, ...]:
    """What a permit can get for a destination; none that would outlive the permit.

    Args:
        region: the destination.
        valid_until: the permit's last day.
        today: the endorsement's first day.
        table: the rules.
    """
    return tuple(_offered(region, valid_until, today, table))


def _offered(region: Region, valid_until: date, today: date, table: Rules) -> Iterator[Endorsement]:
    if not holds_long_enough(valid_until, today, table.left):
        return
    for line in table.choices:
        ends = last_day(today, line.months)
        if region in line.regions and ends <= valid_until:
            fee_fen = int(line.fee * 100)
            yield Endorsement(region, line.kind, line.months, line.journeys, line.stay_days, fee_fen, today, ends)


def block_of(endorsement: Endorsement, table: Rules) -> Block:
    """What the card's back says of it; Chinese in any language of the screens, as on every card."""
    kind = table.kinds[endorsement.kind]
    place = table.regions[endorsement.region].name.zh_hans
    begins = "持证人在" if endorsement.journeys == 1 else "每次在"
    note = f"{begins}{place}逗留不超过{endorsement.stay_days}天"
    return Block(
        kind=f"{kind.name.zh_hans}（{endorsement.kind}）　{_TIMES[endorsement.journeys]}",
        valid=f"{endorsement.valid_from:%Y.%m.%d} - {endorsement.valid_to:%Y.%m.%d}",
        note=f"{note}，{kind.note}" if kind.note else note,
    )


def back_of(endorsements: tuple[Endorsement, ...], code: str, table: Rules) -> CardBack:
    """The whole back.

    Args:
        endorsements: at most one a destination.
        code: what the platform gave for this writing.
        table: the rules.
    """
    blocks = {one.region: block_of(one, table) for one in endorsements}
    return CardBack(blocks.get("HK"), blocks.get("MO"), code)

"""What people, halls and dashboards are told of an item: the table [facts] of its file, and the rules it has to keep.

How the item runs (flow, form, layout, level, routes, devices) stands beside it in kiosk/items/catalogue.py, not here.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

import config
from config.toml_file import Block, checked
from kiosk.items.opening_hours import OpeningHours
from kiosk.items.places import Level
from kiosk.items.registers import Material
from kiosk.wording import Wording

Group = Literal[
    "business",
    "civil-affairs",
    "social-security",
    "housing-fund",
    "household",
    "licences",
    "disability",
    "tax",
    "everyday",
]
"""What an item's `group` may be: 营商环境, 民政, 社保, 公积金, 户政, 证照, 助残爱残, 税务 (Zhaoqing's eight), and
便民."""
LifeEvent = Literal[
    "birth",
    "school",
    "work",
    "home",
    "marriage",
    "moving-in",
    "illness",
    "disability",
    "old-age",
    "death",
    "travel",
    "driving",
    "starting-a-business",
    "running-a-business",
    "closing-a-business",
    "daily-life",
]
City = Annotated[str, Field(pattern=r"^(\*|\d{6})$")]
"""Division code, e.g. 441300; * is every city of the province."""
MINUTES_A_DAY = 480
"""Of a working day, to compare a promise in minutes with a limit in days (eight hours, 劳动法 第三十六条)."""


def _exact(amount: object) -> object:
    if isinstance(amount, float | bool):
        raise PydanticCustomError("money", 'must be money as text, e.g. "15.00"')
    return amount


Money = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, max_digits=10, decimal_places=2)]
"""Yuan."""


class Term(Block):
    """A promise or a limit: in minutes while one waits, or in working days."""

    minutes: Annotated[int | None, Field(ge=1, le=MINUTES_A_DAY)] = None
    working_days: Annotated[int | None, Field(ge=0, le=365)] = None

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        if (self.minutes is None) == (self.working_days is None):
            raise PydanticCustomError("term", "must have 'minutes' or 'working_days', one of them")
        return self

    @property
    def working_time(self) -> timedelta:
        """Working time, only for comparing two terms. 0 working days are: within the day."""
        if self.working_days is not None:
            return timedelta(minutes=max(self.working_days, 1) * MINUTES_A_DAY)
        return timedelta(minutes=self.minutes or 0)


class Before(Block):
    """How it was before, for the counters of what is saved."""

    materials: Annotated[int, Field(ge=0, le=200)]
    trips: Annotated[int, Field(ge=0, le=50)]


class CopyLimits(Block):
    """How much of a paper one person gets."""

    at_once: Annotated[int, Field(ge=1, le=20)] = 1
    a_day: Annotated[int, Field(ge=1, le=50)] = 3

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.at_once > self.a_day:
            raise PydanticCustomError("limits", "has more copies at once than in a day: correct one")
        return self


class GuidePage(Block):
    """One page of the guide: a heading and lines."""

    title: Wording
    lines: Annotated[tuple[Wording, ...], Field(min_length=1, max_length=12)]


class Facts(Block):
    """The table [facts] of an item's file."""

    department: Annotated[str, Field(description="Id in config/departments.toml.")]
    kind: Annotated[Literal["government", "public", "everyday"], Field(description="政务, 公共 or 便民.")]
    type: Annotated[
        Literal["query", "print", "apply", "pay", "guide"], Field(description="查询, 打印, 办理, 缴费, 指南.")
    ]
    life_event: LifeEvent
    scope: Annotated[Literal["local", "province", "cross-city"], Field(description="本市特色, 全省通办 or 跨城.")]
    cities: Annotated[tuple[City, ...], Field(min_length=1, description="Whose back end can do it.")]
    levels: Annotated[tuple[Level, ...], Field(min_length=1, description="On which levels of places it is offered.")]
    audience: Annotated[tuple[Literal["person", "enterprise"], ...], Field(min_length=1)] = ("person",)
    finish: Annotated[
        Literal["here", "phone", "appointment", "counter"],
        Field(description="Where it ends; anything but here is told before anyone proves who they are."),
    ] = "here"
    fee: Money = Decimal(0)
    promised: Annotated[Term, Field(description="承诺时限.")]
    legal: Annotated[Term | None, Field(description="法定时限; without it the law sets none.")] = None
    trips: Annotated[int, Field(ge=0, le=5, description="跑动次数, this visit not counted.")] = 0
    before: Before | None = None
    ways: Annotated[
        tuple[Literal["at-once", "online", "nearby", "once"], ...], Field(description="马上办, 网上办, 就近办, 一次办.")
    ] = ()
    needs: Annotated[tuple[str, ...], Field(description="Ids of materials to bring.")]
    spared: Annotated[tuple[str, ...], Field(description="Ids of materials that nobody has to bring.")] = ()
    opening: Annotated[OpeningHours, Field(description="Of the back end.")] = OpeningHours()
    copies: CopyLimits = CopyLimits()
    sources: Annotated[
        tuple[str, ...],
        Field(description="Ids in config/data-sources.toml: whose data it shows. A person reads it before agreeing."),
    ] = ()
    words: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=30)], ...], Field(description="Found by these words too.")
    ] = ()
    guide: Annotated[tuple[GuidePage, ...], Field(min_length=1, max_length=8)]
    situation: Annotated[str, Field(pattern=r"^[a-z0-9-]*$", description="Stem in config/situations; none.")] = ""
    reviewed: Annotated[bool, Field(description="true: an office has compared all this with its own guide.")] = False

    @property
    def needs_only_the_card(self) -> bool:
        """Whether one brings nothing but the ID card (只需身份证)."""
        return self.needs == ("identity-card",)

    def is_done_for(self, city: str, stands_in: str) -> bool:
        """Whether the back end of a city does it for a terminal that stands in another: what is local never roams.

        Args:
            city: division code of the back end.
            stands_in: that of the terminal.
        """
        if city != stands_in and self.scope == "local":
            return False
        return "*" in self.cities or city in self.cities

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        for key, what in self._contradictions():
            raise PydanticCustomError("facts", "{what}", {"key": f"facts.{key}", "what": what})
        return self

    def _contradictions(self) -> Iterator[tuple[str, str]]:
        everywhere = "*" in self.cities
        if everywhere and len(self.cities) > 1:
            yield "cities", "has * and more: keep one"
        if len(set(self.cities)) < len(self.cities):
            yield "cities", "has a city twice"
        if (self.scope == "province") != everywhere:
            yield "scope", "is 'province' exactly where 'cities' is *: correct one"
        if self.scope == "cross-city" and len(self.cities) < 2:
            yield "scope", "is 'cross-city' with one city only"
        if self.legal and self.promised.working_time > self.legal.working_time:
            yield "promised", "is longer than 'legal'"
        if self.finish == "counter" and self.trips == 0:
            yield "trips", "must be 1 or more, as it ends at a counter"
        if self.type == "pay" and self.finish != "here":
            yield "finish", "must be 'here' for a payment"
        if self.before and len(self.needs) > self.before.materials:
            yield "before", "had fewer materials than are asked for now"
        if self.before and self.trips > self.before.trips:
            yield "before", "had fewer trips than now"
        if both := set(self.needs) & set(self.spared):
            yield "spared", f"has {min(both)}, which 'needs' asks for"
        if len(set(self.needs)) < len(self.needs):
            yield "needs", "has a material twice"


class Departments(Block):
    """The file config/departments.toml."""

    departments: Annotated[dict[Annotated[str, Field(pattern=r"^[a-z-]+$")], Wording], Field(min_length=1)]


def load_departments(path: Path | None = None) -> Mapping[str, Wording]:
    """The offices by their ids.

    Raises:
        SettingsError: naming file, key and cure.
    """
    return checked(Departments, path or Path(config.__file__).parent / "departments.toml").departments


class DataSources(Block):
    """The file config/data-sources.toml."""

    sources: Annotated[dict[Annotated[str, Field(pattern=r"^[a-z-]+$")], Wording], Field(min_length=1)]


def load_data_sources(path: Path | None = None) -> Mapping[str, Wording]:
    """Whose data there is, by the ids that items name.

    Raises:
        SettingsError: naming file, key and cure.
    """
    return checked(DataSources, path or Path(config.__file__).parent / "data-sources.toml").sources


def fact_breaches(
    facts: Facts,
    *,
    departments: Mapping[str, Wording],
    materials: Mapping[str, Material],
    sources: Mapping[str, Wording],
) -> Iterator[tuple[str, str]]:
    """Key and mistake of all that the registers do not bear out.

    Args:
        facts: of the item.
        departments: of config/departments.toml.
        materials: of config/registers.
        sources: of config/data-sources.toml.
    """
    if facts.department not in departments:
        yield "facts.department", f"{facts.department} is not in config/departments.toml: add it there"
    for name in facts.sources:
        if name not in sources:
            yield "facts.sources", f"names {name}, which config/data-sources.toml has not got: add it there"
    for key, names in (("needs", facts.needs), ("spared", facts.spared)):
        for name in names:
            if name not in materials:
                yield f"facts.{key}", f"names {name}, which config/registers/materials.csv has not got"
    for name in facts.needs:
        if name in materials and (source := materials[name].supplied_by):
            yield "facts.needs", f"asks for {name}: {source} supplies it, move it to 'spared'"

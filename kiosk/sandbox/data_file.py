"""`--data FILE`: citizens and records of one's own. docs/sandbox-data.md explains every field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model, model_validator

from kiosk.platform.values import Month, RecordRequest
from kiosk.sandbox import months
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.china_time import SandboxClock
from kiosk.sandbox.citizens import Citizen, Employment, birth_of, sex_of
from kiosk.sandbox.homes import OwnRecords
from kiosk.sandbox.own_records import PARTIAL, replaced
from kiosk.sandbox.places import CITIES, GUANGDONG, Land
from kiosk.sandbox.records import DERIVATIONS

CARD_NAME, CARD_ADDRESS, CARD_ISSUER = 15, 35, 15
"""UTF-16 units that the chip's text record has room for."""
Count = Annotated[int, Field(ge=0)]


class DataError(ValueError):
    """A data file that cannot be used. One line: file, field, and what is wrong; never the value."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class OwnSpan(_Part):
    """Months at one employer."""

    month_from: Month = Field(alias="from")
    month_to: Month = Field(alias="to")
    city: str = Field(default="441300", min_length=1, max_length=20)
    unit_no: str = Field(default="999900000000", min_length=1, max_length=30)
    unit_name: str = Field(min_length=1, max_length=60)
    pension: Count | None = None
    injury: Count | None = None
    unemployment: Count | None = None

    @property
    def length(self) -> int:
        """Months, both ends included."""
        return months.index(self.month_to) - months.index(self.month_from) + 1

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.length < 1:
            raise ValueError("'to' lies before 'from'")
        if max(self.pension or 0, self.injury or 0, self.unemployment or 0) > self.length:
            raise ValueError(f"more months were paid than the {self.length} from 'from' to 'to'")
        if self.city.isdecimal() and self.city not in CITIES:
            raise ValueError("'city' is neither a name nor the six-digit code of a city of Guangdong")
        return self

    def employment(self) -> Employment:
        """As the sandbox counts; months paid are the last ones of the stretch."""
        late = [self.length - (self.length if paid is None else paid) for paid in self._paid()]
        return Employment(
            first=months.index(self.month_from),
            last=months.index(self.month_to),
            city=CITIES.get(self.city, self.city),
            unit_no=self.unit_no,
            unit_name=self.unit_name,
            pension_late=late[0],
            injury_late=late[1],
            unemployment_late=late[2],
        )

    def _paid(self) -> tuple[int | None, int | None, int | None]:
        return self.pension, self.injury, self.unemployment


def _all_records() -> type[_Part]:
    """One field a kind of record, under the kind's own word."""
    fields: dict[str, Any] = {
        kind.replace("-", "_"): (model | None, Field(default=None, alias=kind)) for kind, model in PARTIAL.items()
    }
    return create_model(
        "OwnRecords", __base__=_Part, __doc__="Fields of records; null: nothing is on record.", **fields
    )


RecordsOf = _all_records()


class OwnCitizen(_Part):
    """One person. Only number and name must be given."""

    number: str
    name: str = Field(min_length=1)
    phone: str | None = Field(default="13800000000", pattern=r"^1\d{10}$")
    nation: str = Field(default="01", pattern=r"^\d{2}$")
    address: str = "广东省示例市样本区演示路1号"
    issuer: str = "示例市公安局样本分局"
    valid_from: date = date(2020, 1, 1)
    valid_to: date | None = None
    personal_no: str = Field(default="990000000000", min_length=1, max_length=30)
    guardian: str | None = None
    enrolment: tuple[OwnSpan, ...] = ()
    records: RecordsOf = RecordsOf()  # type: ignore[valid-type]  # made from the models of the records

    def own_records(self) -> dict[str, dict[str, Any] | None]:
        """What the file says of each kind that it names."""
        found: dict[str, dict[str, Any] | None] = {}
        told = cast("BaseModel", self.records)
        for kind in PARTIAL:
            name = kind.replace("-", "_")
            if name in told.model_fields_set:
                part = getattr(told, name)
                given = None if part is None else {one: getattr(part, one) for one in part.model_fields_set}
                found[kind] = given
        return found

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if birth_of(self.number) is None:
            raise ValueError(
                "'number' has not 18 digits with a birthday in it and the right check digit (X in capital)"
            )
        if self.guardian is not None and birth_of(self.guardian) is None:
            raise ValueError("'guardian' is not the number of a person")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("'valid_to' lies before 'valid_from'")
        for name, room in (("name", CARD_NAME), ("address", CARD_ADDRESS), ("issuer", CARD_ISSUER)):
            if len(getattr(self, name).encode("utf-16-le", "surrogatepass")) // 2 > room:
                raise ValueError(f"'{name}' is longer than the {room} UTF-16 units that a card has room for")
        return self

    def citizen(self) -> Citizen:
        """As the sandbox knows people; birthday and sex come from the number."""
        return Citizen(
            number=self.number,
            name=self.name,
            birth=birth_of(self.number) or date.min,
            sex=sex_of(self.number),
            nation=self.nation,
            address=self.address,
            issuer=self.issuer,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            phone=self.phone,
            personal_no=self.personal_no,
            employments=tuple(span.employment() for span in self.enrolment),
            guardian=self.guardian,
        )


class DataFile(_Part):
    """The whole file."""

    citizens: tuple[OwnCitizen, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """What a file adds to a province."""

    citizens: Mapping[str, Citizen] = field(repr=False)
    """By number, in the order of the file."""
    records: Mapping[str, OwnRecords] = field(repr=False)
    """By number, then by kind."""


def load(path: Path) -> dict[str, Citizen]:
    """Citizens of the file by number, in its order; errors as `read`."""
    return dict(read(path).citizens)


def read(path: Path, land: Land = GUANGDONG) -> Own:
    """Citizens and records of the file; every record is tried on.

    Raises:
        DataError: with the file, the field and what is wrong with it.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start} is not UTF-8: save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise DataError(f"{path}:{error.lineno}: not JSON: {error.msg} (column {error.colno})") from None
    try:
        people = DataFile.model_validate(content).citizens
    except ValidationError as error:
        raise DataError(f"{path}: {_first(error)}") from None
    found: dict[str, Citizen] = {}
    records: dict[str, OwnRecords] = {}
    for position, one in enumerate(people):
        if one.number in found:
            raise DataError(f"{path}: citizens[{position}].number: stands in the file twice")
        found[one.number] = one.citizen()
        records[one.number] = one.own_records()
        for kind, given in records[one.number].items():
            try:
                _try_on(found[one.number], kind, given, land)
            except ValueError as error:
                what = _first(error) if isinstance(error, ValidationError) else "is no whole record"
                raise DataError(f"{path}: citizens[{position}].records.{kind}: {what}") from None
    return Own(found, records)


def schema() -> str:
    """The file's JSON Schema, as docs/sandbox-data.schema.json has it."""
    return json.dumps(DataFile.model_json_schema(by_alias=True), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _try_on(citizen: Citizen, kind: str, given: Mapping[str, Any] | None, land: Land) -> None:
    """Whether what the file says and what is derived beside it make a whole record, for the longest period.

    Raises:
        ValueError: they do not.
    """
    now = SandboxClock().now()
    wanted = RecordRequest(item="any", record=kind, city=land.capital, period_from="198001", period_to=f"{now:%Y%m}")
    city = land.city(land.capital) or ""
    asked = Asked(
        citizen=citizen,
        wanted=wanted,
        subject="subject-0",
        city=city,
        now=now,
        began=now,
        seed=1,
        land=land,
        own={kind: given},
    )
    replaced(DERIVATIONS[kind](asked), asked.own, asked)


def _first(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ""
    for part in problem["loc"]:
        place += f"[{part}]" if isinstance(part, int) else f".{part}"
    cure = {"extra_forbidden": "unknown field: remove it or correct its name", "missing": "is missing: add it"}
    message = cure.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    return f"{place.lstrip('.') or 'the file'}: {message}"

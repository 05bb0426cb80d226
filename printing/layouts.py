"""Papers as data: printing/layouts/<id>.toml says where each value of a record stands."""

import string
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from drivers.clock import BEIJING
from printing.document import Column, Document, Table, Verification


class LayoutError(ValueError):
    """A layout cannot be used, or does not fit its record. Names keys, never values."""


def _month(value: Any) -> str:
    return f"{str(value)[:4]}年{str(value)[4:]}月"


def _moment(value: Any, pattern: str) -> str:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment.astimezone(BEIJING).strftime(pattern)


_CITIES = {
    "4401": "广州市",
    "4402": "韶关市",
    "4403": "深圳市",
    "4404": "珠海市",
    "4405": "汕头市",
    "4406": "佛山市",
    "4407": "江门市",
    "4408": "湛江市",
    "4409": "茂名市",
    "4412": "肇庆市",
    "4413": "惠州市",
    "4414": "梅州市",
    "4415": "汕尾市",
    "4416": "河源市",
    "4417": "阳江市",
    "4418": "清远市",
    "4419": "东莞市",
    "4420": "中山市",
    "4451": "潮州市",
    "4452": "揭阳市",
    "4453": "云浮市",
}
"""GB/T 2260, the first four digits of the 21 prefecture-level cities of Guangdong."""


def _city(value: Any) -> str:
    """A code becomes the city's name; what is a name already, or a code we have no name for, stays."""
    text = str(value)
    return _CITIES.get(text[:4], text) if len(text) == 6 and text.isdigit() else text


_FORMATS: dict[str, Callable[[Any], str]] = {
    "": str,
    "month": _month,
    "yyyymm": str,
    "date": lambda value: _moment(value, "%Y年%m月%d日"),
    "minute": lambda value: _moment(value, "%Y-%m-%d %H:%M"),
    "city": _city,
}


def _names(template: str) -> Iterator[str]:
    for _, name, specification, conversion in string.Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or conversion or (specification or "") not in _FORMATS:
            raise ValueError(f"'{{{name}}}' is not a plain name with one of the formats {sorted(_FORMATS)}")
        yield name


def _checked(template: str) -> str:
    list(_names(template))
    return template


Template = Annotated[str, AfterValidator(_checked)]
"""`{name}` or `{name:format}`, filled from the record; nothing else of Python's formats."""


class _Block(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PairLayout(_Block):
    """One name and its value."""

    name: str = Field(min_length=1)
    value: Template


class ColumnLayout(_Block):
    """One column; `value` is filled from each row of the record."""

    head: str = Field(min_length=1)
    value: Template
    width: float = Field(gt=0, le=1)
    align: Literal["left", "centre", "right"] = "left"
    total: Template = ""


class TableLayout(_Block):
    """A table over one list of the record."""

    rows: str = Field(pattern=r"^[a-z_]+$")
    columns: tuple[ColumnLayout, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _widths_fill_the_table(self) -> "TableLayout":
        if abs(sum(column.width for column in self.columns) - 1) > 0.001:
            raise ValueError("the widths of the columns do not add up to 1")
        return self


class Layout(_Block):
    """One kind of paper."""

    title: str = Field(min_length=1)
    reviewed: bool
    """False while the wording has not been compared with a genuine paper."""
    lead: Template = ""
    pairs: tuple[PairLayout, ...] = ()
    tables: tuple[TableLayout, ...] = ()
    notes: tuple[Template, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What one print has beside the record: who it is bound to, where and when."""

    number: str
    """The document's own number, given by the platform."""
    verification: Verification
    issuer: str
    """Who says so; a line of text, never a seal."""
    issued_at: datetime
    serial: str
    """This print's own number."""
    terminal: str
    printed_at: datetime
    subject: str = field(repr=False)
    sample: bool
    """True unless the answer was signed under a root that is marked as the real province."""


def parse(text: str, name: str) -> Layout:
    """Check a layout's TOML.

    Raises:
        LayoutError: one line with the layout's name, the key and what is wrong there.
    """
    try:
        return Layout.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(f"layout {name}: not TOML: {error}") from error
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in problem["loc"]) or "table"
        raise LayoutError(f"layout {name}: '{key}': {problem['msg']}") from error


@cache
def load_layout(name: str) -> Layout:
    """The layout of that id.

    Raises:
        LayoutError: there is none, or it is wrong.
    """
    if not name.replace("-", "").isalnum():
        raise LayoutError("a layout's id is made of letters, digits and hyphens")
    source = files("printing") / "layouts" / f"{name}.toml"
    if not source.is_file():
        raise LayoutError(f"layout {name}: there is no printing/layouts/{name}.toml")
    return parse(source.read_text("utf-8"), name)


def _fill(template: str, values: Mapping[str, Any]) -> str:
    words = []
    for literal, name, specification, _ in string.Formatter().parse(template):
        words.append(literal)
        if name is None:
            continue
        if name not in values:
            raise LayoutError(f"the record has no '{name}'")
        try:
            words.append(_FORMATS[specification or ""](values[name]))
        except ValueError:
            raise LayoutError(f"'{name}' of the record cannot be written as '{specification}'") from None
    return "".join(words)


def _table(layout: TableLayout, record: Mapping[str, Any]) -> Table:
    rows = record.get(layout.rows)
    if not isinstance(rows, list | tuple):
        raise LayoutError(f"the record has no list '{layout.rows}'")
    totals = tuple(_fill(column.total, record) for column in layout.columns)
    return Table(
        columns=tuple(Column(column.head, column.width, column.align) for column in layout.columns),
        rows=tuple(tuple(_fill(column.value, row) for column in layout.columns) for row in rows),
        total=totals if any(totals) else (),
    )


def compose(layout: Layout, record: Mapping[str, Any], stamp: Stamp) -> Document:
    """Put a record's values where the layout wants them.

    Args:
        layout: the kind of paper.
        record: the platform's answer as plain values, lists of rows included.
        stamp: what belongs to this print alone.

    Raises:
        LayoutError: the record lacks a name that the layout uses; names the key only.
    """
    return Document(
        title=layout.title,
        lead=_fill(layout.lead, record),
        pairs=tuple((pair.name, _fill(pair.value, record)) for pair in layout.pairs),
        tables=tuple(_table(table, record) for table in layout.tables),
        notes=tuple(_fill(note, record) for note in layout.notes),
        issuer=stamp.issuer,
        issued_at=_moment(stamp.issued_at, "%Y年%m月%d日"),
        number=stamp.number,
        verification=stamp.verification,
        serial=stamp.serial,
        terminal=stamp.terminal,
        printed_at=_moment(stamp.printed_at, "%Y-%m-%d %H:%M:%S"),
        subject=stamp.subject,
        sample=stamp.sample,
    )

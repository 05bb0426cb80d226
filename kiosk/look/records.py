"""A record as rows of a screen: the names of its paper, the values masked, its table page by page."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.fields import FieldInfo

from config.texts import Texts
from kiosk.items.item import Paper
from kiosk.masking import masked_name, masked_number
from kiosk.serving import ROWS
from kiosk.view import Row
from printing.layout_formats import LayoutError, fill, placeholders
from printing.layout_schema import DrawnLayout, Layout, PairsLayout, SlipLayout, TableLayout
from printing.records.value import Personal, Value

SHOWN_OF_ADDRESS = 6
"""Characters of an address: province and city."""


def masked_values(record: Value) -> dict[str, Any]:
    """The record's plain values with everything masked that says who somebody is; pictures are left out."""
    return {name: _masked(getattr(record, name), field) for name, field in type(record).model_fields.items()}


def rows(texts: Texts, language: str, paper: Paper | None, record: Value, page: int) -> tuple[Row, ...]:
    """Names and values of the paper, and below them one page of its table."""
    values = masked_values(record)
    named = tuple(_pairs(texts, language, paper, values)) if page == 0 else ()
    table = _table(paper, record)
    if table is None:
        return named
    lines = values[table.rows][page * ROWS : (page + 1) * ROWS]
    return (*named, *(_line(table, line) for line in lines))


def count(paper: Paper | None, record: Value) -> int:
    """How many rows the paper's table has."""
    table = _table(paper, record)
    return len(getattr(record, table.rows)) if table is not None else 0


def _table(paper: Paper | None, record: Value) -> TableLayout | None:
    """The longest of the paper's tables that the record has rows for."""
    if not isinstance(paper, Layout):
        return None
    tables = [part for part in paper.body if isinstance(part, TableLayout) and getattr(record, part.rows)]
    return max(tables, key=lambda table: len(getattr(record, table.rows)), default=None)


def _pairs(texts: Texts, language: str, paper: Paper | None, values: Mapping[str, Any]) -> Iterator[Row]:
    for name, template in _templates(paper, values):
        try:
            value = fill(template, values)
        except LayoutError:
            # The stamp's own values: nothing is printed yet.
            continue
        if value:
            yield Row(label=_label(texts, language, name, template), value=value)


def _templates(paper: Paper | None, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and value of every pair of a paper; a drawn sheet and an item without paper have the plain fields."""
    match paper:
        case Layout():
            for part in paper.body:
                if isinstance(part, PairsLayout):
                    yield from ((entry.name, entry.value) for entry in part.entries if entry.ticks is None)
        case SlipLayout():
            yield from ((pair.name, pair.value) for pair in paper.pairs)
        case DrawnLayout() | None:
            plain = (name for name, value in values.items() if isinstance(value, str) and name not in _NOT_SHOWN)
            yield from ((name, f"{{{name}}}") for name in plain)


_NOT_SHOWN = frozenset({"kind", "subject", "link", "copy_no"})


def _label(texts: Texts, language: str, name: str, template: str) -> str:
    """In the person's language where the field is known; otherwise as it stands on the paper."""
    fields = [field for field, _ in placeholders(template)]
    key = f"label.{fields[0]}" if len(fields) == 1 else ""
    return texts.text(language, key) if key and texts.has(key) else name


def _line(table: TableLayout, values: Mapping[str, Any]) -> Row:
    """One row of a table: its first column as the name, the others one after the other."""
    first, *others = table.columns
    told = ((column.group + column.head, fill(column.value, values)) for column in others)
    return Row(label=fill(first.value, values), value="　".join(f"{name} {value}" for name, value in told if value))


def _masked(value: Any, field: FieldInfo) -> Any:
    if isinstance(value, bytes):
        return None
    if isinstance(value, Value):
        return masked_values(value)
    if isinstance(value, tuple):
        return tuple(_masked(one, field) for one in value)
    if isinstance(value, str) and value and "*" not in value and _is_personal(field):
        return _hidden(value, _longest(field))
    return value


def _marks(field: FieldInfo) -> list[Any]:
    marks = list(field.metadata)
    for argument in getattr(field.annotation, "__args__", ()):
        marks += getattr(argument, "__metadata__", ())
    return marks


def _is_personal(field: FieldInfo) -> bool:
    return any(isinstance(mark, Personal) for mark in _marks(field))


def _longest(field: FieldInfo) -> int | None:
    for mark in _marks(field):
        for one in mark.metadata if isinstance(mark, FieldInfo) else (mark,):
            if hasattr(one, "max_length"):
                return int(one.max_length)
    return None


def _hidden(value: str, longest: int | None) -> str:
    match longest:
        case 400:
            return value[:SHOWN_OF_ADDRESS] + "****"
        case 32 | 20 | 30:
            return masked_number(value)
        case 120:
            return masked_name(value)
    # A field without a bound: a number where there are digits in it.
    return masked_number(value) if any(character.isdigit() for character in value) else masked_name(value)

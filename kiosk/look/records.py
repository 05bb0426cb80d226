"""A record as rows of a screen: the names of its paper, the values masked, its table page by page."""

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any

from pydantic.fields import FieldInfo

from config.texts import Texts
from kiosk.flows import showing
from kiosk.items.item import Paper
from kiosk.items.names import known_as
from kiosk.masking import masked_name, masked_number
from kiosk.serving import ROWS
from kiosk.view import Row
from kiosk.wording import abreast
from printing.layout_formats import fill, placeholders
from printing.layout_schema import (
    CardsLayout,
    ColumnLayout,
    DrawnLayout,
    Layout,
    PairsLayout,
    ParagraphLayout,
    SlipLayout,
    TableLayout,
)
from printing.records.value import Personal, Value

SHOWN_OF_ADDRESS = 6
"""Characters of an address: province and city."""


def masked_values(record: Value) -> dict[str, Any]:
    """The record's plain values with everything masked that says who somebody is; pictures are left out."""
    return {name: _masked(getattr(record, name), field) for name, field in type(record).model_fields.items()}


def rows(texts: Texts, language: str, paper: Paper | None, record: Value, page: int) -> tuple[Row, ...]:
    """Names and values of the paper, and below them one page of all its lists."""
    values = masked_values(record)
    named = tuple(_named(texts, language, paper, values)) if page == 0 else ()
    lines = (_listed(language, part, line) for part in showing.listings(paper, record) for line in values[part.rows])
    return (*named, *islice(lines, page * ROWS, (page + 1) * ROWS))


def _named(texts: Texts, language: str, paper: Paper | None, values: Mapping[str, Any]) -> Iterator[Row]:
    for name, template in _templates(texts, paper, values):
        if is_said(template, values) and (value := fill(template, values)):
            yield Row(label=_label(texts, language, name, template, values), value=value)


def is_said(template: str, values: Mapping[str, Any]) -> bool:
    """Whether the record has something to say there: paper says "—", a screen leaves it out.

    The stamp's own values are not known before anything is printed, and a template of them is left out too.
    """
    fields = [field for field, _ in placeholders(template)]
    return all(field in values for field in fields) and any(values[field] not in (None, "") for field in fields)


def _templates(texts: Texts, paper: Paper | None, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and value of every pair of a paper; a drawn sheet and an item without paper have the plain fields."""
    match paper:
        case Layout():
            yield from _of_body(texts, paper)
        case SlipLayout():
            yield from ((pair.name, pair.value) for pair in paper.pairs)
        case DrawnLayout() | None:
            plain = (name for name, value in values.items() if isinstance(value, str) and name not in _NOT_SHOWN)
            yield from ((name, f"{{{name}}}") for name in plain)


def _of_body(texts: Texts, paper: Layout) -> Iterator[tuple[str, str]]:
    """In the paper's order; of running text what no pair says, where there is a name for it."""
    pairs = [entry for part in paper.body if isinstance(part, PairsLayout) for entry in part.entries]
    told = {field for entry in pairs for field, _ in placeholders(entry.value)}
    for part in paper.body:
        if isinstance(part, PairsLayout):
            yield from ((entry.name, entry.value) for entry in part.entries if entry.ticks is None)
        elif isinstance(part, ParagraphLayout) and not part.is_heading:
            for field, form in placeholders(part.text):
                if field not in told and texts.has(f"label.{field}"):
                    yield "", f"{{{field}:{form}}}"


_NOT_SHOWN = frozenset({"kind", "subject", "link", "copy_no"})


_OTHER_NAMES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("business-licence", "name"): "firm",
        ("e-licence", "state"): "licence_state",
        ("deposit-record", "state"): "account_state",
        ("property-authenticity", "state"): "licence_state",
        ("utility-payment", "usage"): "use_kind",
    }
)
"""By kind and field, the name of a field that means something else in other records."""


def _label(texts: Texts, language: str, name: str, template: str, values: Mapping[str, Any]) -> str:
    """In the person's language where the field is known; otherwise as it stands on the paper."""
    fields = [field for field, _ in placeholders(template)]
    kind = str(values.get("kind", ""))
    key = f"label.{_OTHER_NAMES.get((kind, fields[0]), fields[0])}" if len(fields) == 1 else ""
    return texts.text(language, key) if key and texts.has(key) else known_as(texts, language, name)


def _listed(language: str, part: TableLayout | CardsLayout, values: Mapping[str, Any]) -> Row:
    """One row of a table, its first column as the name; of a card its heading and what stands first."""
    if isinstance(part, CardsLayout):
        first = next((entry for entry in part.entries if is_said(entry.value, values)), None)
        told = f"{first.name} {fill(first.value, values)}" if first is not None else ""
        return Row(label=fill(part.heading, values), value=told)
    head, *others = part.columns
    said = [column for column in others if _is_of(column, values) and is_said(column.value, values)]
    # A single column beside the name needs no name of its own.
    cells = [(column.group + column.head if len(others) > 1 else "", fill(column.value, values)) for column in said]
    return Row(
        label=fill(head.value, values), value=abreast(language, *(f"{name} {cell}".strip() for name, cell in cells))
    )


def _is_of(column: ColumnLayout, values: Mapping[str, Any]) -> bool:
    """Whether the column is meant for such a row; the paper's cell stays empty otherwise."""
    return all(str(values.get(field)) in allowed for field, allowed in column.only.items())


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

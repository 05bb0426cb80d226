"""Does a layout fit its record? Every name it uses is looked up in the model before anybody stands at the terminal."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from printing.layout_formats import FORMATS, LayoutError, placeholders
from printing.layout_schema import (
    BalanceLayout,
    CardsLayout,
    ColumnLayout,
    DrawnLayout,
    EntryLayout,
    Layout,
    PairsLayout,
    ParagraphLayout,
    PicturesLayout,
    ScansLayout,
    SignatureLayout,
    SlipLayout,
    StepsLayout,
    TableLayout,
)
from printing.records import RECORDS
from printing.records.value import Personal

STAMPED = {"issuer": str, "issued_at": datetime, "printed_at": datetime}
"""Names that every paper has beside its record; no record has one of them for anything else."""
_MODELS = "rows of another model"
_NUMBERS = {Decimal, int}


def check(layout: Layout | SlipLayout | DrawnLayout) -> None:
    """Look up every name.

    Raises:
        LayoutError: naming the field that the record has not got, or the format that does not suit it.
    """
    model = RECORDS.get(layout.record)
    if model is None:
        raise LayoutError(f"'record' {layout.record} does not exist, known are {sorted(RECORDS)}")
    match layout:
        case Layout():
            _check_paper(layout, model)
        case SlipLayout():
            _check_slip(layout, model)
        case DrawnLayout():
            _templates((*layout.words.values(), *layout.notes), model)


def _check_paper(layout: Layout, model: type[BaseModel]) -> None:
    _templates((*layout.above, layout.below, *layout.notes, *layout.closing, layout.purpose, layout.qr), model)
    for part in layout.body:
        match part:
            case ParagraphLayout():
                _templates((part.text,), model)
            case StepsLayout():
                _is(part.items, model, tuple)
            case PairsLayout():
                _entries(part.entries, model)
                if part.photo is not None:
                    _is(part.photo, model, bytes)
            case CardsLayout():
                row = _row_model(part.rows, model)
                _templates((part.heading,), row)
                _entries(part.entries, row)
            case PicturesLayout():
                for _, name in part.pictures:
                    _is(name, model, bytes)
            case ScansLayout():
                row = _row_model(part.rows, model)
                _is(part.picture, row, bytes)
                _templates((part.heading,), row)
            case TableLayout():
                _table(part, model)
            case SignatureLayout():
                _is(part.image, model, bytes)
                _templates((part.date,), model)


def _entries(entries: tuple[EntryLayout, ...], model: type[BaseModel]) -> None:
    for entry in entries:
        _templates((entry.value,), model)
        if entry.ticks is not None:
            values = get_args(_field(entry.ticks, model).annotation)
            if set(values) != set(entry.options):
                raise LayoutError(f"the options of '{entry.ticks}' are not those of the record")


def _table(part: TableLayout, model: type[BaseModel]) -> None:
    row = _row_model(part.rows, model)
    for column in part.columns:
        _templates((column.value,), row)
        _templates((column.total,), model)
        if (column.adds or column.states) and _type(_field(column.added, row)) not in _NUMBERS:
            raise LayoutError(f"'{column.added}' is added up and is no number")
        for name, values in column.only.items():
            if not set(values) <= set(get_args(_field(name, row).annotation)):
                raise LayoutError(f"'only' names values that '{name}' never has")
        _check_total(column, model)
    _templates((part.bookmark,), row)
    if part.balance is not None:
        _check_balance(part.balance, row, model)


def _check_total(column: ColumnLayout, model: type[BaseModel]) -> None:
    """A number that the record says of its rows stands on no paper uncompared."""
    if column.states is not None and _type(_field(column.states, model)) not in _NUMBERS:
        raise LayoutError(f"'{column.states}' states a sum and is no number")
    said = {name for name, _ in placeholders(column.total) if name not in STAMPED}
    numbers = {name for name in said if _type(_field(name, model)) in _NUMBERS}
    if numbers and column.states not in numbers:
        raise LayoutError(f"the total of '{column.head}' is compared with nothing: 'states' is missing")


def _check_balance(balance: BalanceLayout, row: type[BaseModel], model: type[BaseModel]) -> None:
    fields = [(name, row) for name in (balance.field, balance.plus, balance.less) if name is not None]
    for name, source in (*fields, (balance.ends, model)):
        if _type(_field(name, source)) not in _NUMBERS:
            raise LayoutError(f"'{name}' belongs to a balance and is no number")
    for name, source in ((balance.on, row), (balance.last_on, model)):
        _is(name, source, date)


def _check_slip(layout: SlipLayout, model: type[BaseModel]) -> None:
    """As a paper; besides, nothing that says who somebody is."""
    own = (layout.large, layout.qr, *(pair.value for pair in layout.pairs), *layout.advice)
    _templates(own, model)
    used = [(name, model) for template in own for name, _ in placeholders(template)]
    if layout.steps is not None:
        _is(layout.steps, model, tuple)
    for rows in layout.lists:
        row = _row_model(rows.rows, model)
        _templates((rows.line,), row)
        used += [(name, row) for name, _ in placeholders(rows.line)]
    for name, source in used:
        if name not in STAMPED and _is_personal(_field(name, source)):
            raise LayoutError(f"'{name}' says who somebody is and cannot stand on a slip")


def _is_personal(field: FieldInfo) -> bool:
    return any(isinstance(mark, Personal) for mark in _marks(field))


def _marks(field: FieldInfo) -> Iterator[Any]:
    yield from field.metadata
    for argument in get_args(field.annotation):
        yield from getattr(argument, "__metadata__", ())


def _templates(templates: tuple[str, ...], model: type[BaseModel]) -> None:
    for template in templates:
        for name, specification in placeholders(template):
            kind = STAMPED[name] if name in STAMPED else _type(_field(name, model))
            if kind not in FORMATS[specification].takes:
                raise LayoutError(f"'{name}' cannot be written as '{specification}'")


def _field(name: str, model: type[BaseModel]) -> FieldInfo:
    field = model.model_fields.get(name)
    if field is None:
        raise LayoutError(f"the record has no '{name}'")
    return field


def _is(name: str, model: type[BaseModel], wanted: type) -> None:
    if _type(_field(name, model)) is not wanted:
        raise LayoutError(f"'{name}' is not of the kind that stands there")


def _type(field: FieldInfo) -> Any:
    """The plain type of a field; a list of rows is none that could be written."""
    kind = _present(field)
    while get_origin(kind) is not None and hasattr(kind, "__metadata__"):
        kind = get_args(kind)[0]
    if kind is AwareDatetime:
        return datetime
    if get_origin(kind) is Literal:
        return type(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return _MODELS if _row_of(kind) is not None else tuple
    return kind


def _present(field: FieldInfo) -> Any:
    """What a field holds where the record has it."""
    kind = field.annotation
    if get_origin(kind) in {Union, UnionType}:
        return next(argument for argument in get_args(kind) if argument is not type(None))
    return kind


def _row_of(kind: Any) -> type[BaseModel] | None:
    inner = get_args(kind)[0]
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _row_model(name: str, model: type[BaseModel]) -> type[BaseModel]:
    kind = _present(_field(name, model))
    row = _row_of(kind) if get_origin(kind) is tuple else None
    if row is None:
        raise LayoutError(f"'{name}' of the record is no list of rows")
    return row


def has_rows(record: Mapping[str, Any], name: str) -> list[Any]:
    """The list of that name.

    Raises:
        LayoutError: there is none.
    """
    rows = record.get(name)
    if not isinstance(rows, list | tuple):
        raise LayoutError(f"the record has no list '{name}'")
    return list(rows)

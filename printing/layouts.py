"""Papers as data: printing/layouts/<id>.toml says where each value of a record stands."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter, ValidationError

from printing.capital_numerals import in_capitals
from printing.document import (
    Blanks,
    Column,
    Document,
    Entry,
    Pairs,
    Paragraph,
    Part,
    Signature,
    Steps,
    Table,
    Verification,
)
from printing.layout_check import check, has_rows
from printing.layout_formats import LayoutError, fill, filler, moment
from printing.layout_schema import (
    AnyLayout,
    BlanksLayout,
    DrawnLayout,
    EntryLayout,
    Layout,
    PairsLayout,
    ParagraphLayout,
    PartLayout,
    SignatureLayout,
    SlipLayout,
    StepsLayout,
    TableLayout,
)
from printing.setting import OPEN, TICKED

__all__ = ["Layout", "LayoutError", "Stamp", "compose", "layout_ids", "load_any", "load_layout", "parse"]

_ADAPTER: TypeAdapter[Layout | SlipLayout | DrawnLayout] = TypeAdapter(AnyLayout)


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

    def values(self) -> dict[str, Any]:
        """What templates may use beside the record."""
        return {"issuer": self.issuer, "issued_at": self.issued_at, "printed_at": self.printed_at}


def parse(text: str, name: str) -> Layout | SlipLayout | DrawnLayout:
    """Check a layout's TOML, also against the model of its record.

    Raises:
        LayoutError: one line with the layout's name, the key and what is wrong there.
    """
    try:
        layout = _ADAPTER.validate_python({"form": "paper"} | tomllib.loads(text))
        check(layout)
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(f"layout {name}: not TOML: {error}") from error
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in problem["loc"][1:]) or "table"
        raise LayoutError(f"layout {name}: '{key}': {problem['msg']}") from error
    except LayoutError as error:
        raise LayoutError(f"layout {name}: {error}") from None
    return layout


def layout_ids() -> tuple[str, ...]:
    """The ids of all layouts, in the order of their file names."""
    return tuple(sorted(entry.name[:-5] for entry in (files("printing") / "layouts").iterdir() if entry.name[0] != "_"))


@cache
def load_any(name: str) -> Layout | SlipLayout | DrawnLayout:
    """The layout of that id, whatever it is for.

    Raises:
        LayoutError: there is none, or it is wrong.
    """
    if not name.replace("-", "").isalnum():
        raise LayoutError("a layout's id is made of letters, digits and hyphens")
    source = files("printing") / "layouts" / f"{name}.toml"
    if not source.is_file():
        raise LayoutError(f"layout {name}: there is no printing/layouts/{name}.toml")
    return parse(source.read_text("utf-8"), name)


def load_layout(name: str) -> Layout:
    """The paper of that id.

    Raises:
        LayoutError: there is none, it is wrong, or it is no paper.
    """
    layout = load_any(name)
    if not isinstance(layout, Layout):
        raise LayoutError(f"layout {name}: is a {layout.form}, no paper of parts")
    return layout


def compose(layout: Layout, record: Mapping[str, Any], stamp: Stamp) -> Document:
    """Put a record's values where the layout wants them.

    Args:
        layout: the kind of paper.
        record: the platform's answer as plain values, lists of rows included.
        stamp: what belongs to this print alone.

    Raises:
        LayoutError: the record lacks a name that the layout uses, or states a sum that its rows do not have; names
            the key only.
    """
    values = {**record, **stamp.values()}
    return Document(
        title=layout.title,
        above=tuple(fill(line, values) for line in layout.above),
        below=fill(layout.below, values),
        body=tuple(_part(part, values) for part in layout.body),
        notes=tuple(fill(note, values) for note in layout.notes),
        notes_label=layout.notes_label,
        closing=tuple(fill(line, values) for line in layout.closing),
        number=stamp.number,
        number_label=layout.number_label,
        verification=stamp.verification if layout.is_verifiable else None,
        verification_label=layout.verification_label,
        purpose=fill(layout.purpose, values),
        serial=stamp.serial,
        terminal=stamp.terminal,
        printed_at=moment(stamp.printed_at, "%Y-%m-%d %H:%M:%S"),
        subject=stamp.subject,
        sample=stamp.sample,
    )


def _part(part: PartLayout, values: Mapping[str, Any]) -> Part:
    match part:
        case ParagraphLayout():
            return Paragraph(fill(part.text, values), part.is_heading)
        case StepsLayout():
            return Steps(tuple(str(item) for item in has_rows(values, part.items)))
        case PairsLayout():
            photo = values.get(part.photo) if part.photo is not None else None
            entries = tuple(_entry(entry, values) for entry in part.entries)
            return Pairs(entries, photo, has_photo=part.photo is not None)
        case TableLayout():
            return _table(part, values)
        case BlanksLayout():
            return Blanks(part.names, part.height_mm, part.closing)
        case SignatureLayout():
            return Signature(part.label, values.get(part.image), fill(part.date, values))


def _entry(entry: EntryLayout, values: Mapping[str, Any]) -> Entry:
    if entry.ticks is None:
        return Entry(entry.name, fill(entry.value, values), entry.is_wide)
    chosen = values.get(entry.ticks)
    if chosen not in entry.options:
        raise LayoutError(f"'{entry.ticks}' of the record is none of the options")
    marked = (f"{TICKED if value == chosen else OPEN} {words}" for value, words in entry.options.items())
    return Entry(entry.name, "　".join(marked), entry.is_wide)


def _table(layout: TableLayout, record: Mapping[str, Any]) -> Table:
    rows = has_rows(record, layout.rows)
    fillers = [filler(column.value) for column in layout.columns]
    totals = tuple(fill(column.total, record) for column in layout.columns)
    amounts = {column.added: _amounts(rows, column.added) for column in layout.columns if column.adds}
    for added, stated in layout.states.items():
        if sum(amounts[added], Decimal(0)) != record.get(stated):
            raise LayoutError(f"the record's '{stated}' is not the sum of its rows")
    bookmark = filler(layout.bookmark) if layout.bookmark else None
    return Table(
        columns=tuple(
            Column(
                head=column.head,
                width=column.width,
                align=column.align,
                group=column.group,
                adds=column.adds,
                amounts=amounts[column.added] if column.adds else (),
                places=2 if column.value.endswith(":money}") else 0,
            )
            for column in layout.columns
        ),
        rows=tuple([tuple([write(row) for write in fillers]) for row in rows]),
        total=totals if any(totals) else (),
        total_label=layout.total_label,
        in_words=in_capitals(sum(amounts[layout.capitals], Decimal(0))) if layout.capitals else "",
        carries=layout.carries,
        caption=layout.caption,
        unit=layout.unit,
        size=layout.size,
        bookmarks=tuple(bookmark(row) for row in rows) if bookmark else (),
    )


def _amounts(rows: list[Any], name: str) -> tuple[Decimal, ...]:
    """Exact numbers only: a binary fraction has lost its cents before it gets here."""
    try:
        found = [row[name] for row in rows]
    except KeyError:
        raise LayoutError(f"the record has no '{name}'") from None
    if not all(isinstance(amount, Decimal | int) and not isinstance(amount, bool) for amount in found):
        raise LayoutError(f"'{name}' of the record is no exact number")
    return tuple(Decimal(amount) for amount in found)

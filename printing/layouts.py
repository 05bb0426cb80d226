"""Papers as data: printing/layouts/<id>.toml says where each value of a record stands."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter, ValidationError

from printing.document import (
    Blanks,
    Card,
    Document,
    Entry,
    Pairs,
    Paragraph,
    Part,
    Pictures,
    Scans,
    Signature,
    Steps,
    Verification,
)
from printing.layout_check import check, has_rows
from printing.layout_formats import ABSENT, LayoutError, fill, moment, placeholders
from printing.layout_schema import (
    AnyLayout,
    BlanksLayout,
    CardsLayout,
    DrawnLayout,
    EntryLayout,
    Layout,
    PairsLayout,
    ParagraphLayout,
    PartLayout,
    PicturesLayout,
    ScansLayout,
    SignatureLayout,
    SlipLayout,
    StepsLayout,
    TableLayout,
)
from printing.records import RECORDS
from printing.setting import OPEN, TICKED
from printing.table_layouts import table_of

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
    rating_pages: str = ""
    """Below which a case is rated by telephone; empty where it cannot be."""

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
def titles_of(record: str) -> frozenset[str]:
    """Titles of the papers about a kind of record: what a statement about one may call it."""
    layouts = (load_any(name) for name in layout_ids())
    return frozenset(layout.title for layout in layouts if layout.record == record and layout.form != "slip")


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
        body=tuple(
            made for part in layout.body if not _is_lacking(layout, part, values) for made in _parts(part, values)
        ),
        notes=tuple(fill(note, values) for note in layout.notes),
        notes_label=layout.notes_label,
        closing=tuple(fill(line, values) for line in layout.closing),
        number=stamp.number,
        number_label=layout.number_label,
        verification=stamp.verification if layout.is_verifiable else None,
        verification_label=layout.verification_label,
        link=fill(layout.qr, values) if _leads_somewhere(layout.qr, values) else "",
        link_words=layout.qr_words,
        purpose=fill(layout.purpose, values),
        serial=stamp.serial,
        terminal=stamp.terminal,
        printed_at=moment(stamp.printed_at, "%Y-%m-%d %H:%M:%S"),
        subject=stamp.subject,
        sample=stamp.sample,
    )


def _leads_somewhere(qr: str, values: Mapping[str, Any]) -> bool:
    return bool(qr) and all(values.get(name) is not None for name, _ in placeholders(qr))


def _is_lacking(layout: Layout, part: PartLayout, values: Mapping[str, Any]) -> bool:
    """A list that this kind of record need not have, and has not: no table says that there is nothing."""
    if not isinstance(part, TableLayout) or values.get(part.rows, ()) is not None:
        return False
    return not RECORDS[layout.record].model_fields[part.rows].is_required()


def _parts(part: PartLayout, values: Mapping[str, Any]) -> tuple[Part, ...]:
    """What a part of the layout becomes; pictures that the record has not got become nothing."""
    match part:
        case ParagraphLayout():
            return (Paragraph(fill(part.text, values), part.is_heading),)
        case StepsLayout():
            return (Steps(tuple(str(item) for item in has_rows(values, part.items))),)
        case PairsLayout():
            photo = values.get(part.photo) if part.photo is not None else None
            entries = tuple(_entry(entry, values) for entry in part.entries)
            return (Pairs(entries, photo, has_photo=part.photo is not None and part.keeps_photo_place),)
        case CardsLayout():
            return tuple(_card(part, row) for row in has_rows(values, part.rows))
        case TableLayout():
            return (table_of(part, values),)
        case PicturesLayout():
            pictures = tuple((words, values.get(name)) for words, name in part.pictures)
            return (Pictures(part.caption, pictures),) if any(data for _, data in pictures) else ()
        case ScansLayout():
            sheets = tuple((fill(part.heading, row), row[part.picture]) for row in has_rows(values, part.rows))
            return (Scans(sheets),) if sheets else ()
        case BlanksLayout():
            return (Blanks(part.names, part.height_mm, part.closing),)
        case SignatureLayout():
            return (Signature(part.label, values.get(part.image), fill(part.date, values)),)


def _card(part: CardsLayout, row: Mapping[str, Any]) -> Card:
    return Card(fill(part.heading, row), tuple(_entry(entry, row) for entry in part.entries))


def _entry(entry: EntryLayout, values: Mapping[str, Any]) -> Entry:
    if entry.ticks is None:
        # A dash with "元" behind it reads like an amount that was rubbed out.
        named = [name for name, _ in placeholders(entry.value)]
        is_missing = bool(named) and all(name in values and values[name] is None for name in named)
        return Entry(entry.name, ABSENT if is_missing else fill(entry.value, values), entry.is_wide)
    chosen = values.get(entry.ticks)
    if chosen not in entry.options:
        raise LayoutError(f"'{entry.ticks}' of the record is none of the options")
    marked = (f"{TICKED if value == chosen else OPEN} {words}" for value, words in entry.options.items())
    return Entry(entry.name, "　".join(marked), entry.is_wide)

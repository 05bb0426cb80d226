"""What is to be printed, before anyone knows on which printer."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from printing.page import Page


@dataclass(frozen=True, slots=True)
class Verification:
    """How anyone can check the paper."""

    code: str
    """Without separators; the paper shows it in groups of four."""
    url: str
    """What the QR code says."""

    @property
    def page(self) -> str:
        """The address that the QR code leads to, without what it says about the paper."""
        return self.url.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str = field(repr=False)
    is_heading: bool = False
    """Bold, without indent, never the last line of a page."""


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list."""

    items: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and its value in a ruled field."""

    name: str
    value: str = field(repr=False)
    is_wide: bool = False
    """Takes a whole row; otherwise two stand side by side."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values in ruled rows, beside a photo where there is one."""

    entries: tuple[Entry, ...]
    photo: bytes | None = field(default=None, repr=False)
    """JPEG or PNG, drawn 26 mm by 32 mm at the right of the first rows."""
    has_photo: bool = False
    """Keeps the photo's place free where the record has none."""


@dataclass(frozen=True, slots=True)
class Card:
    """A heading over names and values, on one page wherever a page holds them."""

    heading: str = field(repr=False)
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    head: str
    width: float
    """Share of the table's width; the shares of a table add up to 1."""
    align: Literal["left", "centre", "right"] = "left"
    group: str = ""
    """A second head above this one and its neighbours of the same group."""
    adds: bool = False
    """Whether it is added up."""
    amounts: tuple[Decimal, ...] = field(default=(), repr=False)
    """The value of every row, where it is."""
    places: int = 2
    """Decimals of its sums."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; breaks over pages with the heads repeated."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    total: tuple[str, ...] = field(default=(), repr=False)
    """A last row in bold, kept together with the row before it; empty for none."""
    total_label: str = ""
    """Of a total that is added up from the columns' amounts; empty for none."""
    in_words: str = field(default="", repr=False)
    """The total in capital numerals, as an own row; empty for none."""
    carries: bool = False
    """Subtotals at the foot of every page and what was brought forward at the head of the next."""
    caption: str = ""
    unit: str = ""
    """Right above the table, e.g. 金额单位：元."""
    size: float = 9.5
    """Points."""
    bookmarks: tuple[str, ...] = ()
    """One word a row for the file's outline; the row that repeats the one before it gets none."""


@dataclass(frozen=True, slots=True)
class Blanks:
    """Fields that somebody fills in by hand."""

    names: tuple[str, ...]
    height_mm: float = 24.0
    closing: str = ""
    """At the lower right of each, e.g. （盖章）　　年　月　日."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Where a person signed, or may sign by hand."""

    label: str
    image: bytes | None = field(default=None, repr=False)
    """JPEG or PNG of the pad; None leaves a line."""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Scanned sides of a card, side by side."""

    caption: str
    pictures: tuple[tuple[str, bytes | None], ...] = field(repr=False)
    """Words below, and JPEG or PNG; None leaves a frame."""


@dataclass(frozen=True, slots=True)
class Scans:
    """Scanned sheets, a page each."""

    sheets: tuple[tuple[str, bytes], ...] = field(repr=False)
    """A line above, and JPEG or PNG."""


Part = Paragraph | Steps | Pairs | Card | Table | Pictures | Scans | Blanks | Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper as values, top to bottom."""

    title: str
    above: tuple[str, ...] = ()
    """Small lines above the title."""
    below: str = ""
    """A small line below it."""
    body: tuple[Part, ...] = ()
    notes: tuple[str, ...] = field(default=(), repr=False)
    notes_label: str = "备注"
    closing: tuple[str, ...] = field(default=(), repr=False)
    """Who says so and when, at the right below everything."""
    number: str
    """The document's own number, given by the platform."""
    number_label: str = "编号"
    verification: Verification | None
    """None on a paper that proves nothing, e.g. a guide."""
    verification_label: str = "验证码"
    link: str = field(default="", repr=False)
    """Where the code of a paper leads that proves nothing; empty for no code."""
    link_words: str = ""
    purpose: str = field(default="", repr=False)
    """A second watermark, e.g. 仅限办理落户使用; empty for none."""
    serial: str
    """This print's own number; every copy and every reprint has another."""
    terminal: str
    printed_at: str
    """YYYY-MM-DD HH:MM:SS."""
    subject: str = field(repr=False)
    """The platform's token for the person; stands in the file's keywords and is compared before it is sent."""
    sample: bool
    """True prints 演示数据 across every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A paper laid out by hand: pages of marks instead of parts."""

    title: str
    pages: tuple[Page, ...] = field(repr=False)
    purpose: str = field(default="", repr=False)
    number: str = ""
    """Given by the platform."""
    verification: Verification | None = None
    serial: str
    terminal: str
    printed_at: str = ""
    """Already in words, as on a Document."""
    subject: str = field(repr=False)
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Finished bytes, bound to the visit and the person they were made for."""

    session: str
    """The visit's random id."""
    subject: str = field(repr=False)
    serial: str
    pages: int
    sha256: str
    """Hex, of `pdf`."""
    pdf: bytes = field(repr=False)

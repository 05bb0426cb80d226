"""What is to be printed, before anyone knows on which printer."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Verification:
    """How anyone can check the paper."""

    code: str
    """Without separators; the paper shows it in groups of four."""
    url: str
    """What the QR code says."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    head: str
    width: float
    """Share of the table's width; the shares of a table add up to 1."""
    align: Literal["left", "centre", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; breaks over pages with the heads repeated."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    total: tuple[str, ...] = field(default=(), repr=False)
    """A last row in bold, kept together with the row before it; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper as values, top to bottom."""

    title: str
    lead: str = field(default="", repr=False)
    pairs: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    issuer: str
    issued_at: str
    """As it stands on the paper: YYYY年MM月DD日."""
    number: str
    """The document's own number, given by the platform."""
    verification: Verification
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

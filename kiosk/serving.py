"""What a visit has gathered to answer a question or make a paper, beside the record itself. Dropped with the visit."""

from dataclasses import dataclass, field
from typing import Literal

from kiosk.platform.phone_values import PhoneCode
from kiosk.platform.service_values import CaseFile, LicenceEntry
from kiosk.platform.values import RecordRequest, Verified
from printing.statement import Statement

ROWS = 8
"""Rows of a table on one screen: what stands there in the huge size too (our choice)."""
Ending = Literal["", "paper", "slip", "undo", "supplement"]


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """What is known of a paper that somebody holds in their hand."""

    said: Statement | None = field(default=None, repr=False)
    """What its code says, signed by the province; None where only a number was typed."""
    known: Verified | None = field(default=None, repr=False)
    """What the platform says; None where it could not be asked."""
    is_forged: bool = False
    """A code that no key we believe has signed, or a number that the platform does not know."""


@dataclass(frozen=True, slots=True)
class Serving:
    """One thing that is being asked for."""

    wanted: RecordRequest | None = None
    """As it was asked: the document is issued for the same."""
    copies: int = 1
    copy: int = 0
    """Which of them is under way, from 0; each is a document of its own."""
    way: str = ""
    """How a case, or a paper, is to be found."""
    cases: tuple[CaseFile, ...] = field(default=(), repr=False)
    case: CaseFile | None = field(default=None, repr=False)
    licences: tuple[LicenceEntry, ...] = field(default=(), repr=False)
    checked: CheckedPaper | None = field(default=None, repr=False)
    code: str = ""
    """Id of the chosen QR code."""
    phone: PhoneCode | None = field(default=None, repr=False)
    """What goes to the person's phone, once."""
    page: int = 0
    """Of a table or a guide, from 0."""
    ending: Ending = ""
    """What the person wants of it to take along."""


NOTHING_SERVED = Serving()

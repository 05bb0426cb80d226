"""What asking and printing services want of the world; kiosk/hands/services.py carries it out."""

from dataclasses import dataclass, field

from kiosk.forms.form import Months
from kiosk.lodgement_effects import LodgementQuestion
from kiosk.platform.values import Identity


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question for a record: of which item, which kind, where, which months, and what the form has gathered."""

    item: str
    record: str
    city: str
    months: int
    """How far back from the running month, it included."""
    period: Months | None = None
    """A stretch that was chosen by its ends; then `months` says nothing."""
    asked: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class LookUpOpen:
    """Ask for a record that anybody may see."""

    inquiry: Inquiry


@dataclass(frozen=True, slots=True)
class ListLicences:
    """Ask for the person's electronic licences."""

    identity: Identity = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListCases:
    """Ask for the person's cases."""

    identity: Identity = field(repr=False)


@dataclass(frozen=True, slots=True)
class FindCase:
    """Ask for the case of a number, with its code."""

    case_no: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FindCaseByScan:
    """Ask for the case of a receipt's code."""

    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckPaper:
    """Read a paper's code, and ask the platform about the paper."""

    payload: bytes = field(repr=False)
    """As it was scanned, or the verification code as it was typed."""


@dataclass(frozen=True, slots=True)
class NoteRead:
    """The person has read answers of offices; nothing waits for that."""

    identity: Identity = field(repr=False)
    case_nos: tuple[str, ...] = field(repr=False)


ServiceQuestion = (
    LookUpOpen | ListLicences | ListCases | FindCase | FindCaseByScan | CheckPaper | NoteRead | LodgementQuestion
)

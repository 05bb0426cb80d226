"""What an application asks of the world; kiosk/hands/applying.py carries it out."""

from dataclasses import dataclass, field

from kiosk.platform.submission_values import Application, DraftRequest, PrefillRequest, TakingBack
from kiosk.platform.values import Identity


@dataclass(frozen=True, slots=True)
class AskPrefill:
    """Ask what the province knows for a form."""

    identity: Identity = field(repr=False)
    wanted: PrefillRequest


@dataclass(frozen=True, slots=True)
class ListEnterprises:
    """Ask which enterprises the person may speak for."""

    identity: Identity = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """Have the platform keep what was answered so far. A deed."""

    identity: Identity = field(repr=False)
    wanted: DraftRequest = field(repr=False)
    deed: str
    session: str


@dataclass(frozen=True, slots=True)
class FindDraft:
    """Ask which item a draft's code leads to."""

    payload: bytes = field(repr=False)
    """As it was scanned or typed."""


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand an application in: a deed, sent once."""

    identity: Identity = field(repr=False)
    application: Application = field(repr=False)
    deed: str
    session: str


@dataclass(frozen=True, slots=True)
class AskSubmission:
    """Ask what became of an application whose answer never came."""

    identity: Identity = field(repr=False)
    deed: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take an application back, as long as its office lets one."""

    identity: Identity = field(repr=False)
    taking_back: TakingBack
    deed: str
    session: str
    item: str


ApplyingEffect = AskPrefill | FindDraft | KeepDraft | ListEnterprises | Submit | AskSubmission | TakeBack

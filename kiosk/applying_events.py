"""What an application hears from the world."""

from dataclasses import dataclass, field

from kiosk.platform.service_values import CaseFile
from kiosk.platform.submission_values import Accepted, Draft, DraftPlace, Enterprise, Prefill


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What the province knows for the form."""

    prefill: Prefill = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnterprisesListed:
    """Whom the person may speak for."""

    enterprises: tuple[Enterprise, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class DraftKept:
    """The platform keeps it."""

    draft: Draft = field(repr=False)


@dataclass(frozen=True, slots=True)
class DraftPlaced:
    """The item of a draft's code."""

    place: DraftPlace


@dataclass(frozen=True, slots=True)
class ApplicationAccepted:
    """The application lies with the office."""

    accepted: Accepted = field(repr=False)


@dataclass(frozen=True, slots=True)
class ApplicationNotTaken:
    """It surely did not arrive, and will not; `key` is one of config/texts [trouble]."""

    key: str
    can_try_again: bool


@dataclass(frozen=True, slots=True)
class ApplicationUnknown:
    """Nobody can say now whether it arrived: it is asked again, never sent again."""


@dataclass(frozen=True, slots=True)
class ApplicationTakenBack:
    """The case as it stands after that."""

    case: CaseFile = field(repr=False)


ApplyingEvent = (
    Prefilled
    | DraftPlaced
    | DraftKept
    | EnterprisesListed
    | ApplicationAccepted
    | ApplicationNotTaken
    | ApplicationUnknown
    | ApplicationTakenBack
)

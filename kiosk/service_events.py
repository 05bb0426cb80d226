"""What asking and printing services hear from the world, beside the records themselves."""

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.lodgement_events import LodgementEvent
from kiosk.platform.service_values import CaseFile, LicenceEntry
from kiosk.serving import CheckedPaper


@dataclass(frozen=True, slots=True)
class LicencesListed:
    """The electronic licences of the person."""

    licences: tuple[LicenceEntry, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class CasesListed:
    """The cases of the person."""

    cases: tuple[CaseFile, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class CaseFound:
    """A case, by its number or its receipt."""

    case: CaseFile = field(repr=False)


@dataclass(frozen=True, slots=True)
class PaperChecked:
    """What is known of a paper in somebody's hand."""

    checked: CheckedPaper = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadNoted:
    """That answers were read is noted, or could not be: then they are shown once more."""


@dataclass(frozen=True, slots=True)
class TimeTold:
    """What time it is."""

    at: datetime


ServiceEvent = LicencesListed | CasesListed | CaseFound | PaperChecked | ReadNoted | TimeTold | LodgementEvent

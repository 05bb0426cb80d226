"""What a driver's medical hears from the world."""

from dataclasses import dataclass, field

from kiosk.platform.examining_values import ExaminableDriver, ExaminationStanding, SignedExamination


@dataclass(frozen=True, slots=True)
class LotsDrawn:
    """By chance; every test has its own."""

    seed: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class DriverTold:
    """The person's licence, as the platform has it."""

    driver: ExaminableDriver = field(repr=False)


@dataclass(frozen=True, slots=True)
class TonePlayed:
    """The tone, or the silence that stands for one, is over."""


@dataclass(frozen=True, slots=True)
class ExaminationMoved:
    """How it stands with the doctors."""

    standing: ExaminationStanding = field(repr=False)
    is_live: bool = False
    """The doctor's picture is there."""


@dataclass(frozen=True, slots=True)
class ExaminationSigned:
    """A doctor's word that was checked: of this person, in this visit, about these findings."""

    signed: SignedExamination = field(repr=False)


@dataclass(frozen=True, slots=True)
class DoctorAway:
    """No doctor is on line, or none has come in the time that somebody can be kept waiting."""


@dataclass(frozen=True, slots=True)
class ExaminationOver:
    """The platform has closed it: nobody asked for too long."""


ExaminingEvent = (
    LotsDrawn | DriverTold | TonePlayed | ExaminationMoved | ExaminationSigned | DoctorAway | ExaminationOver
)

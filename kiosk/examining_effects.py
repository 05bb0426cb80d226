"""What a driver's medical wants of the world; kiosk/hands/examining.py carries it out."""

from dataclasses import dataclass, field

from kiosk.hearing import Side
from kiosk.platform.values import Identity


@dataclass(frozen=True, slots=True)
class DrawLots:
    """Draw by chance what a test shows or plays."""


@dataclass(frozen=True, slots=True)
class AskDriver:
    """Ask for the person's driving licence."""

    identity: Identity = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlayTone:
    """Be quiet for a while, then play a tone in one ear, or nothing."""

    side: Side = field(repr=False)
    after_s: float


@dataclass(frozen=True, slots=True)
class WatchExamination:
    """Ask the platform again and again how an examination stands, until it is signed, or the step is left."""

    identity: Identity = field(repr=False)
    examination_no: str
    visit: str
    digest: str


ExaminingEffect = DrawLots | AskDriver | PlayTone | WatchExamination
ExaminingQuestion = AskDriver | PlayTone | WatchExamination
"""What ends with its step."""

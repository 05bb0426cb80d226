"""What endorsing a permit wants of the world; kiosk/hands/endorsing.py carries it out."""

from dataclasses import dataclass, field
from datetime import date

from drivers.endorser import CardBack
from kiosk.platform.values import Identity


@dataclass(frozen=True, slots=True)
class AskPermit:
    """Ask for the person's permit."""

    identity: Identity = field(repr=False)


@dataclass(frozen=True, slots=True)
class TakePermitIn:
    """Open the machine's mouth until a card lies inside, or the step is left."""

    session: str


@dataclass(frozen=True, slots=True)
class ProvePermit:
    """Open the chip with what the platform knows: only that permit opens."""

    permit_no: str = field(repr=False)
    birth: date = field(repr=False)
    valid_until: date = field(repr=False)


@dataclass(frozen=True, slots=True)
class WritePermit:
    """Write the card's back, once, and look at it. A deed."""

    deed: str
    session: str
    endorsement_no: str
    back: CardBack = field(repr=False)


@dataclass(frozen=True, slots=True)
class GivePermitBack:
    """Push the card out and wait until it is taken; one that nobody takes is kept."""


EndorsingQuestion = AskPermit | TakePermitIn | ProvePermit
"""What ends with its step."""
EndorsingEffect = AskPermit | TakePermitIn | ProvePermit | WritePermit | GivePermitBack

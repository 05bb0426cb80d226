"""What endorsing a permit hears from the world."""

from dataclasses import dataclass, field

from drivers.outcome import Outcome
from kiosk.platform.endorsing_values import EndorsablePermit


@dataclass(frozen=True, slots=True)
class PermitTold:
    """The person's permit, as the platform has it."""

    permit: EndorsablePermit = field(repr=False)


@dataclass(frozen=True, slots=True)
class PermitIn:
    """A card lies in the machine."""


@dataclass(frozen=True, slots=True)
class PermitProven:
    """Whether the card's chip opened and says what the platform knows; False is another card, or one without chip."""

    is_it: bool


@dataclass(frozen=True, slots=True)
class PermitWritten:
    """What became of the card's back. NOT_DONE: it is as it was."""

    outcome: Outcome
    is_kept: bool
    """The machine has dropped it into its bin, or it sticks inside."""


@dataclass(frozen=True, slots=True)
class PermitTaken:
    """Somebody took the card out of the mouth."""


@dataclass(frozen=True, slots=True)
class PermitKept:
    """It stays inside."""

    is_stuck: bool
    """It sticks; otherwise nobody took it in time."""


@dataclass(frozen=True, slots=True)
class PermitLeft:
    """A card lay in the machine when the core started, and was kept: for whoever stands there."""


EndorsingEvent = PermitTold | PermitIn | PermitProven | PermitWritten | PermitTaken | PermitKept | PermitLeft

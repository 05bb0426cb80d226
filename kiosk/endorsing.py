"""What a visit knows of the permit that is endorsed. Dropped with the visit."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, Self

from drivers.outcome import Outcome
from kiosk.endorsements import REGIONS, Endorsement, Region, choices, rules
from kiosk.platform.endorsing_values import EndorsablePermit, EndorsementGiven

Why = Literal["", "other_card", "unreadable", "left", "stuck", "not_taken", "unclear"]
"""Why a card comes back unwritten, or does not come back: another one, its chip cannot be read, its owner goes, it
sticks, nobody took it, nobody can say what its back shows."""


@dataclass(frozen=True, slots=True)
class Endorsing:
    """One permit."""

    permit: EndorsablePermit | None = field(default=None, repr=False)
    wanted: tuple[Region, ...] = ()
    """Destinations that are asked about."""
    chosen: tuple[Endorsement, ...] = ()
    granted: EndorsementGiven | None = field(default=None, repr=False)
    outcome: Outcome | None = None
    """Of the writing; None before it."""
    is_inside: bool = False
    """It lies in the machine, to be given back."""
    is_proven: bool = False
    """The chip of the card that lies in the machine says that it is this person's."""
    why: Why = ""
    is_kept: bool = False
    began: datetime | None = None
    ended: datetime | None = None

    def offered(self, region: Region) -> tuple[Endorsement, ...]:
        """What the permit can get for a destination today."""
        if self.permit is None or self.permit.valid_until is None or self.began is None:
            return ()
        return choices(region, self.permit.valid_until, self.began.date(), rules())

    def regions(self) -> tuple[Region, ...]:
        """Destinations for which there is something."""
        return tuple(region for region in REGIONS if self.offered(region))

    def choosing(self, endorsement: Endorsement) -> Self:
        """With that one in place of another for its destination."""
        others = (one for one in self.chosen if one.region != endorsement.region)
        return replace(self, chosen=tuple(sorted((*others, endorsement), key=lambda one: one.region)))

    @property
    def seconds(self) -> int:
        """How long it took, from the first question to the card in the hand; 0 while it is not over."""
        if self.began is None or self.ended is None:
            return 0
        return max(0, round((self.ended - self.began).total_seconds()))


NO_PERMIT = Endorsing()

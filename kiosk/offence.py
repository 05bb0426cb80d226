"""What a visit knows of the traffic offence that it settles. Dropped with the visit."""

from dataclasses import dataclass, field
from typing import Literal

from kiosk.platform.offence_values import Evidence, OffenceAnswered


@dataclass(frozen=True, slots=True)
class OffenceUnderWay:
    """One offence, from the picture to the decision."""

    evidence: Evidence | None = field(default=None, repr=False)
    answer: Literal["", "accepted", "contested"] = ""
    answered: OffenceAnswered | None = field(default=None, repr=False)


NO_OFFENCE = OffenceUnderWay()

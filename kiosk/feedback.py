"""What a person says of what was done for them. Dropped with the visit."""

from dataclasses import dataclass, field

from kiosk.platform.complaint_values import ComplaintAccepted
from kiosk.platform.rating_values import RatingAccepted


@dataclass(frozen=True, slots=True)
class Feedback:
    """A complaint, a rating."""

    complaint: ComplaintAccepted | None = field(default=None, repr=False)
    about: str = ""
    """Id of the item that is rated."""
    rating: RatingAccepted | None = field(default=None, repr=False)


NO_FEEDBACK = Feedback()

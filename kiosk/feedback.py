"""What a person says of what was done for them. Dropped with the visit."""

from dataclasses import dataclass, field

from kiosk.platform.complaint_values import ComplaintAccepted


@dataclass(frozen=True, slots=True)
class Feedback:
    """A complaint, a rating."""

    complaint: ComplaintAccepted | None = field(default=None, repr=False)


NO_FEEDBACK = Feedback()

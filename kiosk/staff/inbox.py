"""Complaints as the platform told them last: in memory alone, and gone after ten minutes. Words may name somebody."""

from datetime import datetime, timedelta

from kiosk.platform.complaint_values import ComplaintInbox

KEPT_FOR = timedelta(minutes=10)
"""Our choice: as long as somebody works at them."""


class Inbox:
    """The last answer, of any thread."""

    def __init__(self) -> None:
        self._told: tuple[datetime, ComplaintInbox] | None = None

    def keep(self, now: datetime, inbox: ComplaintInbox) -> None:
        """Until the next, or until it is too old."""
        self._told = (now, inbox)

    def told(self, now: datetime) -> ComplaintInbox | None:
        """What was told last; None where nobody asked of late."""
        if self._told is None or not timedelta() <= now - self._told[0] <= KEPT_FOR:
            self._told = None
            return None
        return self._told[1]

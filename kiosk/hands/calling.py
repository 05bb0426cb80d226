"""Calls a person of the hall: written down, then told to the platform with how the terminal stands."""

from kiosk.hands.tools import Tools
from kiosk.platform import fleet
from kiosk.platform.errors import PlatformError
from kiosk.staff_calls import CALLED, StaffCalled


def call_staff(tools: Tools) -> StaffCalled:
    """Whether the platform has noted it.

    Raises:
        JournalError: the call cannot be written down.
    """
    at = tools.clock.now()
    tools.journal.write(CALLED, "", {})
    if tools.report is None or tools.platform is None:
        return StaffCalled(at=None)
    report = tools.report()
    try:
        fleet.tell(tools.asked_platform(), report)
    except PlatformError:
        return StaffCalled(at=None)
    # Where the books could not be read, the report went out without the call.
    return StaffCalled(at if report.called_at is not None else None)

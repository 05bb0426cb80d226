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
    try:
        fleet.tell(tools.asked_platform(), tools.report())
    except PlatformError:
        return StaffCalled(at=None)
    return StaffCalled(at)

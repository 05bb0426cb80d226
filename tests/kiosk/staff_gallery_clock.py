"""The gallery's clock: an hour behind the platform's, on a terminal where no card can be read."""

from datetime import timedelta

from staff_bench import Shift

from kiosk.taps import WentBack
from kiosk.view import View


def set_clock(shift: Shift, found: dict[str, View]) -> None:
    """A time that is typed and proved by a telephone, and the platform's."""
    shift.means.platform_clock.heard(shift.clock.now() - timedelta(hours=1, seconds=12))
    shift.open("clock")
    found["staff-clock-apart"] = shift.view
    shift.choose("type")
    found["staff-clock-typing"] = shift.view
    shift.type(f"{shift.clock.now():%Y%m%d%H%M}")
    shift.choose("set")
    shift.type("12")
    found["staff-clock-proving"] = shift.view
    shift.open("clock")
    shift.choose("take")
    found["staff-clock-back"] = shift.view
    shift.tap(WentBack())

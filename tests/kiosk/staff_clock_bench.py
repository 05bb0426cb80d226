"""The page 时间 at hand: a time service that is really run, a platform with a clock of its own, somebody who types."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from pyotp import TOTP
from staff_bench import Shift

from drivers.clock import BEIJING
from kiosk.hall.staff_people import PEOPLE
from kiosk.platform.errors import ClockWrong
from kiosk.staff.rights import Role

MAINTENANCE = next(one for one in PEOPLE if one.role is Role.MAINTENANCE)
SECOND = PEOPLE[5]
STUB = """#!/bin/sh
printf '%s|' "$@" >> "{folder}/calls"
echo >> "{folder}/calls"
case "$2" in
    show) cat "{folder}/ntp" ;;
    show-timesync) printf 'ntp.example\\n192.0.2.1\\n' ;;
    set-ntp) [ "$3" = true ] && echo yes > "{folder}/ntp" || echo no > "{folder}/ntp" ;;
    set-time)
        [ "$(cat "{folder}/ntp")" = no ] && exit 0
        echo 'Failed to set time: Automatic time synchronization is enabled' >&2
        exit 1 ;;
esac
"""
NINE = datetime(2026, 11, 22, 9, 0, tzinfo=BEIJING)


class Province:
    """The platform, whose clock goes on beside ours."""

    def __init__(self) -> None:
        self.now: Callable[[], datetime] = lambda: NINE
        self.error: ClockWrong | None = None

    def date(self) -> str:
        if self.error is not None:
            raise self.error
        return format_datetime(self.now().astimezone(UTC), usegmt=True)


def calls(shift: Shift, what: str) -> list[list[str]]:
    """The program's arguments when it was called for that, each as it came."""
    lines = (shift.folder / "service" / "calls").read_text().splitlines()
    return [words for words in (line.split("|")[:-1] for line in lines) if words[1] == what]


def at_clock(shift: Shift) -> None:
    shift.gesture()
    shift.by_code(MAINTENANCE)
    shift.open("clock")


def type_time(shift: Shift, digits: str) -> None:
    """Typed, with the code of a telephone that shows the same time."""
    shift.choose("type")
    shift.type(digits)
    shift.choose("set")
    shift.type(TOTP(MAINTENANCE.secret).at(datetime.strptime(digits, "%Y%m%d%H%M").replace(tzinfo=BEIJING)))
    shift.choose("set")


def set_to(shift: Shift, digits: str) -> None:
    """Typed, and said yes to."""
    type_time(shift, digits)
    shift.yes()

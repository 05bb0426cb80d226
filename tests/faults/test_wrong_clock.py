"""A clock that is wrong, or jumps in a visit: nobody hears that it is done, order stays, and right again it serves.

A library laid before the core's own (wall_clock.c) moves its wall clock alone; the platform's stays right (promise R8).
libfaketime is not used: it breaks the sleeping of Python 3.11 (clock_nanosleep until a moment).
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from at_the_kiosk import Kiosk
from waiting import shared, wait_until

from kiosk.demo.certificate import ITEM
from kiosk.hall.surroundings import Hall
from kiosk.journal import read_rows
from kiosk.view import View

HOUR, DAY = 3600, 86_400
WRONG = {
    "1970": lambda: 10 - round(time.time()),
    "a day on": lambda: DAY,
    "a day back": lambda: -DAY,
    "an hour back": lambda: -HOUR,
    "an hour on": lambda: HOUR,
    "after 2038": lambda: (1 << 31) + 10 - round(time.time()),
}
"""Seconds by which it is wrong."""

pytestmark = pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is not installed")


class SetClock:
    """Sets the core's wall clock while it runs."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.right()

    def right(self) -> None:
        self._by(0)

    def wrong(self, how: str) -> None:
        self._by(WRONG[how]())

    def _by(self, seconds: int) -> None:
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.rename(self.file)


@pytest.fixture
def clock(hall: Hall, tmp_path: Path) -> Iterator[SetClock]:
    """To be asked for before `kiosk`: its core starts under it."""
    library = tmp_path / "wall_clock.so"
    source = Path(__file__).with_name("wall_clock.c")
    subprocess.run(["gcc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, source], check=True)
    made, before = SetClock(tmp_path / "clock"), dict(hall.core_environment)
    hall.core_environment |= {"LD_PRELOAD": str(library), "WALL_CLOCK_FILE": str(made.file)}
    yield made
    hall.core_environment.clear()
    hall.core_environment |= before


def offers(view: View) -> bool:
    return any(choice.id == ITEM and choice.is_open for choice in view.choices)


def begins(kiosk: Kiosk) -> bool:
    if kiosk.view.screen == "home" and offers(kiosk.view):
        kiosk.press(f"choice-{ITEM}")
    kiosk.seen()
    return kiosk.view.screen == "before_start"


@pytest.mark.parametrize("wrong", shared(WRONG, 3))
def test_a_clock_that_jumps_in_a_visit(clock: SetClock, kiosk: Kiosk, wrong: str) -> None:
    kiosk.reach("check")
    clock.wrong(wrong)
    kiosk.press("primary")
    kiosk.until(lambda view: view.screen != "check", "what becomes of the visit")
    kiosk.until_screen("trouble", "out_of_service", "home", "paper")
    assert not kiosk.rows("print-settled")
    assert kiosk.new_sheets() == 0
    if kiosk.view.screen not in ("home", "out_of_service"):
        kiosk.press("leave")
        kiosk.until_screen("leaving", "home", "out_of_service")
        if kiosk.view.screen == "leaving":
            kiosk.press("primary")
    kiosk.until(lambda view: view.screen in ("home", "out_of_service") and not offers(view), "it serves nobody")
    clock.right()
    kiosk.until(offers, "it serves again", limit_s=60.0)
    kiosk.reach("done")
    assert kiosk.until_settled() == "done"
    assert kiosk.new_sheets() == 1
    assert kiosk.chain_holds()
    rows = list(read_rows(kiosk.journal))
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1)), "order is by number, never by time"


@pytest.mark.parametrize("wrong", ["1970"])
def test_a_core_that_starts_with_a_wrong_clock_serves_as_soon_as_it_is_right(
    clock: SetClock, hall: Hall, tmp_path: Path, wrong: str
) -> None:
    clock.wrong(wrong)
    kiosk = Kiosk(hall, tmp_path)
    try:
        kiosk.until_screen("home", "out_of_service")
        kiosk.until(lambda view: not offers(view), "it serves nobody")
        clock.right()
        kiosk.until(offers, "it serves", limit_s=60.0)
        # Devices and platform come back one after the other: whoever touches just then touches again.
        wait_until(lambda: begins(kiosk), 30.0, "a visit")
    finally:
        kiosk.close()


def test_the_fixture_moves_the_clock_and_no_other(clock: SetClock, hall: Hall) -> None:
    """Else everything above would be true of a right clock."""
    clock.wrong("1970")
    told = subprocess.run(
        ["date", "+%Y"], env=os.environ | hall.core_environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "1970"
    assert time.time() > DAY * 365 * 50

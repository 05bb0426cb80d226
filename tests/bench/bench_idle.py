"""What a terminal costs that nobody uses: the core with every device fitted and polled at its usual pace."""

import os
from pathlib import Path

from waiting import wait_until

from drivers.clock import SystemClock
from kiosk.hall.surroundings import ALL, Hall, make_run_folder
from kiosk.hall.visit import start_core
from kiosk.platform.enrol import enrol

SETTLED_S = 20.0
"""Start, first looks and the first answers of the platform are not idle."""
WATCHED_S = 40.0
"""Twice the slowest pace but one."""


def test_idle_cpu_of_the_core() -> None:
    clock = SystemClock()
    hall = Hall(make_run_folder(), clock, fitted=ALL)
    try:
        settings = hall.start()
        hall.tell("platform", "auto_approve", value=True)
        enrol(settings, clock, limit_s=20.0)
        start_core(hall, settings)
        pid = hall.launcher.pid("core")
        clock.pause(SETTLED_S)
        before_s, began = _cpu_s(pid), clock.monotonic()
        clock.pause(WATCHED_S)
        share = (_cpu_s(pid) - before_s) / (clock.monotonic() - began)
        threads = len(list(Path(f"/proc/{pid}/task").iterdir()))
        resident = next(
            line.split()[1] for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS")
        )
        print(  # noqa: T201  figures are what a bench is for
            f"\nidle core, {len(ALL) + 3} devices polled: {share:.2%} of one processor core (aim: 2 % or less), "
            f"{threads} threads, {int(resident) // 1024} MB"
        )
        wait_until(lambda: hall.launcher.is_running("core"), 1.0)
    finally:
        hall.remove()


def _cpu_s(pid: int) -> float:
    """User and system time of a process, in seconds (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

"""A terminal that goes on for months: session after session, and the core holds no more memory, files and threads.

Promise R9: 10,000 sessions, memory less than 5 % more, handles the same. Here a few in every run, all of them in the
soak (`KIOSK_SESSIONS` names another number; it takes an hour). People leave at every step; one in fifty gets a paper.
"""

import os
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import pytest
from at_the_kiosk import Kiosk

SESSIONS = int(os.environ.get("KIOSK_SESSIONS", "10000" if os.environ.get("KIOSK_SOAK") else "24"))
LEAVE_AT = ("before_start", "consent", "before_start", "lay_card", "before_start", "code", "consent", "check")
PAPER_EVERY = 50
WARM = 0.2
"""Share of the sessions after which nothing new is loaded: what is measured is compared with then."""
MOST_GROWTH = 0.05
ENOUGH = 1000
"""With fewer, what is loaded late would be taken for growth."""
SAMPLES = 40
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass(frozen=True)
class Use:
    """What a process holds."""

    memory_mb: float
    files: int
    threads: int

    @classmethod
    def of(cls, pid: int) -> "Use":
        proc = Path(f"/proc/{pid}")
        resident = int((proc / "statm").read_text().split()[1])
        return cls(resident * PAGE_MB, len(list((proc / "fd").iterdir())), len(list((proc / "task").iterdir())))


@pytest.mark.timeout(6 * 3600)
def test_memory_files_and_threads_are_as_they_were(kiosk: Kiosk) -> None:
    pid = kiosk.hall.launcher.pid("core")
    assert pid is not None
    # The hall is that of all files here: what they were allowed they stay allowed.
    most = max(SESSIONS, 1000)
    kiosk.tell("platform", "limits", copies_a_day=most, messages_a_minute=most, messages_an_hour=most)
    used: list[Use] = []
    every = max(1, SESSIONS // SAMPLES)
    for number, leave_at in enumerate(islice(cycle(LEAVE_AT), SESSIONS), 1):
        kiosk.reach("done" if number % PAPER_EVERY == 0 else leave_at)
        _leave(kiosk)
        if number % every == 0:
            used.append(Use.of(pid))
            told = used[-1]
            _tell(f"{number}: {told.memory_mb:.1f} MB, {told.files} files, {told.threads} threads")
    assert kiosk.hall.launcher.pid("core") == pid, "it was one and the same core"
    warm = used[int(len(used) * WARM) :]
    quarter = max(1, len(warm) // 4)
    first, last = warm[:quarter], warm[-quarter:]
    # A file that is just being read comes and goes: what stays is the least of some measures.
    assert min(one.files for one in last) <= min(one.files for one in first), used
    assert min(one.threads for one in last) <= min(one.threads for one in first), used
    if SESSIONS >= ENOUGH:
        before, after = (median(one.memory_mb for one in some) for some in (first, last))
        assert after < before * (1 + MOST_GROWTH), used


def _leave(kiosk: Kiosk) -> None:
    if kiosk.view.screen == "done":
        kiosk.tell("idcard", "remove")
        kiosk.press("primary")
    else:
        kiosk.press("leave")
    kiosk.until_screen("home", "leaving")
    if kiosk.view.screen == "leaving":
        kiosk.press("primary")
        kiosk.until_screen("home")


def _tell(line: str) -> None:
    if path := os.environ.get("KIOSK_SESSIONS_LOG"):
        with Path(path).open("a") as file:
            file.write(line + "\n")

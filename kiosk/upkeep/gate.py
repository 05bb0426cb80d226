"""Outside every version, run by the system's Python: what runs from the next start on, and whether it stays.

An installation keeps a copy of this file beside its versions, with those that it needs (`FILES`): a version that cannot
start is left all the same. Standard library only.
"""

import argparse
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from kiosk.upkeep.slots import Slots

FILES = ("__init__.py", "upkeep/__init__.py", "upkeep/gate.py", "upkeep/on_disk.py", "upkeep/slots.py")
"""Below the package `kiosk`."""
STARTS = "from kiosk.upkeep.gate import main\n\nraise SystemExit(main())\n"
"""The `__main__.py` of the folder that holds them: Python runs a folder by it."""


def _restart(units: Sequence[str]) -> None:
    if units:
        subprocess.run(["systemctl", "--no-block", "try-restart", *units], check=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """`begin` before each start of the core, `judge` while something is on trial, `run` a program of what runs."""
    parser = argparse.ArgumentParser(prog="gate")
    commands = parser.add_subparsers(dest="command", required=True)
    begin = commands.add_parser("begin")
    judge = commands.add_parser("judge")
    for each in (begin, judge):
        each.add_argument("--restart", action="append", default=[], metavar="UNIT")
        each.add_argument("bases", nargs="+", type=Path)
    begin.add_argument("--asked", type=Path, metavar="FILE")
    begin.add_argument("--healthy", type=Path)
    begin.add_argument("--measure", type=Path, metavar="FILE")
    judge.add_argument("--healthy", required=True, type=Path)
    judge.add_argument("--in-visit", required=True, type=Path, metavar="FILE")
    run = commands.add_parser("run")
    run.add_argument("base", type=Path)
    run.add_argument("program", nargs=argparse.REMAINDER)
    told = parser.parse_args(arguments)
    if told.command == "run":
        # By its own path, not through `current`: what runs never imports half of itself from its successor.
        python = Slots(told.base).folder(Slots(told.base).current) / "bin" / "python"
        os.execv(python, [str(python), *told.program])  # noqa: S606  no shell is wanted
    every = [Slots(base) for base in told.bases]
    if told.command == "begin":
        before = [slots.current for slots in every]
        if told.healthy is not None:
            # Said by the one before: what never comes to speak for itself is not kept by another's word.
            told.healthy.unlink(missing_ok=True)
        if told.measure is not None and not any(slots.is_in_question for slots in every):
            # What answers now is what the next trial is held to, and the one before it too.
            told.measure.unlink(missing_ok=True)
        is_asked = told.asked is not None and os.path.lexists(told.asked)
        if is_asked:
            told.asked.unlink()
        if [slots.begin() for slots in every] != before or is_asked:
            _restart(told.restart)
        return 0
    is_healthy = told.healthy.exists()
    for slots in every:
        slots.confirm(told.healthy)
    late = [slots.judge(is_healthy=is_healthy) for slots in every]
    if any(late) and not told.in_visit.exists():
        _restart(told.restart)
    return 0

"""`make demo`: the whole terminal among its counterparts, by hand in a window or by a robot without one.

It is built of chapters; each is a story whose ending is checked. A new chapter is a file here and a line below.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import click

from config.folders import ready_folder
from drivers.clock import SystemClock
from kiosk.demo import apply, certificate, copy, endorse, face, locker, medical, photo, staff
from kiosk.demo.stage import Stage
from kiosk.hall.person import LostError
from kiosk.hall.surroundings import ALL, Hall, make_run_folder
from kiosk.hall.visit import EXIT_CODES, Report, newest_print

CHAPTERS: MappingProxyType[str, Callable[[Stage, Path], Report]] = MappingProxyType(
    {
        "certificate": certificate.play,
        "apply": apply.play,
        "face": face.play,
        "endorse": endorse.play,
        "copy": copy.play,
        "photo": photo.play,
        "medical": medical.play,
        "staff": staff.play,
        "locker": locker.play,
    }
)

ADVICE: MappingProxyType[str, str] = MappingProxyType(
    {
        "face": face.ADVICE,
        "apply": apply.ADVICE,
        "copy": copy.ADVICE,
        "endorse": endorse.ADVICE,
        "locker": locker.ADVICE,
        "photo": photo.ADVICE,
        "medical": medical.ADVICE,
    }
)
"""What to do when a chapter does not come to its end, where more can be said than to look at the pictures."""
OURS = re.compile(r"\d\d-[a-z_]+\.png|certificate(-\d+)?\.pdf|receipt\.png|summary\.json")
"""Names that a demo writes: what an earlier one left is taken away first, and nothing else."""


def run_demo(chapter: str, out: Path, *, headless: bool, fullscreen: bool) -> int:
    """Show a chapter.

    Args:
        chapter: one of CHAPTERS.
        out: where papers, pictures and summary.json go.
        headless: a robot drives the screens, offscreen; else the person at this machine does.
        fullscreen: cover the screen instead of a window.

    Returns:
        The exit code.
    """
    if chapter not in CHAPTERS:
        raise click.BadParameter(f"unknown chapter '{chapter}', known are {', '.join(CHAPTERS)}")
    ready_folder(out)
    clock = SystemClock()
    hall = Hall(
        make_run_folder(), clock, fitted=ALL, limits={} if not headless else {"card_poll_s": 0.1}, has_glass=True
    )
    stage = Stage(hall)
    try:
        click.echo(f"starting {', '.join(hall.processes)} ...")
        stage.rise()
        for why in hall.missing.values():
            click.echo(f"{why}: the demo goes on without it")
        return _by_robot(chapter, stage, out) if headless else _by_hand(stage, fullscreen=fullscreen)
    finally:
        hall.remove()


def _by_robot(chapter: str, stage: Stage, out: Path) -> int:
    for old in out.iterdir():
        if OURS.fullmatch(old.name) and old.is_file():
            old.unlink()
    try:
        report = CHAPTERS[chapter](stage, out)
    except LostError as error:
        outcome, pages = newest_print(stage.hall)
        _sum_up(Report(certificate.ITEM, outcome, str(error), "paper", pages, (), None, (), 0), out)
        click.echo(_advice(chapter), err=True)
        raise
    _sum_up(report, out)
    for step in report.steps:
        click.echo(f"  {step.ms:6d} ms  {step.screen:10} {step.title}")
    click.echo(f"{report.item}: {report.word}, {report.pages} page(s) counted by the printer itself")
    if report.reason:
        click.echo(f"it ended at '{report.reason}': {_advice(chapter)}", err=True)
    click.echo(f"see {out}: {', '.join(sorted(path.name for path in out.iterdir()))}")
    return EXIT_CODES[report.outcome]


def _advice(chapter: str) -> str:
    return ADVICE.get(chapter, "the pictures show each step")


def _sum_up(report: Report, out: Path) -> None:
    (out / "summary.json").write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n", "utf-8")


def _by_hand(stage: Stage, *, fullscreen: bool) -> int:
    launcher = stage.hall.launcher
    stage.window(fullscreen=fullscreen)
    click.echo("the kiosk window opens; the dock lays cards and shows the one-time code. Close it or press Ctrl-C.")
    try:
        while launcher.is_wanted("screens"):
            launcher.look()
            stage.hall.clock.pause(0.05)
    except KeyboardInterrupt:
        click.echo("stopping")
        return 0
    if launcher.was_closed("screens"):
        return 0
    click.echo(f"kiosk: the window does not stay open: {launcher.last_words('screens')}; try --headless", err=True)
    return 1

"""`python -m kiosk demo` and `tour`: what there is, to look at."""

import os
import subprocess
import sys
from pathlib import Path

import click

from config.folders import ready_folder
from kiosk.commands.options import FOLDER
from kiosk.demo import run_demo
from kiosk.hall.launcher import python


@click.command()
@click.option("--headless", is_flag=True, help="No window: a robot drives the screens, offscreen.")
@click.option("--fullscreen", is_flag=True, help="Cover the screen instead of a window with a dock.")
@click.option("--chapter", default="certificate", show_default=True, help="Which story to show.")
@click.option("--out", type=FOLDER, default=Path("out/demo"), show_default=True, help="Where papers and pictures go.")
def demo(*, headless: bool, fullscreen: bool, chapter: str, out: Path) -> None:
    """Start everything on this machine and show a visit: with a display by hand, without one by a robot."""
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    sys.exit(run_demo(chapter, out, headless=headless or not has_display, fullscreen=fullscreen))


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--out", type=FOLDER, default=Path("out/tour"), show_default=True, help="Where the pictures go.")
@click.argument("more", nargs=-1, type=click.UNPROCESSED)
def tour(out: Path, more: tuple[str, ...]) -> None:
    """Draw every screen in every look, or --style: what they are made of. `python -m screens.tour --help` says more."""
    ready_folder(out)
    sys.exit(subprocess.call(python("screens.tour", "--out", str(out), *more)))

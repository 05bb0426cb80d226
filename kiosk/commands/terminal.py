"""`python -m kiosk run`, `core`, `show`: a terminal at work.

A core that was killed comes back by this file: what only other commands need is not loaded here.
"""

import os
import sys
from pathlib import Path

import click

from config.settings import load
from drivers.clock import SystemClock
from drivers.process import WIPED, begin
from kiosk.cabinet.pulse import Pulse
from kiosk.commands.options import CONFIG, FILE, fail
from kiosk.hall.launcher import Launcher, Spec, python
from kiosk.notify import ServiceNotice
from kiosk.panel import screens_of


@click.command()
@CONFIG
@click.option("--fullscreen/--windowed", default=True, help="Cover the panel, or show a window.")
def run(config_file: Path, *, fullscreen: bool) -> None:
    """Run a terminal: core and screens, each started again when it ends."""
    settings = load(config_file)
    clock = SystemClock()
    gone: list[str] = []
    launcher = Launcher(settings.state_folder / "log", clock, on_gone=gone.append)
    launcher.start(
        Spec("core", python("kiosk", "core", "--config", str(config_file)), restarts=True, environment=WIPED)
    )
    arguments = [*screens_of(settings), "--fullscreen" if fullscreen else "--windowed"]
    launcher.start(Spec("screens", python("screens", *arguments), restarts=True))
    try:
        while not gone:
            launcher.look()
            clock.pause(0.05)
        fail(f"{gone[0]} ends again and again: {launcher.last_words(gone[0])}", 1)
    except KeyboardInterrupt:
        click.echo("stopping")
    finally:
        launcher.stop_all()


@click.command()
@CONFIG
@click.option("--leave-for", multiple=True, type=FILE, help="End between two visits when this file is there.")
def core(config_file: Path, leave_for: tuple[Path, ...]) -> None:
    """Run the core alone; systemd does this in a hall."""
    begin("core")
    from kiosk.app import serve  # the screens are shown without it

    notice, settings, clock = ServiceNotice.of_environment(), load(config_file), SystemClock()
    pulse = Pulse(clock, notice, settings.run_folder, settings.state_folder, leave_for)
    if serve(settings, clock, pulse).hangs:
        os._exit(1)


@click.command("show")
@CONFIG
def show_command(config_file: Path) -> None:
    """Run the screens alone, over the whole panel; systemd does this in a hall."""
    arguments = screens_of(load(config_file))
    os.execv(sys.executable, python("screens", *arguments, "--fullscreen"))  # noqa: S606  no shell is wanted

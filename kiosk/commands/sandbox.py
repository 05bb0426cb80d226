"""`python -m kiosk sandbox`: the province of the demo, served alone."""

import shutil
from pathlib import Path

import click

from config.folders import ready_folder
from drivers.clock import SystemClock
from kiosk.commands.options import FILE, FOLDER, fail
from kiosk.hall.launcher import Launcher, Spec, python
from kiosk.hall.surroundings import make_run_folder


@click.command()
@click.option("--data", type=FILE, help="Citizens and records (docs/sandbox-data.md).")
@click.option("--run", "run_folder", type=FOLDER, help="Where its files go; a fresh folder without it.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0 takes a free one.")
def sandbox(data: Path | None, run_folder: Path | None, port: int) -> None:
    """Serve the platform's sandbox until stopped."""
    folder = run_folder or make_run_folder()
    ready_folder(folder)
    arguments = ["--run", str(folder), "--control", str(folder / "platform.sock"), "--port", str(port)]
    click.echo(f"below {folder}; control line {folder / 'platform.sock'}")
    clock = SystemClock()
    launcher = Launcher(folder / "log", clock)
    try:
        launcher.start(Spec("platform", python("kiosk.sandbox", *arguments, *(["--data", str(data)] if data else []))))
        while launcher.is_running("platform"):
            clock.pause(0.1)
        fail(f"the sandbox ended: {launcher.last_words('platform')}", 1)
    except KeyboardInterrupt:
        click.echo("stopping")
    finally:
        launcher.stop_all()
        if run_folder is None:
            shutil.rmtree(folder, ignore_errors=True)

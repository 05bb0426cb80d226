"""`python -m kiosk enrol`: the terminal's key, made here and approved by the platform."""

import sys
from pathlib import Path

import click

from config.settings import load
from drivers.clock import SystemClock
from kiosk.commands.options import CONFIG
from kiosk.items.profiles import check_province
from kiosk.platform.enrol import enrol
from kiosk.platform.values import TerminalState


@click.command("enrol")
@CONFIG
@click.option("--wait-s", type=float, default=600.0, show_default=True, help="How long to wait for the approval.")
def enrol_command(config_file: Path, wait_s: float) -> None:
    """Make this terminal's key and have the platform approve it."""
    settings = load(config_file)
    check_province(settings)
    state = enrol(settings, SystemClock(), limit_s=wait_s).state
    click.echo(f"{settings.terminal}: {state.value}")
    sys.exit(0 if state is TerminalState.APPROVED else 1)

"""`python -m kiosk lay-network`: systemd does this in a hall, as root, before each start of the core."""

import subprocess
from pathlib import Path

import click

from config.settings import load
from kiosk.commands.options import CONFIG, ROOT, fail
from kiosk.upkeep.install import Root
from kiosk.upkeep.network_file import NETWORKD, NetworkError, lay


@click.command("lay-network")
@CONFIG
@ROOT
def lay_command(config_file: Path, root: Path) -> None:
    """Have systemd-networkd do what [network] of the terminal's file says; without it nothing is touched."""
    machine = Root(root.resolve())
    network = load(config_file).network
    try:
        is_changed = lay(machine.path, network)
    except NetworkError as error:
        _have_it_read(machine, "try-reload-or-restart")
        fail(f"{config_file}: {error}", 1)
    if is_changed:
        # Without us it is left as it is: who does not run is not started.
        _have_it_read(machine, "reload-or-restart" if network is not None else "try-reload-or-restart")


def _have_it_read(machine: Root, verb: str) -> None:
    """Not waited for: at the machine's start systemd-networkd waits for us."""
    if machine.is_this_machine:
        subprocess.run(["systemctl", "--no-block", verb, NETWORKD], check=True)

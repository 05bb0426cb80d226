"""`python -m kiosk lay-network`: systemd does this in a hall, as root, before each start of the core."""

import subprocess
from pathlib import Path

import click

from config.settings import load
from kiosk.commands.options import CONFIG, ROOT, fail
from kiosk.upkeep.install import Root
from kiosk.upkeep.network_file import NETWORKD, NetworkError, lay
from kiosk.upkeep.pieces import NETWORK


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
        # Whether systemd-networkd can be told is not what has to be cured first: it may be what is missing.
        _have_it_read(machine, "try-reload-or-restart")
        fail(f"{config_file}: {error}", 1)
    if is_changed:
        # Without us it is left as it is: who does not run is not started.
        verb = "reload-or-restart" if network is not None else "try-reload-or-restart"
        if not _have_it_read(machine, verb):
            # Laid and unread it would pass for laid: the next start begins anew.
            (machine.path / NETWORK).unlink(missing_ok=True)
            fail(f"{config_file}: systemd did not {verb} {NETWORKD}: `systemctl status {NETWORKD}` says why", 1)


def _have_it_read(machine: Root, verb: str) -> bool:
    """Whether systemd took it. Not waited for: at the machine's start systemd-networkd waits for us."""
    if not machine.is_this_machine:
        return True
    return subprocess.run(["systemctl", "--no-block", verb, NETWORKD], check=False).returncode == 0

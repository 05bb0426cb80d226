"""The command line: `python -m kiosk --help`.

Exit codes: 0 done, 1 not done, 2 wrong use or bad configuration, 3 unknown (ask the printer, never try again).
"""

import signal
import sys
from importlib import import_module
from typing import NoReturn

import click

from config.texts import TextError
from config.toml_file import SettingsError
from drivers.faults import DeviceError
from kiosk.commands.options import fail
from kiosk.hall.launcher import StartError
from kiosk.journal_rows import JournalError
from kiosk.platform.errors import PlatformError
from printing.layout_formats import LayoutError

COMMANDS = {
    "accept": "acceptance.accept_command",
    "software-verify": "acceptance.software_command",
    "accept-verify": "acceptance.verify_command",
    "backup-open": "acceptance.backup_command",
    "config": "config.config_group",
    "core": "terminal.core",
    "demo": "demo.demo",
    "devices": "devices.devices",
    "enrol": "enrol.enrol_command",
    "face": "face.face",
    "install": "upkeep.install",
    "items": "items.items",
    "journal": "journal.journal",
    "lay-network": "network.lay_command",
    "list-release": "upkeep.list_release",
    "publish": "updates.publish_group",
    "reconcile": "reconcile.reconcile",
    "rollback": "upkeep.rollback",
    "run": "terminal.run",
    "sandbox": "sandbox.sandbox",
    "self-check": "acceptance.self_check_command",
    "show": "terminal.show_command",
    "staff": "staff.staff",
    "stationery": "stationery.stationery",
    "take-wanted": "updates.take_wanted_command",
    "tour": "demo.tour",
    "try-again": "upkeep.try_again",
    "uninstall": "upkeep.uninstall",
    "update": "updates.update_command",
    "versions": "upkeep.versions",
    "visit": "visit.one_visit",
}
"""Where in kiosk/commands each command stands: it is loaded when it is called, the core's seconds are counted."""


class _CommandLine(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click gives it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the same
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        file, name = place.split(".")
        command: click.Command = getattr(import_module(f"kiosk.commands.{file}"), name)
        return command


@click.group(cls=_CommandLine, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """A self-service terminal for government halls."""


def _end() -> NoReturn:
    """Leave by way of every `finally`: a plain SIGTERM would end us before what we started is stopped."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.exit(143)


def main() -> None:
    """Run the command line; every expected error is one line."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: _end())
    try:
        cli(standalone_mode=True)
    except (SettingsError, TextError, LayoutError) as error:
        fail(str(error), 2)
    except (StartError, PlatformError, DeviceError, JournalError, TimeoutError, OSError) as error:
        fail(str(error), 1)


if __name__ == "__main__":
    main()

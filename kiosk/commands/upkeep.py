"""`python -m kiosk install`, `uninstall`, `rollback`, `versions`, `try-again`: kiosk.upkeep, which runs without us."""

import sys

import click

from kiosk.upkeep import __main__ as upkeep


def _passed_on(name: str) -> click.Command:
    @click.command(
        name, help=upkeep.COMMANDS[name], context_settings={"ignore_unknown_options": True}, add_help_option=False
    )
    @click.argument("more", nargs=-1, type=click.UNPROCESSED)
    def command(more: tuple[str, ...]) -> None:
        sys.exit(upkeep.main([name, *more]))

    return command


install = _passed_on("install")
uninstall = _passed_on("uninstall")
rollback = _passed_on("rollback")
versions = _passed_on("versions")
try_again = _passed_on("try-again")
list_release = _passed_on("list-release")

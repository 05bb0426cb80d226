"""`python -m kiosk install`, `uninstall`, `rollback`, `versions`: those of kiosk.upkeep, which also run without us."""

import sys

import click

from kiosk.upkeep import __main__ as upkeep


def _passed_on(name: str, about: str) -> click.Command:
    @click.command(name, help=about, context_settings={"ignore_unknown_options": True}, add_help_option=False)
    @click.argument("more", nargs=-1, type=click.UNPROCESSED)
    def command(more: tuple[str, ...]) -> None:
        sys.exit(upkeep.main([name, *more]))

    return command


UPKEEP = tuple(_passed_on(name, about) for name, about in upkeep.COMMANDS.items())

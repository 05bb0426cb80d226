"""`python -m kiosk config`: check files, change the terminal's own, make those of a thousand sites."""

import sys
from pathlib import Path

import click

from config.settings import load
from config.toml_file import SettingsError
from kiosk.cabinet.devices import check_terminal
from kiosk.commands.options import FILE, FOLDER, ROOT
from kiosk.flows import FLOWS
from kiosk.items.catalogue import load_catalogue, offered
from kiosk.upkeep.change import lay_first, stage
from kiosk.upkeep.install import Root, at_work
from kiosk.upkeep.secret_files import check_secrets
from kiosk.upkeep.sites import make_files
from kiosk.upkeep.slots import SlotError
from kiosk.upkeep.versions import InstallError


@click.group("config")
def config_group() -> None:
    """Look after terminals' files."""


@config_group.command()
@click.option("--here", is_flag=True, help="Also what only this machine can tell: secrets' rights, trust, items.")
@click.argument("files", nargs=-1, required=True, type=FILE)
def check(files: tuple[Path, ...], *, here: bool) -> None:
    """Check files; each bad one gets one line with file, line, key and cure."""
    bad = 0
    for path in files:
        try:
            settings = load(path)
            check_terminal(settings, path)
            if here:
                offered(load_catalogue(frozenset(FLOWS)), settings.profile)
                check_secrets(settings)
            click.echo(f"{path}: in order")
        except SettingsError as error:
            bad += 1
            click.echo(str(error), err=True)
    sys.exit(2 if bad else 0)


@config_group.command()
@ROOT
@click.argument("file", type=FILE)
def apply(file: Path, root: Path) -> None:
    """Lay a file ready; the core takes it between two visits, and it goes again unless the terminal gets healthy."""
    slots = Root(root.resolve()).files
    try:
        offered(load_catalogue(frozenset(FLOWS)), load(file).profile)
        with at_work(Root(root.resolve())):
            revision = (stage if slots.current else lay_first)(slots, file, root.resolve())
    except (SlotError, InstallError) as error:
        raise SettingsError(f"{file}: {error}") from error
    click.echo(f"{revision}: {'runs' if revision == slots.current else 'is tried between two visits'}")


@config_group.command()
@ROOT
def shown(root: Path) -> None:
    """Say which file runs, which was good, which is tried next, which were left again and why."""
    slots = Root(root.resolve()).files
    for what, name in (("runs", slots.current), ("good", slots.good), ("tried next", slots.waiting)):
        click.echo(f"{what:12}{name or '-'}")
    for name, why in slots.refused().items():
        click.echo(f"{name:12}{why}")
    for name, why in slots.undecided().items():
        click.echo(f"{name:12}{why}; no verdict: apply it again")


@config_group.command()
@click.argument("sites", type=FILE)
@click.option("--template", type=FILE, required=True, help="What the sites have in common: a terminal's file.")
@click.option("--out", type=FOLDER, required=True, help="A folder that is not there yet.")
def fleet(sites: Path, template: Path, out: Path) -> None:
    """Make one file a row of SITES, a CSV file whose first row names settings (docs/settings.md)."""
    click.echo(f"{make_files(sites, template, out)} files below {out}, each in order")

"""`python -m kiosk update`, `take-wanted` and, where releases are made, `publish`."""

import sys
from pathlib import Path

import click
from securesystemslib.signer import CryptoSigner

from config.toml_file import SettingsError
from drivers.clock import SystemClock
from kiosk.commands.options import FOLDER, ROOT
from kiosk.platform import terminal_key
from kiosk.upkeep.install import Root
from kiosk.upkeep.publishing import THRESHOLD, Keys, begin_repository, publish
from kiosk.upkeep.release import ReleaseError
from kiosk.upkeep.slots import SlotError
from kiosk.upkeep.update import UpdateError, update
from kiosk.upkeep.versions import InstallError
from kiosk.upkeep.wanted import take_wanted

PEOPLE = ("person-1.pem", "person-2.pem", "person-3.pem")
MACHINE = "machine.pem"


@click.command("update")
@ROOT
@click.argument("folder", type=FOLDER)
def update_command(folder: Path, root: Path) -> None:
    """Believe, install and have tried what FOLDER brings; refused while somebody is served."""
    try:
        version = update(Root(root.resolve()), folder)
    except (UpdateError, InstallError, SlotError) as error:
        click.echo(f"kiosk: {error}", err=True)
        sys.exit(1)
    click.echo(f"{version} is tried between two visits; it goes again by itself unless the terminal gets healthy")


@click.command("take-wanted")
@ROOT
@click.option("--config", "_config", type=click.Path(path_type=Path), help="The terminal's file, as all commands.")
def take_wanted_command(root: Path, _config: Path | None) -> None:
    """Take what the core has laid into its outbox; systemd does this in a hall."""
    for what, became in take_wanted(Root(root.resolve())).items():
        click.echo(f"{what}: {became}")


@click.group("publish")
def publish_group() -> None:
    """Make signed updates; where the keys are, never on a terminal."""


@publish_group.command("keys")
@click.argument("folder", type=FOLDER)
def keys_command(folder: Path) -> None:
    """Make three people's keys and one machine's; each goes to whom it belongs, and stays apart from the others."""
    for name in (*PEOPLE, MACHINE):
        terminal_key.make(folder / name)
    click.echo(f"{len(PEOPLE) + 1} keys below {folder}: bring each to its person now")


@publish_group.command("begin")
@click.option("--keys", type=FOLDER, required=True, help="Folder with the keys.")
@click.argument("repository", type=FOLDER)
def begin_command(repository: Path, keys: Path) -> None:
    """Begin a repository; its first root is what installations trust."""
    trusted = begin_repository(repository, _keys(keys, all_people=True), SystemClock().now())
    click.echo(f"{trusted}: lay it with `kiosk install --update-root`")


@publish_group.command("release")
@click.option("--keys", type=FOLDER, required=True, help="Folder with two people's keys and the machine's.")
@click.option("--number", type=click.IntRange(1), required=True, help="Of this state, one more than the last.")
@click.argument("release", type=FOLDER)
@click.argument("repository", type=FOLDER)
def release_command(release: Path, repository: Path, keys: Path, number: int) -> None:
    """Sign RELEASE as the newest of REPOSITORY."""
    try:
        version = publish(repository, release, _keys(keys, all_people=False), SystemClock().now(), number)
    except ReleaseError as error:
        click.echo(f"kiosk: {error}", err=True)
        sys.exit(1)
    click.echo(f"{version} is the newest of {repository}")


def _keys(folder: Path, *, all_people: bool) -> Keys:
    there = [name for name in PEOPLE if all_people or (folder / name).exists()]
    people = [CryptoSigner(terminal_key.load(folder / name)) for name in there]
    if len(people) < THRESHOLD:
        raise SettingsError(f"{folder}: {len(people)} people's keys, {THRESHOLD} are needed")
    return Keys(people, CryptoSigner(terminal_key.load(folder / MACHINE)))

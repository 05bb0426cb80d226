"""`python -m kiosk update`, `take-wanted` and, where releases are made, `publish`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from securesystemslib.signer import CryptoSigner

from config.toml_file import SettingsError
from drivers.clock import SystemClock
from kiosk.commands.options import FOLDER, ROOT
from kiosk.platform import terminal_key
from kiosk.upkeep.install import Root
from kiosk.upkeep.publishing import (
    THRESHOLD,
    Keys,
    PublishError,
    begin_repository,
    believed,
    next_number,
    publish,
    renew,
)
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


KEYS = click.option(
    "--keys", "folders", type=FOLDER, required=True, multiple=True, help="Folders with keys, e.g. each person's stick."
)


@publish_group.command("begin")
@KEYS
@click.argument("repository", type=FOLDER)
def begin_command(repository: Path, folders: tuple[Path, ...]) -> None:
    """Begin a repository, with the keys of all three people; its first root is what installations trust."""
    with _said_in_one_line():
        trusted = begin_repository(repository, _keys(folders, len(PEOPLE)), SystemClock().now())
    click.echo(f"{trusted}: lay it with `kiosk install --update-root`")


@publish_group.command("release")
@KEYS
@click.argument("release", type=FOLDER)
@click.argument("repository", type=FOLDER)
def release_command(release: Path, repository: Path, folders: tuple[Path, ...]) -> None:
    """Sign RELEASE as the newest of REPOSITORY, with two people's keys and the machine's."""
    with _said_in_one_line():
        keys, number = _keys(folders, THRESHOLD), next_number(repository)
        version = publish(repository, release, keys, SystemClock().now(), number)
        believed(repository)
    click.echo(f"{version} is the newest of {repository}, its state {number}")


@publish_group.command("renew")
@KEYS
@click.option(
    "--new", "new_folders", type=FOLDER, multiple=True, help="Folders with the keys of who signs from now on."
)
@click.argument("repository", type=FOLDER)
def renew_command(repository: Path, folders: tuple[Path, ...], new_folders: tuple[Path, ...]) -> None:
    """Have REPOSITORY believed for another year, by all three people; with --new by other keys, which two of them sign.

    Before a year is over, or when somebody has lost a key. Then sign a release anew: terminals take both.
    """
    with _said_in_one_line():
        new = _keys(new_folders or folders, len(PEOPLE))
        path = renew(repository, _people(folders, THRESHOLD), new, SystemClock().now())
    click.echo(f"{path}: terminals follow to it with the next release that they are brought")


@contextmanager
def _said_in_one_line() -> Iterator[None]:
    try:
        yield
    except (PublishError, ReleaseError) as error:
        click.echo(f"kiosk: {error}", err=True)
        sys.exit(1)


def _keys(folders: tuple[Path, ...], wanted: int) -> Keys:
    people = _people(folders, wanted)
    for folder in folders:
        if (folder / MACHINE).exists():
            return Keys(people, CryptoSigner(terminal_key.load(folder / MACHINE)))
    raise SettingsError(f"{_said(folders)}: no {MACHINE}: name the folder with the publishing machine's key, too")


def _people(folders: tuple[Path, ...], wanted: int) -> list[CryptoSigner]:
    """Each file in whichever folder it lies."""
    there = {name: folder / name for folder in folders for name in PEOPLE if (folder / name).exists()}
    signers = [CryptoSigner(terminal_key.load(path)) for path in there.values()]
    distinct = {signer.public_key.keyid: signer for signer in signers}
    if len(distinct) < wanted:
        raise SettingsError(
            f"{_said(folders)}: {len(distinct)} people's own keys, {wanted} are needed of {', '.join(PEOPLE)}"
        )
    return list(distinct.values())


def _said(folders: tuple[Path, ...]) -> str:
    return ", ".join(str(folder) for folder in folders)

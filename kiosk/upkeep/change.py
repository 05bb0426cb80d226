"""A new file for the terminal: checked where it will lie, laid ready, tried between two visits, or not at all."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from config.settings import Settings, load
from config.toml_file import Block, SettingsError, mistake
from kiosk.cabinet.devices import check_terminal
from kiosk.upkeep.network_file import CURES, obstacle
from kiosk.upkeep.pieces import FILE
from kiosk.upkeep.slots import CURRENT, Slots

LARGEST = 262_144
"""Bytes of a terminal's file (our choice: ours have 4 000)."""


def revision(content: bytes) -> str:
    """The name of a file: the same content is the same revision, so what was refused once is known again."""
    return hashlib.sha256(content).hexdigest()[:12]


def stage(slots: Slots, file: Path, machine: Path = Path("/")) -> str:
    """Check a file and have it tried at the next start.

    Args:
        slots: of the terminal's file.
        file: the wanted one; what is checked is the copy that will be used.
        machine: root of the one that it is for, asked only where the file changes its network.

    Returns:
        Its revision; that of what runs when it is the same.

    Raises:
        SettingsError: with file, line, key and cure; nothing has changed.
        SlotError: this very file was tried before and left again.
    """
    content = read_whole(file)
    name = revision(content)
    if name == slots.current and not slots.waiting:
        return name
    slots.refuse_again(name)
    if not slots.folder(name).is_dir():
        with slots.filling(name) as folder:
            copy = folder / FILE
            copy.write_bytes(content)
            copy.chmod(0o644)
            try:
                _check_network(slots, check(copy), copy, machine)
            except SettingsError as error:
                raise SettingsError(str(error).replace(str(copy), str(file))) from None
    slots.try_next(name)
    slots.prune()
    return name


def lay_first(slots: Slots, file: Path, machine: Path = Path("/")) -> str:
    """Check a terminal's first file and have it in force at once: there is none to go back to.

    Args and raises: as `stage`.
    """
    slots.base.mkdir(parents=True, exist_ok=True)
    revision = stage(slots, file, machine)
    slots.install_first(revision)
    return slots.begin()


def check(file: Path) -> Settings:
    """Everything that can be told of a file before it is used.

    Raises:
        SettingsError: with file, line, key and cure.
    """
    settings = load(file)
    check_terminal(settings, file)
    for key, path in paths_of(settings):
        if path.is_relative_to(file.parent):
            raise SettingsError(f"{file}: '{key}' counts from the file's folder, which changes: give the whole path")
    return settings


def _check_network(slots: Slots, settings: Settings, copy: Path, machine: Path) -> None:
    """Whoever looks after the interface already is told of before anything is tried; other changes are not held up."""
    if settings.network is None:
        return
    try:
        is_same = load(slots.base / CURRENT / FILE).network == settings.network
    except SettingsError:
        # There is none yet, or one of an older version.
        is_same = False
    hinders = None if is_same else obstacle(machine, settings.network)
    if hinders is not None:
        raise mistake(copy, "network.interface", CURES[hinders])


def paths_of(block: Block, above: str = "") -> Iterator[tuple[str, Path]]:
    """Every path that a file names, with its key."""
    for name in type(block).model_fields:
        value = getattr(block, name)
        if isinstance(value, Path):
            yield f"{above}{name}", value
        elif isinstance(value, Block):
            yield from paths_of(value, f"{above}{name}.")


def read_whole(file: Path) -> bytes:
    """A regular file of a sensible size; no link is followed: who lays it there may not point elsewhere.

    Raises:
        SettingsError: it is none.
    """
    try:
        handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror}): check the path") from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise SettingsError(f"{file}: is not a regular file: check the path")
        with os.fdopen(os.dup(handle), "rb") as opened:
            content = opened.read(LARGEST + 1)
    finally:
        os.close(handle)
    if len(content) > LARGEST:
        raise SettingsError(f"{file}: is larger than {LARGEST} bytes: is it the terminal's file?")
    return content

"""What the commands share: files, folders, the terminal's file, and how an error is said."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
CONFIG = click.option("--config", "config_file", type=FILE, required=True, help="The terminal's TOML file.")
ROOT = click.option("--root", type=FOLDER, default=Path("/"), help="A folder that will be a machine.")


@contextmanager
def as_owner_of(folder: Path) -> Iterator[None]:
    """For root, who types a command in a hall: what is written there is its owner's, or the core could not read it."""
    facts = folder.stat()
    if os.geteuid() != 0 or facts.st_uid == 0:
        yield
        return
    group = os.getegid()
    os.setegid(facts.st_gid)
    os.seteuid(facts.st_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(group)


def fail(message: str, code: int) -> NoReturn:
    """One clear line, and the exit code."""
    click.echo(f"kiosk: {message}", err=True)
    sys.exit(code)

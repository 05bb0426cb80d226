"""What the commands share: files, folders, the terminal's file, and how an error is said."""

import sys
from pathlib import Path
from typing import NoReturn

import click

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
CONFIG = click.option("--config", "config_file", type=FILE, required=True, help="The terminal's TOML file.")
ROOT = click.option("--root", type=FOLDER, default=Path("/"), help="A folder that will be a machine.")


def fail(message: str, code: int) -> NoReturn:
    """One clear line, and the exit code."""
    click.echo(f"kiosk: {message}", err=True)
    sys.exit(code)

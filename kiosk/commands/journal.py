"""`python -m kiosk journal`: what the terminal wrote down, read and held against its chain."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from kiosk.commands.options import FILE, fail
from kiosk.journal import first_bad_row, read_rows


@click.group()
def journal() -> None:
    """Read the journal; works while the core runs."""


@journal.command()
@click.argument("file", type=FILE)
def show(file: Path) -> None:
    """Print every row as one JSON line."""
    for row in read_rows(file):
        click.echo(json.dumps({**asdict(row), "written": row.facts}, ensure_ascii=False))


@journal.command()
@click.argument("file", type=FILE)
def verify(file: Path) -> None:
    """Check the chain; names the first row that does not fit."""
    bad = first_bad_row(file)
    if bad is not None:
        fail(f"{file}: row {bad[0]}: {bad[1]}", 1)
    click.echo(f"{file}: {sum(1 for _ in read_rows(file))} rows, the chain holds")

"""`python -m kiosk stationery`: the ledger of the tray with numbered sheets, for staff while the core is stopped."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from config.settings import Settings, load
from drivers.clock import SystemClock
from kiosk.commands.options import CONFIG, as_owner_of
from kiosk.journal import JOURNAL, Journal, JournalError
from printing.stationery import Stationery, Stock, StockError


@click.group()
def stationery() -> None:
    """See and keep the ledger of sheets with printed numbers; not while the core runs."""


@stationery.command()
@CONFIG
@click.option("--json", "as_json", is_flag=True, help="Print every number, as JSON.")
def show(config_file: Path, *, as_json: bool) -> None:
    """Say which numbers are left, used and void."""
    with _ledger(config_file) as ledger:
        stock = ledger.stock()
    click.echo(_as_json(stock) if as_json else _line(stock))


@stationery.command("load")
@CONFIG
@click.argument("first")
@click.argument("count", type=int)
def load_sheets(config_file: Path, first: str, count: int) -> None:
    """COUNT sheets, numbered from FIRST on, were laid behind those that are in the tray."""
    with _ledger(config_file) as ledger:
        click.echo(_line(ledger.load(first, count)))


@stationery.command()
@CONFIG
@click.argument("top", required=False, default="")
@click.option("--empty", is_flag=True, help="The tray is empty.")
def count(config_file: Path, top: str, *, empty: bool) -> None:
    """TOP is the number that was read on the top sheet; what is missing above it is voided on the staff's page."""
    if bool(top) is empty:
        raise click.UsageError("name the number on top, or say --empty")
    with _ledger(config_file) as ledger:
        if missing := ledger.stock().above(top):
            span = f"{missing[0]} to {missing[-1]}"
            raise click.ClickException(f"{span} are not there: two of the staff void them, on the page of supplies")
        click.echo(_line(ledger.count(top)))


@contextmanager
def _ledger(config_file: Path) -> Iterator[Stationery]:
    """Holds the journal's lock meanwhile, so that no core takes numbers beside.

    Raises:
        SettingsError: the terminal has no such tray.
        ClickException: a core runs, or the ledger refuses.
    """
    settings = load(config_file)
    _check_tray(settings, config_file)
    with as_owner_of(settings.state_folder):
        try:
            journal = Journal(settings.state_folder / JOURNAL, SystemClock())
        except JournalError as error:
            raise click.ClickException(f"{error}; stop it first") from error
        try:
            yield Stationery(journal)
        except StockError as error:
            raise click.ClickException(str(error)) from error
        finally:
            journal.close()


def _check_tray(settings: Settings, config_file: Path) -> None:
    if settings.a4_printer is None or not settings.a4_printer.stationery_tray:
        raise click.ClickException(f"{config_file}: [a4_printer] names no stationery_tray")


def _line(stock: Stock) -> str:
    top = f"{stock.left[0]} on top" if stock.left and stock.is_certain else "nobody knows which is on top: count it"
    left = f"{len(stock.left)} left ({top})" if stock.left else "none left"
    in_print = sum(len(taken) for taken in stock.in_print.values())
    return f"{left}, {len(stock.used)} used, {len(stock.void)} void, {in_print} in print"


def _as_json(stock: Stock) -> str:
    in_print = [number for taken in stock.in_print.values() for number in taken]
    facts = {"left": stock.left, "used": stock.used, "void": stock.void, "in_print": in_print}
    return json.dumps({**facts, "is_certain": stock.is_certain}, indent=2)

"""`python -m kiosk reconcile DAY`: the journal's orders of a day against the cashier's list, every difference named.

It changes nothing and may run beside the core: what differs the core asks for again by itself the next night, and what
stays different is for the staff and the cashier's office.
"""

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from config.settings import load
from drivers.clock import BEIJING, SystemClock
from kiosk.commands.options import CONFIG
from kiosk.journal import JOURNAL
from kiosk.journal_rows import read_rows
from kiosk.platform import payments
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError
from kiosk.reconciliation import Sums, differences, own_orders, sums_of
from printing.payment_slip import yuan


@click.command()
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@CONFIG
@click.option("--json", "as_json", is_flag=True, help="Print both sums and every difference as JSON.")
def reconcile(day: datetime, config_file: Path, *, as_json: bool) -> None:
    """Hold the orders that were begun on DAY against the cashier's list. Exit code 1 where they differ."""
    settings = load(config_file)
    clock = SystemClock()
    on = day.replace(tzinfo=BEIJING).date()
    platform = Platform.from_files(settings.platform, settings.terminal, clock)
    try:
        listed = payments.orders_of(platform, on).orders
    except PlatformError as error:
        raise click.ClickException(f"the cashier's list does not come: {error}") from error
    finally:
        platform.close()
    ours = own_orders(read_rows(settings.state_folder / JOURNAL), on)
    # An order that nobody opened at the cashier is none.
    begun = [one for one in ours.values() if one.was_opened]
    here, there = sums_of(begun), sums_of([one for one in listed if one.state != "closed" or one.order in ours])
    found = differences(ours, listed)
    if as_json:
        told = [{"order": one.order, "kind": one.kind.value, "words": one.words} for one in found]
        click.echo(json.dumps({"here": asdict(here), "there": asdict(there), "differences": told}, indent=1))
    else:
        click.echo(f"{on}: here  {_line(here)}")
        click.echo(f"{on}: there {_line(there)}")
        for one in found:
            click.echo(f"  {one.words}")
        click.echo("no difference" if not found else f"{len(found)} differences")
    sys.exit(1 if found else 0)


def _line(sums: Sums) -> str:
    return (
        f"{sums.orders} orders, charged {yuan(sums.charged)}, given back {yuan(sums.returned)}, "
        f"delivered {yuan(sums.delivered)} yuan"
    )

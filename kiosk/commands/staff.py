"""`python -m kiosk staff`: the first accounts of a terminal, made by whoever installs it; later ones on its screen."""

import os
import secrets
import syslog
from contextlib import closing
from pathlib import Path

import click
import pyotp

from config.settings import load
from drivers.clock import SystemClock
from kiosk.commands.options import CONFIG, as_owner_of
from kiosk.journal import JOURNAL, JournalError
from kiosk.staff.accounts import PIN_DIGITS, VALID_FOR, Account, Accounts, AccountsError, hashed, write
from kiosk.staff.book import StaffBook
from kiosk.staff.rights import Role


@click.group()
def staff() -> None:
    """See and make the accounts of a terminal's staff."""


@staff.command()
@CONFIG
def show(config_file: Path) -> None:
    """Say which accounts there are; nothing secret."""
    today = SystemClock().now().date()
    for account in _known(_file(config_file)):
        state = "revoked" if account.is_revoked else "valid" if account.is_valid(today) else "expired"
        has = " ".join(word for word, thing in (("card", account.card), ("code", account.secret)) if thing)
        click.echo(f"{account.number:8} {account.role.value:12} {state:8} until {account.until} {has}")


@staff.command()
@CONFIG
@click.argument("number")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--card", default="", help="Number of the staff card, one of [smart_card] staff_cards.")
def add(config_file: Path, number: str, role: str, card: str) -> None:
    """Make an account and print, once, its PIN and the address of its one-time code for an authenticator app."""
    path = _file(config_file)
    known = _known(path) if path.exists() else ()
    if any(account.number == number for account in known):
        raise click.ClickException(f"there is an account {number} already")
    pin, secret = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}", pyotp.random_base32()
    until = (SystemClock().now() + VALID_FOR).date()
    try:
        account = Account(number=number, role=Role(role), pin=hashed(pin), card=card, secret=secret, until=until)
    except ValueError as error:
        raise click.ClickException("a number is 4 to 8 digits, a card 1 to 16 letters and digits") from error
    try:
        with as_owner_of(path.parent):
            write(path, (*known, account))
    except FileNotFoundError as error:
        raise click.ClickException(f"{path.parent} is not there: install first, or make the folder") from error
    except AccountsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"PIN {pin}")
    click.echo(pyotp.TOTP(secret).provisioning_uri(name=number, issuer_name="kiosk"))


@staff.command()
@CONFIG
@click.argument("number")
def unlock(config_file: Path, number: str) -> None:
    """Forget an account's errors: for whoever is root where every administrator is locked; while the core runs, too."""
    known = _known(_file(config_file))
    if all(account.number != number for account in known):
        raise click.ClickException(f"there is no account {number}")
    path = load(config_file).state_folder / JOURNAL
    if not path.exists():
        raise click.ClickException(f"{path} is not there: no core has run here, and nobody is locked")
    try:
        with as_owner_of(path.parent), closing(StaffBook(path, SystemClock())) as book:
            errors = book.errors(number)
            book.set_errors(number, 0)
    except JournalError as error:
        raise click.ClickException(str(error)) from error
    # The journal is the core's alone to write; the system's own log says who of those who may become root did it.
    who = os.environ.get("SUDO_UID", str(os.getuid()))
    syslog.openlog("kiosk", facility=syslog.LOG_AUTH)
    syslog.syslog(f"user {who} has the errors of account {number} forgotten: {errors}")
    click.echo(f"{number}: {errors} errors forgotten; the PIN stays as it is")


def _file(config_file: Path) -> Path:
    settings = load(config_file).staff
    if settings is None:
        raise click.ClickException(f"{config_file}: there is no [staff] table: add it, with accounts_file")
    return settings.accounts_file


def _known(path: Path) -> tuple[Account, ...]:
    try:
        return Accounts(path).all()
    except AccountsError as error:
        raise click.ClickException(str(error)) from error

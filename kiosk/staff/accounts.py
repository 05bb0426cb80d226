"""The staff's accounts: one file beside the terminal's, readable by the terminal alone; it needs no network.

A PIN stands there as an argon2id hash, never as itself. The secret of a one-time code has to be readable to be of use:
therefore the file's own rights (0600), and it is in no log and no repr.
"""

import json
import os
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.staff.rights import Role

PIN_DIGITS = 6
"""A random PIN of six digits (docs/staff.md): with 15 tries in all, one in 66 000 is guessed."""
CODE_STEP_S = 30
CODE_TOLERANCE_STEPS = 1
"""A code of the step before or after is taken too: a clock may be wrong by 30 s, as RFC 6238 5.2 recommends at most."""
VALID_FOR = timedelta(days=183)
"""A new account ends after six months (our choice, as VotingWorks' staff cards): whoever left is forgotten by then."""
_OTHERS = 0o077
_HASHER = PasswordHasher()
"""argon2id with the library's parameters, those of RFC 9106 4 (low memory)."""


class AccountsError(Exception):
    """The file cannot be used. The message says why; nobody enters meanwhile."""


class Account(BaseModel):
    """One person's account. Its number is a pseudonym: who has it, the office knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    number: Annotated[str, Field(pattern=r"^\d{4,8}$")]
    role: Role
    pin: Annotated[str, Field(pattern=r"^\$argon2id\$", repr=False)]
    card: Annotated[str, Field(pattern=r"^[A-Za-z0-9]{0,16}$", repr=False)] = ""
    """Number of the staff card; empty where there is none."""
    secret: Annotated[str, Field(pattern=r"^[A-Z2-7]{0,64}$", repr=False)] = ""
    """Of the one-time code (RFC 6238), base32; empty where there is none."""
    until: date
    """The last day."""
    is_revoked: bool = False
    given_by: str = ""
    """The hand that alone gave out its PIN; empty where two did, or whoever installed."""

    @property
    def hand(self) -> str:
        """Who may know its PIN. Two accounts of one hand are never two persons."""
        return self.given_by or self.number

    def is_valid(self, today: date) -> bool:
        """Whether it may be used on that day."""
        return not self.is_revoked and today <= self.until

    def has_pin(self, pin: str) -> bool:
        """Whether that is its PIN; takes the same time for every one."""
        return _matches(self.pin, pin)

    def code_step(self, code: str, now: datetime) -> int | None:
        """The 30-second step that a one-time code belongs to; None where it is wrong.

        A step is used once: the caller remembers the last one (RFC 6238 5.2).
        """
        if not self.secret or len(code) != PIN_DIGITS:
            return None
        known = pyotp.TOTP(self.secret)
        current = int(now.timestamp()) // CODE_STEP_S
        for step in range(current - CODE_TOLERANCE_STEPS, current + CODE_TOLERANCE_STEPS + 1):
            if pyotp.utils.strings_equal(known.generate_otp(step), code):
                return step
        return None


def hashed(pin: str) -> str:
    """A PIN as it stands in the file.

    Raises:
        ValueError: it is not six digits; the message never shows it.
    """
    if len(pin) != PIN_DIGITS or not pin.isascii() or not pin.isdigit():
        raise ValueError(f"a PIN is {PIN_DIGITS} digits")
    return _HASHER.hash(pin)


def nobody_has(pin: str) -> None:
    """Takes as long as a comparison with somebody's PIN, so that both answers take the same time."""
    _HASHER.hash(pin)


def _matches(known: str, pin: str) -> bool:
    try:
        return _HASHER.verify(known, pin)
    except (VerificationError, InvalidHashError):
        return False


class Accounts:
    """The file. It is read at every question: whoever was revoked a moment ago does not enter.

    Args:
        path: of the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> tuple[Account, ...]:
        """Every account, by number.

        Raises:
            AccountsError: it is not there, others may read it, or it is none.
        """
        try:
            mode = self._path.stat().st_mode
            text = self._path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise AccountsError(f"{self._path.name} cannot be read") from error
        if mode & _OTHERS:
            raise AccountsError(f"{self._path.name}: others may read it: chmod 600")
        try:
            found = [Account.model_validate(entry) for entry in json.loads(text)["accounts"]]
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            raise AccountsError(f"{self._path.name} is no file of accounts") from error
        if len({account.number for account in found}) != len(found):
            raise AccountsError(f"{self._path.name}: a number stands there twice")
        return tuple(sorted(found, key=lambda account: account.number))

    def numbered(self, number: str) -> Account | None:
        """The account of that number; None where there is none."""
        return next((account for account in self.all() if account.number == number), None)

    def of_card(self, card: str) -> Account | None:
        """The account that a staff card belongs to; None where there is none."""
        return next((account for account in self.all() if account.card == card and card), None)

    def keep(self, account: Account) -> None:
        """Write it down in place of the one with its number.

        Raises:
            AccountsError: the file cannot be used or written; what stood there stands there still.
        """
        others = [one for one in self.all() if one.number != account.number]
        write(self._path, (*others, account))


def write(path: Path, accounts: Iterable[Account]) -> None:
    """Put a whole file in place of the one that is there, or none: never half of one.

    Raises:
        AccountsError: it cannot be written.
    """
    ordered = sorted(accounts, key=lambda account: account.number)
    text = json.dumps(
        {"accounts": [account.model_dump(mode="json", exclude_defaults=True) for account in ordered]}, indent=2
    )
    unseen = path.with_name(f"{path.name}.new")
    try:
        handle = os.open(unseen, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        unseen.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise AccountsError(f"{path.name}: {error.strerror}") from error

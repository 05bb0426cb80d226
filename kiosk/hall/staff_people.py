"""The staff of a hall on one machine: invented accounts, whose PINs and secrets everybody may know."""

import hashlib
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import pyotp

from kiosk.staff.accounts import VALID_FOR, Account, hashed, write
from kiosk.staff.rights import Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of them."""

    number: str
    role: Role
    pin: str
    card: str = ""

    @property
    def secret(self) -> str:
        """Of the one-time code; follows from the number: worthless outside a demonstration."""
        return b32encode(hashlib.sha256(b"kiosk demo staff code " + self.number.encode()).digest()[:20]).decode()

    def code(self, now: datetime) -> str:
        """What their phone shows now."""
        return pyotp.TOTP(self.secret).at(now)


PEOPLE: Final = (
    Colleague("1001", Role.MAINTENANCE, "246810", "K0001"),
    Colleague("1002", Role.ADMIN, "135790", "K0002"),
    Colleague("1003", Role.BUSINESS, "864209"),
    Colleague("1004", Role.PATROL, "975318"),
    Colleague("1005", Role.AUDIT, "420864"),
    Colleague("1006", Role.MAINTENANCE, "531864"),
)
CARDS: Final = tuple(one.card for one in PEOPLE if one.card)


def write_accounts(path: Path, now: datetime) -> None:
    """Make the file of their accounts.

    Raises:
        AccountsError: it cannot be written.
    """
    until = (now + min(VALID_FOR, timedelta(days=30))).date()
    write(
        path,
        (
            Account(
                number=one.number,
                role=one.role,
                pin=hashed(one.pin),
                card=one.card,
                secret=one.secret,
                until=until,
            )
            for one in PEOPLE
        ),
    )

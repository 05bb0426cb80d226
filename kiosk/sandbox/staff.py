"""The sandbox's staff: invented passes and PINs, the same for the same seed, and the sessions that they open."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from kiosk.platform.parcel_values import StaffProof, StaffRole, StaffSession
from kiosk.platform.values import ErrorCode
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import digest

_TABLE = """CREATE TABLE IF NOT EXISTS staff_sessions (
    token_hash TEXT PRIMARY KEY, terminal TEXT NOT NULL, staff TEXT NOT NULL, expires REAL NOT NULL) STRICT"""
_ROLES: dict[str, tuple[StaffRole, ...]] = {
    "S0001": ("locker-deposit", "locker-recall"),
    "S0002": ("locker-deposit", "locker-recall"),
    "S0003": ("locker-deposit",),
    "S0004": ("agent",),
}
"""Who works here; our choice: two who may take parcels back, one who may not, and a 网格代办员."""
WRONG_PIN = "wrong staff pin"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One of them."""

    staff: str
    code: str = field(repr=False)
    """What their pass says as a QR code."""
    pin: str = field(repr=False)
    roles: tuple[StaffRole, ...]


class StaffDesk:
    """Says whose pass it is.

    Args:
        province: for clock, limits and store.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._store.rows(_TABLE)

    def everyone(self) -> tuple[StaffMember, ...]:
        """All of them."""
        return tuple(self._member(staff) for staff in _ROLES)

    def prove(self, terminal: str, proof: StaffProof) -> StaffSession:
        """Open a session for some minutes.

        Raises:
            RefusalError: STAFF_UNKNOWN, CODE_WRONG with the tries left, TOO_MANY_TRIES.
        """
        try:
            code = base64.b64decode(proof.code, validate=True).decode("utf-8").strip()
        except ValueError:
            code = ""
        member = next((one for one in self.everyone() if hmac.compare_digest(one.code, code)), None)
        if member is None:
            raise RefusalError(ErrorCode.STAFF_UNKNOWN)
        limits = self._province.limits
        left = limits.staff_tries - self._province.marks(WRONG_PIN, member.staff, limits.staff_locked_s)
        if left <= 0:
            raise RefusalError(ErrorCode.TOO_MANY_TRIES, 0)
        if not hmac.compare_digest(member.pin, proof.pin):
            self._province.mark(WRONG_PIN, member.staff)
            raise RefusalError(ErrorCode.CODE_WRONG if left > 1 else ErrorCode.TOO_MANY_TRIES, left - 1)
        token = secrets.token_urlsafe(32)
        until = self._province.clock.now() + timedelta(seconds=self._province.limits.identity_valid_s)
        self._store.rows(
            "INSERT INTO staff_sessions VALUES (?, ?, ?, ?)", digest(token), terminal, member.staff, until.timestamp()
        )
        return StaffSession(token=token, staff=self.pseudonym(member.staff), roles=member.roles, valid_until=until)

    def of(self, terminal: str, token: str, role: StaffRole) -> str:
        """Pseudonym of whoever holds that session.

        Raises:
            RefusalError: IDENTITY_INVALID, NOT_ENTITLED.
        """
        row = self._store.row(
            "SELECT staff FROM staff_sessions WHERE token_hash = ? AND terminal = ? AND expires > ?",
            digest(token),
            terminal,
            self._province.clock.now().timestamp(),
        )
        if row is None:
            raise RefusalError(ErrorCode.IDENTITY_INVALID)
        if role not in _ROLES[row["staff"]]:
            raise RefusalError(ErrorCode.NOT_ENTITLED)
        return self.pseudonym(row["staff"])

    def pseudonym(self, staff: str) -> str:
        """As it stands in journals."""
        return self._store.subject(f"staff {staff}")

    def _member(self, staff: str) -> StaffMember:
        seed = self._province.register.seed
        mark = hashlib.sha256(f"{seed}/{staff}/pass".encode()).hexdigest()[:32]
        pin = f"{Random(f'{seed}/{staff}/pin').randrange(10**6):06d}"  # noqa: S311  invented, of nobody
        return StaffMember(staff, f"https://staff.sandbox.invalid/s?c={mark}", pin, _ROLES[staff])

"""The sandbox's parcels: cases that end in something to fetch, lockers, orders to open a door, messages about it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from drivers.clock import BEIJING
from kiosk.masking import masked_name
from kiosk.platform.parcel_values import (
    DoorUse,
    LockerUse,
    Parcel,
    ParcelsFound,
    ParcelSize,
    PickUpCard,
    PickUpCode,
    PickUpScan,
)
from kiosk.platform.values import ErrorCode
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.province import Message, Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.staff import StaffDesk
from kiosk.sandbox.store import digest
from kiosk.sandbox.submitted_cases import SubmittedCases

TABLES = (
    """CREATE TABLE IF NOT EXISTS parcels (
    parcel TEXT PRIMARY KEY, case_no TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, sealed BLOB NOT NULL,
    item TEXT NOT NULL, issuer TEXT NOT NULL, size TEXT NOT NULL, asks_person INTEGER NOT NULL, state TEXT NOT NULL,
    terminal TEXT, door TEXT, stored REAL, keep_until REAL, code TEXT, scan TEXT) STRICT""",
    """CREATE TABLE IF NOT EXISTS pick_rights (
    right_hash TEXT PRIMARY KEY, terminal TEXT NOT NULL, subject TEXT NOT NULL, parcel TEXT, expires REAL NOT NULL
    ) STRICT""",
    """CREATE TABLE IF NOT EXISTS door_orders (
    nonce TEXT PRIMARY KEY, terminal TEXT NOT NULL, act TEXT NOT NULL, door TEXT NOT NULL, parcel TEXT NOT NULL,
    persons TEXT NOT NULL, wish TEXT NOT NULL, not_after REAL NOT NULL, report TEXT, state TEXT, told INTEGER
    ) STRICT""",
    """CREATE TABLE IF NOT EXISTS doors_out (
    terminal TEXT NOT NULL, door TEXT NOT NULL, PRIMARY KEY (terminal, door)) STRICT""",
    """CREATE TABLE IF NOT EXISTS door_alarms (
    alarm TEXT PRIMARY KEY, terminal TEXT NOT NULL, door TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
)
HERE = ("stored", "unclear")
WRONG_CODE = "wrong pick-up code"
NOTICE_MOST, ITEM_MOST = 70, 14
"""Characters of one text message (GSM 03.38, UCS-2), and of the item's name in it."""
LABEL, SCAN = "https://cases.sandbox.invalid/l?n=", "https://pick.sandbox.invalid/p?c="
RIGHT_S = 600


@dataclass(frozen=True, slots=True)
class Announced:
    """A parcel that waits at a counter."""

    parcel: str
    case_no: str
    label: str
    """What the code on its folder says."""


class ParcelsDesk:
    """Everything that is asked about parcels.

    Args:
        province: who is known.
        identity: whose identities are believed.
        staff: who works here.
    """

    def __init__(self, province: Province, identity: IdentityDesk, staff: StaffDesk) -> None:
        self._province = province
        self._identity = identity
        self._staff = staff
        self._store = province.store
        self._submitted = SubmittedCases(province)
        for table in TABLES:
            self._store.rows(table)

    def announce(
        self,
        citizen: Citizen,
        *,
        item: str,
        issuer: str,
        size: ParcelSize = "small",
        asks_person: bool = False,
        case_no: str = "",
    ) -> Announced:
        """Something is ready to be fetched, from a case begun online, at a counter or at a terminal."""
        parcel = secrets.token_hex(16)
        count = self._store.row("SELECT count(*) FROM parcels")
        number = (
            case_no or f"{self._province.register.land.code}{self._now():%Y%m%d}{int(count[0]) if count else 0:010d}"
        )
        self._store.rows(
            "INSERT INTO parcels (parcel, case_no, subject, sealed, item, issuer, size, asks_person, state) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
            parcel,
            number,
            self._store.subject(citizen.number),
            self._store.seal(citizen.number),
            item,
            issuer,
            size,
            int(asks_person),
        )
        return Announced(parcel, number, LABEL + number)

    def by_code(self, terminal: str, asked: PickUpCode) -> ParcelsFound:
        """By the code of the message.

        Raises:
            RefusalError: CODE_WRONG with the tries left, TOO_MANY_TRIES.
        """
        return self._by_secret(terminal, "code", asked.code)

    def by_scan(self, terminal: str, asked: PickUpScan) -> ParcelsFound:
        """By the code that the message leads to; errors as `by_code`."""
        return self._by_secret(terminal, "scan", asked.payload.strip())

    def by_card(self, terminal: str, asked: PickUpCard) -> ParcelsFound:
        """By an ID card.

        Raises:
            RefusalError: PERSON_UNKNOWN, NOTHING_FOUND.
        """
        return self.of_person(terminal, self._identity.presented(asked.document))

    def of_person(self, terminal: str, citizen: Citizen) -> ParcelsFound:
        """Everything that lies at this terminal for somebody.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        subject = self._store.subject(citizen.number)
        rows = self._here("subject = ? AND terminal = ?", subject, terminal)
        if not rows:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        return self._found(terminal, subject, rows, None)

    def of_case(self, terminal: str, token: str, asked: PickUpScan) -> Parcel:
        """What the label on a folder is about.

        Raises:
            RefusalError: NOTHING_FOUND, CONFLICT, IDENTITY_INVALID, NOT_ENTITLED.
        """
        self._staff.of(terminal, token, "locker-deposit")
        number = asked.payload.strip().removeprefix(LABEL)
        row = self._store.row("SELECT * FROM parcels WHERE case_no = ?", number)
        if row is None and self._is_made(number):
            row = self._store.row("SELECT * FROM parcels WHERE case_no = ?", number)
        if row is None:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        if row["state"] != "waiting":
            raise RefusalError(ErrorCode.CONFLICT)
        return self._parcel(dict(row))

    def _is_made(self, number: str) -> bool:
        """Whether a case that was begun at a terminal is decided and its result wanted in a locker: it waits now."""
        submitted = self._submitted.by_number(number)
        citizen = self._province.register.of(submitted.number) if submitted is not None else None
        if submitted is None or citizen is None or submitted.application.delivery != "locker":
            return False
        case = self._submitted.file(submitted)
        if number != submitted.case_no or submitted.is_withdrawn or not case.is_over:
            return False
        self.announce(citizen, item=case.progress.item, issuer=case.department, case_no=number)
        return True

    def use(self, terminal: str, token: str) -> LockerUse:
        """Doors that are not free, and what is to be taken back.

        Raises:
            RefusalError: IDENTITY_INVALID, NOT_ENTITLED.
        """
        self._staff.of(terminal, token, "locker-deposit")
        now = self._now().timestamp()
        rows = self._here("terminal = ?", terminal)
        out = self._store.rows("SELECT door FROM doors_out WHERE terminal = ?", terminal)
        doors = {row["door"]: DoorUse(door=row["door"], why="taken") for row in rows}
        doors |= {row["door"]: DoorUse(door=row["door"], why="out-of-order") for row in out}
        overdue = [row for row in rows if row["state"] == "unclear" or row["keep_until"] <= now]
        return LockerUse(doors=tuple(doors.values()), to_recall=tuple(self._parcel(row) for row in overdue))

    def tell(self, row: Mapping[str, Any], text: str) -> bool:
        """Send the receiver a message.

        Raises:
            ValueError: it is longer than one message.
        """
        citizen = self._province.register.of(self._store.opened(row["sealed"]))
        said = f"【演示政务】{text}"
        if len(said) > NOTICE_MOST:
            raise ValueError(f"a message has at most {NOTICE_MOST} characters")
        if citizen is None or citizen.phone is None:
            return False
        self._province.outbox.append(Message(citizen.number, citizen.phone, said, "", self._now().isoformat()))
        return True

    def row_of(self, parcel: str) -> Mapping[str, Any]:
        """A parcel as it stands.

        Raises:
            RefusalError: CONFLICT, there is none of that name.
        """
        row = self._store.row("SELECT * FROM parcels WHERE parcel = ?", parcel)
        if row is None:
            raise RefusalError(ErrorCode.CONFLICT)
        return dict(row)

    def right_of(self, terminal: str, right: str) -> tuple[str, str | None]:
        """Whose right it is, and for which parcel alone, where it came by that parcel's code.

        Raises:
            RefusalError: IDENTITY_INVALID.
        """
        row = self._store.row(
            "SELECT subject, parcel FROM pick_rights WHERE right_hash = ? AND terminal = ? AND expires > ?",
            digest(right),
            terminal,
            self._now().timestamp(),
        )
        if row is None:
            raise RefusalError(ErrorCode.IDENTITY_INVALID)
        return row["subject"], row["parcel"]

    def _by_secret(self, terminal: str, column: str, secret: str) -> ParcelsFound:
        limits = self._province.limits
        left = limits.pick_up_tries - self._province.marks(WRONG_CODE, terminal, limits.pick_up_locked_s)
        if left <= 0:
            raise RefusalError(ErrorCode.TOO_MANY_TRIES, 0)
        rows = self._here(f"{column} = ? AND terminal = ?", digest(secret), terminal)
        if not rows:
            self._province.mark(WRONG_CODE, terminal)
            raise RefusalError(ErrorCode.CODE_WRONG if left > 1 else ErrorCode.TOO_MANY_TRIES, left - 1)
        return self._found(terminal, rows[0]["subject"], rows, rows[0]["parcel"])

    def _here(self, where: str, *values: str) -> list[Mapping[str, Any]]:
        query = f"SELECT * FROM parcels WHERE {where} AND state IN ('stored', 'unclear') ORDER BY stored"  # noqa: S608  our own words
        return [dict(row) for row in self._store.rows(query, *values)]

    def _found(self, terminal: str, subject: str, rows: list[Mapping[str, Any]], only: str | None) -> ParcelsFound:
        right = secrets.token_urlsafe(24)
        until = self._now().timestamp() + RIGHT_S
        self._store.rows(
            "INSERT INTO pick_rights VALUES (?, ?, ?, ?, ?)", digest(right), terminal, subject, only, until
        )
        return ParcelsFound(right=right, person=subject, parcels=tuple(self._parcel(row) for row in rows))

    def _parcel(self, row: Mapping[str, Any]) -> Parcel:
        citizen = self._province.register.of(self._store.opened(row["sealed"]))
        return Parcel(
            parcel=row["parcel"],
            case_no=row["case_no"],
            item=row["item"],
            applicant=masked_name(citizen.name) if citizen is not None else "*",
            issuer=row["issuer"],
            size=row["size"],
            state=row["state"],
            asks_person=bool(row["asks_person"]),
            door=row["door"],
            stored_at=_moment(row["stored"]),
            keep_until=_moment(row["keep_until"]),
        )

    def _now(self) -> datetime:
        return self._province.clock.now()


def short(item: str) -> str:
    """An item's name as a message has room for it."""
    return item if len(item) <= ITEM_MOST else item[: ITEM_MOST - 1] + "…"


def kept_until(now: datetime, hours: int) -> datetime:
    """When a parcel that is put in now is overdue."""
    return now + timedelta(hours=hours)


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, BEIJING) if seconds is not None else None

"""The sandbox's orders to open a door, and what became of them: where each parcel is follows from the reports alone."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from drivers.clock import BEIJING
from kiosk.platform import door_orders
from kiosk.platform.parcel_values import DoorAlarm, DoorOrder, DoorReport, DoorWish, ParcelOutcome
from kiosk.platform.values import ErrorCode
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.parcels_desk import HERE, SCAN, ParcelsDesk, kept_until, short
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.staff import StaffDesk
from kiosk.sandbox.store import digest

ORDER_S = 60
"""How long an order is good."""
BROKEN_DOOR = frozenset({"door_shut", "box_full", "broken", "door_open"})
"""Faults after which nothing more is put behind a door until somebody has looked."""
NOT_THERE = frozenset({"box_empty", "door_open"})
"""Faults after which nobody can say where the parcel is that should be behind the door."""
CODE_DIGITS = 8


class DoorDesk:
    """Gives orders and hears reports.

    Args:
        province: who is known.
        identity: whose identities are believed.
        staff: who works here.
        parcels: what is to be handed out.
    """

    def __init__(self, province: Province, identity: IdentityDesk, staff: StaffDesk, parcels: ParcelsDesk) -> None:
        self._province = province
        self._identity = identity
        self._staff = staff
        self._parcels = parcels
        self._store = province.store

    def order(self, terminal: str, wish: DoorWish, nonce: str, identity_token: str) -> DoorOrder:
        """Order one opening; the same nonce always gets the same order.

        Raises:
            RefusalError: NOT_ENTITLED, CONFLICT, IDENTITY_INVALID, BAD_REQUEST.
        """
        asked = wish.model_dump_json()
        known = self._store.row("SELECT * FROM door_orders WHERE nonce = ?", nonce)
        if known is not None and (known["terminal"], known["wish"]) != (terminal, asked):
            raise RefusalError(ErrorCode.CONFLICT)
        if known is None:
            row = self._parcels.row_of(wish.parcel)
            match wish.act:
                case "put":
                    persons = self._to_put(terminal, wish, row)
                case "take":
                    persons = self._to_take(terminal, wish, row, identity_token)
                case "recall":
                    persons = self._to_recall(terminal, wish, row)
            until = self._now() + timedelta(seconds=ORDER_S)
            self._store.rows(
                "INSERT INTO door_orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)",
                nonce,
                terminal,
                wish.act,
                wish.door,
                wish.parcel,
                json.dumps(persons),
                asked,
                until.timestamp(),
            )
        return self._signed(nonce)

    def _signed(self, nonce: str) -> DoorOrder:
        row, key = self._store.row("SELECT * FROM door_orders WHERE nonce = ?", nonce), self._province.door_key
        if row is None or key is None:
            raise RefusalError(ErrorCode.BROKEN)
        order = DoorOrder(
            terminal=row["terminal"],
            act=row["act"],
            door=row["door"],
            parcel=row["parcel"],
            nonce=nonce,
            persons=tuple(json.loads(row["persons"])),
            not_after=datetime.fromtimestamp(row["not_after"], BEIJING),
            signature="0" * 128,
        )
        return door_orders.sign(order, key)

    def _to_put(self, terminal: str, wish: DoorWish, row: Mapping[str, Any]) -> tuple[str, ...]:
        if len(wish.staff) != 1:
            raise RefusalError(ErrorCode.BAD_REQUEST)
        person = self._staff.of(terminal, wish.staff[0], "locker-deposit")
        taken = self._store.row(
            "SELECT 1 FROM parcels WHERE terminal = ? AND door = ? AND state IN ('stored', 'unclear') UNION "
            "SELECT 1 FROM doors_out WHERE terminal = ? AND door = ?",
            terminal,
            wish.door,
            terminal,
            wish.door,
        )
        if row["state"] != "waiting" or taken is not None:
            raise RefusalError(ErrorCode.CONFLICT)
        return (person,)

    def _to_take(self, terminal: str, wish: DoorWish, row: Mapping[str, Any], identity_token: str) -> tuple[str, ...]:
        subject, only = self._parcels.right_of(terminal, wish.right or "")
        if (row["state"], row["terminal"], row["door"]) != ("stored", terminal, wish.door):
            raise RefusalError(ErrorCode.CONFLICT)
        if row["subject"] != subject or only not in (None, wish.parcel):
            raise RefusalError(ErrorCode.NOT_ENTITLED)
        if row["asks_person"]:
            if not identity_token:
                raise RefusalError(ErrorCode.NOT_ENTITLED)
            person = self._identity.citizen(terminal, identity_token)
            if self._store.subject(person.number) != subject:
                raise RefusalError(ErrorCode.NOT_ENTITLED)
        return (subject,)

    def _to_recall(self, terminal: str, wish: DoorWish, row: Mapping[str, Any]) -> tuple[str, ...]:
        persons = tuple(self._staff.of(terminal, token, "locker-recall") for token in wish.staff)
        if len(set(persons)) != 2:
            raise RefusalError(ErrorCode.NOT_ENTITLED)
        if row["state"] not in HERE or (row["terminal"], row["door"]) != (terminal, wish.door):
            raise RefusalError(ErrorCode.CONFLICT)
        if row["state"] == "stored" and row["keep_until"] > self._now().timestamp():
            raise RefusalError(ErrorCode.NOT_ENTITLED)
        return persons

    def report(self, terminal: str, report: DoorReport) -> ParcelOutcome:
        """Hear what became of an order.

        Raises:
            RefusalError: NOT_FOUND, CONFLICT.
        """
        order = self._store.row("SELECT * FROM door_orders WHERE nonce = ? AND terminal = ?", report.nonce, terminal)
        if order is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        said = report.model_dump_json()
        if order["report"] is None:
            state, told = self._after(terminal, dict(order), report)
            self._store.rows(
                "UPDATE door_orders SET report = ?, state = ?, told = ? WHERE nonce = ?",
                said,
                state,
                int(told),
                report.nonce,
            )
            return ParcelOutcome(parcel=order["parcel"], state=state, told=told)
        if order["report"] != said:
            raise RefusalError(ErrorCode.CONFLICT)
        return ParcelOutcome(parcel=order["parcel"], state=order["state"], told=bool(order["told"]))

    def put_in(self, terminal: str, door: str, parcel: str) -> None:
        """It was put behind a door at some time before, as the staff do it.

        Raises:
            RefusalError: CONFLICT, there is no such parcel.
        """
        self._stored(terminal, door, self._parcels.row_of(parcel))

    def alarm(self, terminal: str, alarm: DoorAlarm, alarm_id: str) -> None:
        """Hear that a door was forced; the same alarm is heard once."""
        self._store.rows(
            "INSERT OR IGNORE INTO door_alarms VALUES (?, ?, ?, ?)",
            alarm_id,
            terminal,
            alarm.door,
            self._now().isoformat(),
        )

    def _after(self, terminal: str, order: Mapping[str, Any], report: DoorReport) -> tuple[str, bool]:
        """The parcel's state from now on, and whether its receiver was told."""
        row = self._parcels.row_of(order["parcel"])
        if report.fault in BROKEN_DOOR and report.outcome != "done":
            self._store.rows("INSERT OR IGNORE INTO doors_out VALUES (?, ?)", terminal, order["door"])
        match order["act"], report.outcome:
            case "put", "done":
                return self._stored(terminal, order["door"], row)
            case "put", "not_done":
                return self._is("waiting", row), False
            case "take", "done":
                return self._is("collected", row), self._parcels.tell(
                    row, f"您的{short(row['item'])}已从取件柜取走。不是您本人或您托的人取的，请马上拨打12345。"
                )
            case "recall", "done" if report.fault == "box_empty":
                return self._is("missing", row), False
            case "recall", "done":
                return self._is("recalled", row), self._parcels.tell(
                    row, f"您的{short(row['item'])}超过时间没有取，已退回窗口，请带身份证到窗口领取。"
                )
            case _, "not_done" if report.fault not in NOT_THERE:
                return row["state"], False
        self._store.rows(
            "UPDATE parcels SET state = 'unclear', terminal = ?, door = ?, stored = ?, keep_until = ? WHERE parcel = ?",
            terminal,
            order["door"],
            row["stored"] or self._now().timestamp(),
            row["keep_until"] or self._now().timestamp(),
            order["parcel"],
        )
        return "unclear", False

    def _stored(self, terminal: str, door: str, row: Mapping[str, Any]) -> tuple[str, bool]:
        now = self._now()
        until = kept_until(now, self._province.limits.keep_hours)
        code, scan = self._fresh_code(terminal), SCAN + secrets.token_urlsafe(16)
        self._store.rows(
            "UPDATE parcels SET state = 'stored', terminal = ?, door = ?, stored = ?, keep_until = ?, code = ?, "
            "scan = ? WHERE parcel = ?",
            terminal,
            door,
            now.timestamp(),
            until.timestamp(),
            digest(code),
            digest(scan),
            row["parcel"],
        )
        self._province.pick_ups[row["parcel"]] = (code, scan)
        by = f"{until.month}月{until.day}日{until.hour}时"
        text = f"您的{short(row['item'])}已放入取件柜，取件码{code}，请在{by}前领取。"
        return "stored", self._parcels.tell(row, text)

    def _fresh_code(self, terminal: str) -> str:
        """One that opens nothing else at this terminal."""
        while True:
            code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
            known = self._store.row(
                "SELECT 1 FROM parcels WHERE terminal = ? AND code = ? AND state IN ('stored', 'unclear')",
                terminal,
                digest(code),
            )
            if known is None:
                return code

    def _is(self, state: str, row: Mapping[str, Any]) -> str:
        self._store.rows(
            "UPDATE parcels SET state = ?, terminal = NULL, door = NULL, code = NULL, scan = NULL WHERE parcel = ?",
            state,
            row["parcel"],
        )
        return state

    def _now(self) -> datetime:
        return self._province.clock.now()

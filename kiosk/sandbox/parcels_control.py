"""What demo, dev dock and tests can ask of the sandbox about lockers, over its control line."""

from collections.abc import Mapping
from typing import Any

from drivers.control import Handler
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.parcels_routes import LockerDesks
from kiosk.sandbox.province import Province
from kiosk.sandbox.wallet import Wallet


class ParcelsControl:
    """The handlers.

    Args:
        province: what is looked at and changed.
        wallet: of the province.
    """

    def __init__(self, province: Province, wallet: Wallet) -> None:
        self._province = province
        self._desks = LockerDesks(province, IdentityDesk(province, wallet))

    def handlers(self) -> dict[str, Handler]:
        """By the word under `do`."""
        return {
            "staff": lambda _: {"staff": self._staff()},
            "parcel": self._parcel,
            "store_parcel": lambda asked: self._desks.doors.put_in(
                str(asked["terminal"]), str(asked["door"]), str(asked["parcel"])
            ),
            "parcels": lambda _: {"parcels": self._parcels()},
            "repair_door": self._repair,
            "door_orders": lambda _: {
                "orders": [
                    dict(row)
                    for row in self._province.store.rows(
                        "SELECT nonce, terminal, act, door, parcel, persons, report, state FROM door_orders "
                        "ORDER BY rowid"
                    )
                ]
            },
            "door_alarms": lambda _: {
                "alarms": [
                    dict(row) for row in self._province.store.rows("SELECT alarm, terminal, door, at FROM door_alarms")
                ]
            },
        }

    def _staff(self) -> list[dict[str, Any]]:
        return [
            {"staff": one.staff, "code": one.code, "pin": one.pin, "roles": list(one.roles)}
            for one in self._desks.staff.everyone()
        ]

    def _parcel(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """A case begun online or at a counter has ended: something waits to be put into a locker."""
        citizen: Citizen | None = self._province.register.of(str(asked["number"]))
        if citizen is None:
            raise ValueError("no citizen has this number")
        size = str(asked.get("size", "small"))
        if size not in ("small", "medium", "large"):
            raise ValueError("'size' is small, medium or large")
        made = self._desks.parcels.announce(
            citizen,
            item=str(asked.get("item", "不动产权证书")),
            issuer=str(asked.get("issuer", "演示政务服务中心")),
            size=size,  # type: ignore[arg-type]  # one of the three
            asks_person=asked.get("asks_person") is True,
        )
        return {"parcel": made.parcel, "case_no": made.case_no, "label": made.label}

    def _parcels(self) -> list[dict[str, Any]]:
        """All, with what their receivers' phones and folders say."""
        rows = self._province.store.rows(
            "SELECT parcel, case_no, state, terminal, door, size, asks_person FROM parcels ORDER BY rowid"
        )
        nothing = ("", "")
        return [
            {
                **dict(row),
                "code": self._province.pick_ups.get(row["parcel"], nothing)[0],
                "scan": self._province.pick_ups.get(row["parcel"], nothing)[1],
            }
            for row in rows
        ]

    def _repair(self, asked: Mapping[str, Any]) -> None:
        """Somebody has looked at a door that was out of order."""
        self._province.store.rows(
            "DELETE FROM doors_out WHERE terminal = ? AND door = ?", str(asked["terminal"]), str(asked["door"])
        )

"""kill -9 of a real core while a door of the locker stands open: nothing opens twice, and the books say the truth."""

import os
import signal
from contextlib import closing
from typing import Any

import pytest
from waiting import soak_only, wait_until

from kiosk.hall.bare_hand import BareHand
from kiosk.hall.locker_people import waiting_parcel
from kiosk.hall.person import Person
from kiosk.hall.surroundings import system_hall
from kiosk.hall.visit import start_core, wait_for_devices
from kiosk.journal import JOURNAL, first_bad_row, read_rows
from kiosk.panel import socket_path
from kiosk.platform.enrol import enrol

DEVICES = ("locker", "code_scanner", "pin_pad")
LIMIT_S = 40.0


class Killed(Exception):  # noqa: N818  what has happened to the core
    """The core is gone; the person sees it."""


@soak_only
def test_killed_with_a_folder_behind_the_open_door() -> None:
    hall = system_hall(fitted=DEVICES, settings={"profile": "demo"}, limits={"device_poll_s": 0.5})
    try:
        settings = hall.start()
        hall.tell("platform", "auto_approve", value=True)
        enrol(settings, hall.clock, limit_s=LIMIT_S)
        start_core(hall, settings)
        citizen = str(hall.tell("platform", "citizens", count=1)["citizens"][0]["number"])
        made = waiting_parcel(hall.tell, citizen)

        def tell(device: str, do: str, /, **fields: Any) -> dict[str, Any]:
            if (device, do) == ("locker", "door"):
                os.kill(hall.launcher.pid("core"), signal.SIGKILL)
                hall.tell(device, do, **fields)
                raise Killed
            return hall.tell(device, do, **fields)

        with closing(BareHand(socket_path(settings))) as hand:
            wait_for_devices(hall, DEVICES)
            person = Person(
                "locker-deposit",
                citizen,
                label=made["label"],
                hand=hand,
                tell=tell,
                clock=hall.clock,
                meanwhile=hall.launcher.look,
            )
            with pytest.raises(Killed):
                person.visit(LIMIT_S)

        def rows(kind: str) -> list[Any]:
            hall.launcher.look()
            return [row for row in read_rows(hall.state / JOURNAL) if row.kind == kind]

        wait_until(lambda: bool(rows("door-reported")), LIMIT_S, "the report of a core that came back")
        (settled,) = rows("door-settled")
        (known,) = hall.tell("platform", "parcels")["parcels"]
        counted = hall.tell("locker", "count")
        assert (settled.facts["outcome"], settled.facts["item"]) == ("done", "present")
        assert (known["state"], counted["items"]) == ("stored", [known["door"]])
        assert (counted["openings"], counted["forced"]) == (1, 0)
        assert first_bad_row(hall.state / JOURNAL) is None
    finally:
        hall.remove()

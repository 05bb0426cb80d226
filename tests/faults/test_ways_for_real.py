"""Every way of proving who one is, on real drivers and wires, one after the other at the same terminal."""

from collections.abc import Iterator
from typing import get_args

import pytest
from at_the_kiosk import LIMIT_S, Kiosk
from waiting import wait_until

from drivers.clock import SystemClock
from kiosk.demo.certificate import ITEM
from kiosk.hall.person import Person
from kiosk.hall.person_ways import DEVICES, PERMIT, PIN
from kiosk.hall.surroundings import Hall, make_run_folder
from kiosk.items.routes import FACE_ROUTES, Route
from kiosk.platform.enrol import enrol

QUICK = {"device_poll_s": 0.5, "card_poll_s": 0.1, "farewell_s": 1.0}
FITTED = ("code_scanner", "smart_card", "pin_pad")
REAL: tuple[Route, ...] = tuple(
    route for route in get_args(Route) if route not in ("card", "agent") and route not in FACE_ROUTES
)
"""The face has a process and tests of its own; whoever acts for others begins from an item of their own."""


@pytest.fixture(scope="module")
def cabinet() -> Iterator[Hall]:
    hall = Hall(make_run_folder(), SystemClock(), limits=QUICK, fitted=FITTED)
    try:
        settings = hall.start()
        hall.tell("platform", "auto_approve", value=True)
        hall.tell("platform", "limits", copies_a_day=1000)
        enrol(settings, hall.clock, limit_s=20.0)
        yield hall
    finally:
        hall.remove()


@pytest.fixture(scope="module")
def standing(cabinet: Hall, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    if "smart_card" in cabinet.missing:
        pytest.skip(cabinet.missing["smart_card"])
    kiosk = Kiosk(cabinet, tmp_path_factory.mktemp("ways"))
    yield kiosk
    kiosk.close()


def at_work(kiosk: Kiosk, route: Route) -> bool:
    seen = {str(row.facts["device"]): row.facts["state"] for row in kiosk.rows("device")}
    return all(seen.get(device) == "online" for device in ("idcard", *DEVICES.get(route, ())))


@pytest.mark.parametrize("route", REAL)
def test_a_person_comes_through_and_leaves_nothing(standing: Kiosk, route: Route) -> None:
    wait_until(lambda: at_work(standing, route), LIMIT_S, "the devices")
    standing.until(lambda view: any(choice.is_open for choice in view.choices), "the item")
    before = len(standing.rows("identified"))
    person = Person(
        ITEM, standing.citizen, route=route, hand=standing.hand, tell=standing.tell, clock=standing.hall.clock
    )
    last = person.visit(LIMIT_S)
    assert last.screen == "done", last.title
    (row,) = standing.rows("identified")[before:]
    assert row.facts["route"] == route
    assert bool(row.facts["by_pseudonym"]) is (route == "helper")
    standing.until_screen("home")
    standing.tell("smart_card", "remove")
    card = standing.tell("platform", "citizen", number=standing.citizen)
    permit = standing.tell("platform", "permit", number=standing.citizen, kind=PERMIT)
    written = standing.journal.read_bytes() + (standing.hall.run / "log" / "core.log").read_bytes()
    for secret in (standing.citizen, card["name"], permit["number"], f"pin={PIN}", "pass.sandbox.invalid"):
        assert secret.encode() not in written

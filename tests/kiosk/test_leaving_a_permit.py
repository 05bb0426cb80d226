"""Whoever goes while their permit lies in the machine: it comes out, or is kept and that is said."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from endorsing_bench import ITEM, OWN, EndorsingHall, Silent, code_in, count, endorsing_hall
from every_step import cancelled, idled
from province_in_process import InProcess, province_in

from drivers.endorser import Place
from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import events
from kiosk.endorsing_effects import WritePermit
from kiosk.health import EMERGENCY, ClosedBy, DeviceState
from kiosk.parting import Passage, followed
from kiosk.session import Session
from kiosk.taps import Stayed
from kiosk.workflow import Move, advance


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def hall(there: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EndorsingHall]:
    monkeypatch.setattr("kiosk.hands.endorsing.code_on", code_in)
    with endorsing_hall(there, tmp_path) as made:
        yield made


INSIDE = ("endorse_where", "endorse_kind_hk", "endorse_check")
"""Steps at which the card lies in the machine, and that can be left."""


def comes_to(hall: EndorsingHall, step: str) -> None:
    hall.comes()
    for name in ("choice-HK", "choice-HK-G-3-1"):
        if hall.step != step:
            hall.press(name)
    assert hall.step == step


def goes(hall: Any, way: str) -> None:
    match way:
        case "leave":
            cancelled(hall)
        case "home":
            hall.press("home")
        case "idle":
            hall._take(events.Warned(1))
            hall._take(events.TimeUp())


@pytest.mark.parametrize("way", ["leave", "home", "idle"])
@pytest.mark.parametrize("far", INSIDE)
def test_whoever_goes_takes_the_card_along(hall: EndorsingHall, far: str, way: str) -> None:
    comes_to(hall, far)
    goes(hall, way)
    assert (hall.session.item, count(hall)["taken"], hall.machine.place) == (None, 1, Place.NONE)
    assert (hall.session.identity is not None) is (way == "home"), "only whoever goes home stays known"
    hall.leave()
    hall.whole()
    assert (hall.step, count(hall)["taken"]) == ("endorse_done", 2)


@pytest.mark.parametrize("far", INSIDE)
def test_an_emergency_gives_the_card_out_before_it_ends_the_visit(hall: EndorsingHall, far: str) -> None:
    comes_to(hall, far)
    hall._take(events.TerminalClosed(EMERGENCY, ClosedBy.STAFF))
    assert (hall.session.item, hall.session.identity) == (None, None)
    assert (count(hall)["taken"], hall.machine.place) == (1, Place.NONE)


@pytest.mark.parametrize(("way", "end"), [("leave", "left"), ("idle", "timed-out")])
def test_the_figures_know_the_screen_that_they_went_from_not_the_one_where_the_card_came_out(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch, way: str, end: str
) -> None:
    passages: list[Passage | None] = [None]
    rows: list[dict[str, str | int]] = []

    def following(before: Session, event: events.Event) -> Move:
        move = advance(before, event)
        parting = followed(passages[-1], before, event, move.session, 0.0)
        passages.append(parting.passage)
        rows.extend([dict(parting.row.facts)] if parting.row is not None else [])
        return move

    monkeypatch.setattr("province_in_process.advance", following)
    comes_to(hall, "endorse_check")
    goes(hall, way)
    assert [(row["screen"], row["end"]) for row in rows] == [("check", end)]


@pytest.mark.parametrize("way", ["leave", "home", "idle"])
def test_whoever_goes_without_the_card_finds_it_said_and_has_a_slip(hall: Any, way: str) -> None:
    comes_to(hall, "endorse_where")
    hall.takes = False
    goes(hall, way)
    assert (hall.step, "没有人拿" in hall.words["title"]) == ("endorse_kept", True)
    assert (count(hall)["kept"], len(hall.taken.slips)) == (OWN, 1)
    idled(hall)
    assert hall.session.item is None


def test_a_card_whose_payment_nobody_knows_of_comes_out(hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch) -> None:
    comes_to(hall, "endorse_check")
    hall.pays = False
    hall.press("primary")
    assert hall.step == "pay-code"
    monkeypatch.setattr(hall.there.platform, "ask", Silent(hall, "/", is_done=False))
    hall.press("back")
    assert (hall.step, hall.machine.place) == ("pay-told", Place.CHIP)
    hall.press("primary")
    assert (hall.session.item, count(hall)["taken"], hall.machine.place) == (None, 1, Place.NONE)


def test_a_card_that_slips_in_while_its_owner_goes_home_is_no_fault_of_the_machine(hall: EndorsingHall) -> None:
    hall.puts = ""
    hall.comes()
    hall.writings._endorser.open_mouth()
    hall.machine.insert({"card": "own"})
    hall.press("home")
    hall.puts = "own"
    hall.press(f"choice-{ITEM}")
    for _ in range(2):
        hall.press("primary")
    assert hall.step == "endorse_where"


def test_whoever_proves_anew_behind_the_veil_has_the_card_first(hall: EndorsingHall) -> None:
    comes_to(hall, "endorse_check")
    for event in (events.Veiled(), events.Tapped(Stayed()), events.CardStays(is_there=False)):
        hall._take(event)
    assert hall.session.veil == "asked"
    hall.press("primary")
    assert (hall.session.item, count(hall)["taken"], hall.machine.place) == (None, 1, Place.NONE)


def test_whoever_waits_for_a_worker_that_hangs_with_the_permit_inside_has_a_slip_for_it(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_out = hall.hands.carry_out
    monkeypatch.setattr(
        hall.hands,
        "carry_out",
        lambda effect, post: None if isinstance(effect, WritePermit) else carry_out(effect, post),
    )
    hall.whole()
    assert hall.step == "endorse_write"
    hall._take(events.DeviceSeen("endorser", DeviceState((Fault.STUCK,))))
    assert hall.step == "endorse_kept"
    assert len(hall.taken.slips) == 1
    assert hall.session.endorsing.outcome is Outcome.UNKNOWN

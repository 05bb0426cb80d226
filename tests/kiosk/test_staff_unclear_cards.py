"""A permit whose writing nobody could vouch for: two of the staff look at it, and its payer's money moves."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from paying_bench import due, paying_bench
from staff_bench import Shift

from drivers.outcome import Outcome
from kiosk.hall.staff_people import PEOPLE
from kiosk.health import DeviceState
from kiosk.platform import endorsing
from kiosk.platform.endorsing_values import WritingRequest
from kiosk.platform.errors import NoConnection
from kiosk.staff.rights import Role

ADMIN = PEOPLE[1]
BUSINESS = next(one for one in PEOPLE if one.role is Role.BUSINESS)


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    """Nobody could say whether a card was written; the admin stands before the page."""
    platform: Any = object()
    shift = Shift(tmp_path, reader=False, platform=platform)
    shift.journal.intend("e1", "endorsement", {"session": "s", "endorsement_no": "E202611220001"})
    shift.journal.settle("e1", "endorsement", Outcome.UNKNOWN, {})
    shift.journal.intend("e2", "endorsement", {"session": "s", "endorsement_no": "E202611220002"})
    shift.journal.settle("e2", "endorsement", Outcome.DONE, {})
    shift.gesture()
    shift.by_code(ADMIN)
    shift.open("queues")
    yield shift
    shift.close()


def asked(shift: Shift) -> list[dict[str, str | int]]:
    return [dict(entry.facts) for entry in shift.journal.entries(("endorsement-asked",))]


@pytest.mark.parametrize(("touched", "outcome"), [("card_written", Outcome.DONE), ("card_plain", Outcome.NOT_DONE)])
def test_two_people_say_what_they_see_and_the_province_hears_it_first(
    shift: Shift, touched: str, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[WritingRequest, str]] = []
    monkeypatch.setattr(endorsing, "tell_writing", lambda _, request, *, deed: told.append((request, deed)))
    assert "E202611220001 没写清楚" in shift.said
    assert "E202611220002" not in shift.said, "what is known is nobody's to say"
    shift.choose("card:e1")
    shift.choose(touched)
    shift.yes()
    assert asked(shift) == [], "one person says nothing alone"
    assert told == []
    shift.clock.jump(30)
    shift.by_code(BUSINESS)
    ((request, deed),) = told
    assert (request.endorsement_no, request.outcome) == ("E202611220001", outcome)
    assert len(deed) == 32
    assert asked(shift) == [{"outcome": outcome.value}]
    assert "没写清楚" not in shift.said
    assert shift.acts()[-1] == ("1002", "settle-endorsement", f"E202611220001:{outcome.value}", BUSINESS.number)


def test_what_the_province_has_not_heard_is_not_settled(shift: Shift, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object, **__: object) -> NoReturn:
        raise NoConnection("cut")

    monkeypatch.setattr(endorsing, "tell_writing", down)
    shift.choose("card:e1")
    shift.choose("card_written")
    shift.yes()
    shift.clock.jump(30)
    shift.by_code(BUSINESS)
    assert asked(shift) == []
    shift.open("queues")
    assert "没写清楚" in shift.said, "it can be said again"


@pytest.mark.parametrize(("seen", "state"), [(Outcome.DONE, "delivered"), (Outcome.NOT_DONE, "reversed")])
def test_its_money_waits_for_them_and_then_moves(tmp_path: Path, seen: Outcome, state: str) -> None:
    with paying_bench(tmp_path) as bench:
        deed, order = "e" * 32, "a" * 32
        bench.till.open(order, "exit-endorsement", due(1500, for_deed=deed, is_government=True), "code", "v1")
        bench.desk.pay(order=order)
        bench.journal.intend(deed, "endorsement", {"session": "v1", "endorsement_no": "E1"})
        bench.journal.settle(deed, "endorsement", Outcome.UNKNOWN, {})
        bench.till.settle_left("code", "")
        assert bench.desk.states()[-1]["state"] == "paid", "nobody knows: it is neither booked nor given back"
        bench.journal.write("endorsement-asked", deed, {"outcome": seen.value})
        bench.till.settle_left("code", "")
        assert bench.desk.states()[-1]["state"] == state


def test_cards_in_the_bin_stand_on_the_machines_page_with_when_and_why_and_nobodys_name(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    health = shift.terminal.health.seen("endorser", DeviceState(faults=()))
    shift.terminal = replace(shift.terminal, health=health)
    shift.gesture()
    shift.by_code(ADMIN)
    shift.open("devices")
    shift.choose("endorser")
    assert "收进机器的证" not in shift.said, "none is kept"
    for why in ("not_taken", "restart"):
        shift.journal.write("permit-kept", "", {"session": "0123456789", "why": why})
        shift.clock.jump(3600)
    shift.choose("back")
    shift.choose("endorser")
    assert "收进机器的证：2 张" in shift.said
    assert "没有人拿" in shift.said
    assert "重启" in shift.said
    assert "0123456789" not in shift.said
    shift.choose("back")
    shift.choose("idcard")
    assert "收进机器的证" not in shift.said
    shift.close()

"""kill -9 while an application that was paid for is taken back: taken back once, paid back once, and both sides know.

Recovery knows nothing of the case; whoever comes again sees it there, and the day's reconciliation finds the money.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from one_thread import Killed
from paying_hall import PayingHall, paying_hall
from test_applying_with_a_fee import FEE, Payer

from kiosk.hands import applying
from kiosk.journal import first_bad_row, read_rows
from kiosk.orders_left import OrdersLeft
from kiosk.platform import submissions
from kiosk.recovery import settle_open_deeds

POINTS = ("before it is sent", "after the platform has it", "after the result is written")


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[PayingHall]:
    with paying_hall(tmp_path) as (made, _):
        yield made


def dies(*_: object, **__: object) -> NoReturn:
    raise Killed


def then_dies(first: Callable[..., Any]) -> Callable[..., Any]:
    def both(*told: Any, **more: Any) -> NoReturn:
        first(*told, **more)
        raise Killed

    return both


def kill_at(hall: PayingHall, point: str, patch: pytest.MonkeyPatch) -> None:
    match point:
        case "before it is sent":
            patch.setattr(submissions, "take_back", dies)
        case "after the platform has it":
            patch.setattr(submissions, "take_back", then_dies(submissions.take_back))
        case "after the result is written":
            patch.setattr(applying, "_settle", then_dies(applying._settle))
    with pytest.raises(Killed):
        hall.press("primary")
    patch.undo()


def next_day(hall: PayingHall) -> None:
    """At rest: what is left is settled, yesterday is held against the cashier's list, what differs is asked again."""
    hall.there.tell("platform", "clock", ahead_s=timedelta(days=1).total_seconds())
    told: list[object] = []
    at_rest = OrdersLeft(hall.till, hall.journal, hall.journal.path, told.append, lambda: "")
    for _ in range(3):
        at_rest.look("code")


@pytest.mark.parametrize("point", POINTS)
def test_it_is_paid_back_once_and_the_terminal_hears_of_it(
    hall: PayingHall, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    payer = Payer(hall)
    payer.to("accepted")
    hall.settle()
    hall.session = hall.session.next_visit()
    Payer(hall, number=payer.number).to("running")
    hall.press("other-way")
    kill_at(hall, point, monkeypatch)
    settle_open_deeds(hall.journal, None)  # type: ignore[arg-type]  # no print is open
    assert not hall.journal.open_deeds()
    is_there = point != "before it is sent"
    assert hall.desk.counters()["refunded"] == (FEE if is_there else 0)

    hall.session = hall.session.next_visit()
    again = Payer(hall, number=payer.number)
    again.to("running", "ask-review")
    if is_there:
        assert hall.step == "ask-review", "nothing runs any more: it may be applied for anew"
    else:
        hall.press("other-way")
        hall.press("primary")
        assert hall.step == "running", "it stood there still, and is taken back now"
    assert hall.desk.counters()["refunded"] == FEE, "once"

    next_day(hall)
    returned = [row.facts["state"] for row in read_rows(hall.journal.path) if row.kind == "payment-returned"]
    assert returned == ["reversed"], "the terminal where it was paid has heard of it"
    assert hall.desk.counters()["refunded"] == FEE, "once"
    assert hall.balance() == (0, 0, 0)
    assert first_bad_row(hall.journal.path) is None

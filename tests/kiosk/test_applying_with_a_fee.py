"""An application that costs something: paid before it is handed in, booked once it is accepted, else given back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from applying_bench import MOST_STEPS, submissions
from paying_hall import FaultyLine, PayingHall, paying_hall
from province_in_process import StandingClock

from kiosk.flows import FLOWS
from kiosk.forms.divisions import Divisions
from kiosk.hall.person import Person
from kiosk.hall.person_answers import answers_for
from kiosk.items.catalogue import load_catalogue
from kiosk.unknown_submissions import UnknownSubmissions

ITEM = "residence-permit-replacement"
FEE = 20_00
CATALOGUE = load_catalogue(frozenset(FLOWS))


class Payer:
    """Somebody who applies for a new permit, as far as a title."""

    def __init__(self, hall: PayingHall) -> None:
        self.hall = hall
        # What is handed in and what is paid stand in one journal, as at a terminal.
        hall.there.journal = hall.journal
        terminal = replace(hall.session.terminal, catalogue=CATALOGUE, divisions=Divisions.load())
        hall.session = replace(hall.session, terminal=terminal)
        number = str(hall.there.tell("platform", "citizens", count=1, item=ITEM)["citizens"][0]["number"])
        self._person = Person(
            ITEM,
            number,
            hand=hall,
            tell=hall.tell,
            clock=StandingClock(hall.there.province),
            ways=("window", "by-code"),
        )
        self._person._acts = self._person._showing().acts("card_code")
        self._person._typed = iter(answers_for(CATALOGUE[ITEM], number, hall.there.tell))

    def to(self, *steps: str) -> None:
        for _ in range(MOST_STEPS):
            if self.hall.step in steps or self.hall.session.trouble is not None:
                return
            self._person._act(self.hall.newest())
        raise AssertionError(f"never came to {steps}: {self.hall.step}")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[PayingHall, FaultyLine]]:
    with paying_hall(tmp_path) as both:
        yield both


def test_it_is_paid_once_and_booked_when_it_is_accepted(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, _ = made
    payer = Payer(hall)
    payer.to("declare")
    assert {row.label: row.value for row in hall._look(hall.session).rows}["收费"] == "20.00 元"
    payer.to("accepted")
    assert len(submissions(hall.there)) == 1
    assert hall.balance() == (0, 0, FEE)
    hall.settle()
    assert hall.balance() == (0, 0, FEE), "nothing is settled twice"


def test_what_is_not_taken_is_given_back(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, line = made
    payer = Payer(hall)
    payer.to("pay-code")
    line.orders["applications"] = ("down", 1)
    payer.to("pay-told")
    assert submissions(hall.there) == []
    assert hall.session.paying.stage == "returned"
    assert hall.balance() == (0, 0, 0)
    assert hall.taken.slips, "with a slip that says so"


def test_an_answer_that_never_came_is_asked_for_before_money_moves(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, line = made
    payer = Payer(hall)
    payer.to("pay-code")
    line.orders["applications"] = ("slow", 99)
    payer.to("accepted")
    assert hall.session.trouble is not None
    assert hall.session.trouble.key == "submission_unknown"
    hall.session = hall.session.next_visit()
    hall.till.settle_left("code", "")
    assert hall.desk.counters()["delivered"] == hall.desk.counters()["refunded"] == 0, "nobody knows yet"
    line.orders.clear()
    hall.there.platform._breaker.worked()
    UnknownSubmissions(hall.journal).ask(hall.there.platform, "")
    hall.settle()
    assert len(submissions(hall.there)) == 1
    assert hall.balance() == (0, 0, FEE), "it was accepted, so it is booked"


def test_who_goes_after_paying_gets_it_back(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, _ = made
    payer = Payer(hall)
    payer.to("pay-code")
    hall.phone_pays()
    hall.session = hall.session.next_visit()
    hall.settle()
    assert (submissions(hall.there), hall.balance()) == ([], (0, 0, 0))


def test_the_post_is_paid_together_with_the_fee(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, _ = made
    payer = Payer(hall)
    payer._person._ways = ("post", "standard", "by-code")
    payer.to("accepted")
    lines = [line.name for line in hall.session.paying.due.lines]
    assert lines == ["居住证补领换领费用", "邮政速递费"]
    assert hall.balance() == (0, 0, FEE + 1200)

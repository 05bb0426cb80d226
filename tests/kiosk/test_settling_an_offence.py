"""交通违法处理, in the person's words: the picture, accept or contest, the decision in the hand, the fine paid."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from paying_hall import FaultyLine, PayingHall, paying_hall
from province_in_process import StandingClock

from kiosk.hall.person import Person
from kiosk.journal import read_rows
from kiosk.platform.payment_values import Bill
from kiosk.sandbox.bills import BillsDesk
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.offence_book import OffenceBook
from kiosk.session import Session

ITEM = "traffic-fine"


class Driver:
    """Somebody whose offence is not decided yet."""

    def __init__(self, hall: PayingHall) -> None:
        self.hall = hall
        hall.there.journal = hall.journal
        self.bills = BillsDesk(hall.there.province)
        self.answers = OffenceBook(hall.there.province)
        self.citizen, self.bill = self._somebody()
        clock = StandingClock(hall.there.province)
        ways = (self.bill.bill, "by-code")
        self._person = Person(ITEM, self.citizen.number, hand=hall, tell=hall.tell, clock=clock, ways=ways)
        self._person._acts = self._person._showing().acts("card_code")

    def _somebody(self) -> tuple[Citizen, Bill]:
        for citizen in self.hall.there.province.register.samples(60):
            for bill in self.bills.fines(citizen).bills:
                if bill.because == "not_decided":
                    return citizen, bill
        raise AssertionError("nobody has an undecided offence")

    def to(self, *steps: str, also: str = "") -> None:
        if also:
            self._person._ways = (also, *self._person._ways)
        for _ in range(40):
            if self.hall.step in steps or self.hall.session.trouble is not None:
                return
            self._person._act(self.hall.newest())
        raise AssertionError(f"never came to {steps}: {self.hall.step}")

    def now(self) -> Bill:
        return next(one for one in self.bills.fines(self.citizen).bills if one.bill == self.bill.bill)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[PayingHall, FaultyLine]]:
    with paying_hall(tmp_path) as both:
        yield both


def settled(session: Session) -> str:
    answered = session.offence.answered
    return answered.answer if answered is not None else ""


def test_seen_accepted_decided_on_paper_and_paid(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, _ = made
    driver = Driver(hall)
    driver.to("offence_picture")
    view = hall._look(hall.session)
    assert (view.screen, view.paper_page, view.paper_pages) == ("paper", 1, 1)
    assert driver.bill.rows[2].value in view.words["lead"]
    driver.to("offence_notice")
    assert not driver.answers.count(), "nothing is decided before the person has confirmed"
    driver.to("paid")
    assert driver.answers.count() == {"accepted": 1}
    assert len(hall.taken.documents) == 1
    text = hall.taken.texts[0]
    for value in ("公安交通管理简易程序处罚决定书", driver.bill.rows[2].value[:6], "罚款", "违反条款"):
        assert value in text
    told = {part.name: part.value for part in hall.taken.slips[-1].parts if hasattr(part, "name")}
    assert len(told["缴款码"]) == 20
    assert len(told["票据号码"]) == 10
    fine = hall.session.paying.due.amount_fen
    assert hall.balance() == (0, 0, fine)
    assert (driver.now().amount_fen, driver.now().because) == (0, "")


def test_what_is_contested_is_a_case_and_nothing_is_owed(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, _ = made
    driver = Driver(hall)
    driver.to("offence_contested", also="contested")
    assert driver.answers.count() == {"contested": 1}
    assert hall.balance() == (0, 0, 0)
    assert hall.taken.documents == []
    rows = {row.label: row.value for row in hall._look(hall.session).rows}
    slip = {part.name: part.value for part in hall.taken.slips[-1].parts if hasattr(part, "name")}
    assert rows["受理编号"].replace(" ", "") == slip["受理编号"]
    assert (driver.now().because, driver.now().amount_fen) == ("contested", 0)


@pytest.mark.parametrize("kind", ["down", "slow", "repeated"])
def test_whatever_the_line_does_it_is_answered_once(made: tuple[PayingHall, FaultyLine], kind: str) -> None:
    hall, line = made
    driver = Driver(hall)
    driver.to("offence_notice")
    line.orders["offences"] = (kind, 1)
    for _ in range(4):
        driver.to("paid")
        if hall.session.trouble is None or hall.session.trouble.again_at is None:
            break
        hall.press("primary")
    assert sum(driver.answers.count().values()) <= 1
    rows = [row for row in read_rows(hall.journal.path) if row.kind.startswith("lodge")]
    intended = {row.deed for row in rows if row.kind == "lodgement-intended"}
    settled_rows = {row.deed for row in rows if row.kind == "lodgement-settled"}
    assert intended == settled_rows
    hall.settle()
    assert hall.balance()[:2] == (0, 0)


def test_who_has_no_printer_pays_all_the_same(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, _ = made
    driver = Driver(hall)
    health = hall.session.terminal.health
    driver.to("offence_notice")
    gone = replace(health, devices={name: state for name, state in health.devices.items() if name != "a4_printer"})
    hall.session = replace(hall.session, terminal=replace(hall.session.terminal, health=gone))
    driver.to("paid")
    assert hall.taken.documents == []
    assert hall.balance()[2] > 0

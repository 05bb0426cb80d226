"""An application that costs something: paid before it is handed in, booked once it is accepted, else given back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from applying_bench import MOST_STEPS, submissions
from paying_hall import FaultyLine, PayingHall, paying_hall
from province_in_process import StandingClock
from whole_catalogue import whole_catalogue

from drivers.receipt_printer import Line, Pair
from kiosk.flows import application_fee
from kiosk.forms.divisions import Divisions
from kiosk.hall.person import Person
from kiosk.hall.person_answers import answers_for
from kiosk.journal import read_rows
from kiosk.platform.payment_values import Order
from kiosk.unknown_submissions import UnknownSubmissions

ITEM = "residence-permit-replacement"
FEE = 20_00
CATALOGUE = whole_catalogue()


class Payer:
    """Somebody who applies for a new permit, as far as a title."""

    def __init__(
        self, hall: PayingHall, *, number: str = "", item: str = ITEM, ways: tuple[str, ...] = ("window", "by-code")
    ) -> None:
        self.hall = hall
        # What is handed in and what is paid stand in one journal, as at a terminal.
        hall.there.journal = hall.journal
        terminal = replace(hall.session.terminal, catalogue=CATALOGUE, divisions=Divisions.load())
        hall.session = replace(hall.session, terminal=terminal)
        self.number = number or str(
            hall.there.tell("platform", "citizens", count=1, item=ITEM)["citizens"][0]["number"]
        )
        self._person = Person(
            item,
            self.number,
            hand=hall,
            tell=hall.tell,
            clock=StandingClock(hall.there.province),
            ways=ways,
        )
        self._person._acts = self._person._showing().acts("card_code")
        self._person._typed = iter(answers_for(CATALOGUE[item], self.number, hall.there.tell))

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


def test_what_was_paid_stands_beside_what_was_accepted(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, _ = made
    Payer(hall).to("accepted")
    assert rows_of(hall)["收费"] == "20.00 元，已经入账"
    told = paid_on_slip(hall)
    assert rows_of(hall)["电子票据"] == f"{told['票据代码']} {told['票据号码']}"
    assert title_of_slip(hall) == "受理回执"


@pytest.mark.parametrize("fault", ["slow", "down"])
def test_a_cashier_that_does_not_book_it_hides_nothing_of_what_was_accepted(
    made: tuple[PayingHall, FaultyLine], fault: str
) -> None:
    hall, line = made
    payer = Payer(hall)
    payer.to("pay-code")
    line.orders["delivery"] = (fault, 99)
    payer.to("accepted", "pay-told")
    assert hall.step == "accepted"
    assert rows_of(hall)["收费"] == "20.00 元，钱已收到，入账还在确认"
    assert rows_of(hall)["受理编号"].replace(" ", "") == submissions(hall.there)[0]["case_no"]
    assert title_of_slip(hall) == "受理回执"
    assert "支付时间" in paid_on_slip(hall)
    line.orders.clear()
    hall.there.platform._breaker.worked()
    hall.session = hall.session.next_visit()
    hall.settle()
    assert hall.balance() == (0, 0, FEE), "it is booked once, afterwards"


def paid_on_slip(hall: PayingHall) -> dict[str, str]:
    return {part.name: part.value for part in hall.taken.slips[-1].parts if isinstance(part, Pair)}


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


def taken_back(hall: PayingHall, number: str) -> None:
    """The same person comes again for the same thing, and does not want it any more."""
    hall.session = hall.session.next_visit()
    again = Payer(hall, number=number)
    again.to("running")
    hall.press("other-way")
    hall.press("primary")
    assert hall.step == "running", hall.session.trouble


def rows_of(hall: PayingHall) -> dict[str, str]:
    return {row.label: row.value for row in hall._look(hall.session).rows}


def title_of_slip(hall: PayingHall) -> str:
    return next(
        part.text
        for part in hall.taken.slips[-1].parts
        if isinstance(part, Line) and part.bold and "演示" not in part.text
    )


def test_what_is_taken_back_the_same_day_is_reversed_with_a_slip(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, _ = made
    payer = Payer(hall)
    payer.to("accepted")
    hall.settle()
    taken_back(hall, payer.number)
    assert rows_of(hall)["退款"] == "20.00 元已原路退回"
    assert title_of_slip(hall) == "退款凭条（已撤销扣款）"
    assert hall.balance() == (0, 0, 0)
    assert hall.desk.counters()["refunded"] == FEE
    hall.settle()
    (returned,) = [row for row in read_rows(hall.journal.path) if row.kind == "payment-returned"]
    assert returned.facts["state"] == "reversed", "the terminal where it was paid has heard of it"
    assert hall.desk.counters()["refunded"] == FEE, "once"


def test_what_is_taken_back_after_the_settlement_is_requested_under_a_number(
    made: tuple[PayingHall, FaultyLine],
) -> None:
    hall, _ = made
    payer = Payer(hall)
    payer.to("accepted")
    hall.settle()
    hall.desk.settle_day()
    taken_back(hall, payer.number)
    assert hall.session.serving.case is not None
    refund = hall.session.serving.case.refund
    assert refund is not None
    assert refund.state == "refunding"
    assert refund.case_no.startswith("TK")
    assert refund.case_no in rows_of(hall)["退款"]
    assert title_of_slip(hall) == "退款申请受理单"
    assert any(isinstance(part, Pair) and part.value == refund.case_no for part in hall.taken.slips[-1].parts)
    assert hall.balance() == (FEE, 0, 0), "charged, not delivered, and not with the payer yet"
    hall.desk.refund_all()
    hall.settle()
    assert hall.balance() == (0, 0, 0)


def test_a_card_is_given_its_money_back_by_request(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, _ = made
    payer = Payer(hall, ways=("window", "by-card"))
    hall.card.present({"answer": "charge"})
    payer.to("accepted")
    hall.settle()
    assert hall.card.charged_fen == FEE
    taken_back(hall, payer.number)
    assert "TK" in rows_of(hall)["退款"]
    hall.desk.refund_all()
    hall.settle()
    assert hall.card.reversed_fen == 0
    assert (hall.desk.counters()["refunded"], hall.desk.counters()["delivered"]) == (FEE, 0)


@pytest.mark.parametrize("kind", ["slow", "repeated"])
def test_a_lost_or_stale_answer_to_taking_back_gives_back_once(made: tuple[PayingHall, FaultyLine], kind: str) -> None:
    hall, line = made
    payer = Payer(hall)
    payer.to("accepted")
    hall.settle()
    hall.session = hall.session.next_visit()
    Payer(hall, number=payer.number).to("running")
    line.orders["withdrawals"] = (kind, 1)
    hall.press("other-way")
    hall.press("primary")
    hall.settle()
    hall.there.platform._breaker.worked()
    hall.session = hall.session.next_visit()
    Payer(hall, number=payer.number).to("running", "ask-review")
    assert hall.desk.counters()["refunded"] == FEE
    hall.settle()
    assert hall.balance() == (0, 0, 0)


def test_it_is_taken_back_from_its_timeline_as_well(made: tuple[PayingHall, FaultyLine]) -> None:
    hall, _ = made
    payer = Payer(hall)
    payer.to("accepted")
    hall.session = hall.session.next_visit()
    looking = Payer(hall, number=payer.number, item="progress", ways=("identity",))
    looking.to("cases", "timeline")
    if hall.step == "cases":
        hall.press(f"choice-{submissions(hall.there)[0]['case_no']}")
    hall.press("other-way")
    hall.press("primary")
    assert hall.step == "timeline"
    assert rows_of(hall)["退款"] == "20.00 元已原路退回"
    assert title_of_slip(hall) == "退款凭条（已撤销扣款）"
    hall.settle()
    assert hall.balance() == (0, 0, 0)


@pytest.mark.parametrize("paid_for", [None, "photo-sheet"])
def test_an_application_that_names_an_order_that_did_not_pay_for_it_is_not_taken(
    made: tuple[PayingHall, FaultyLine], monkeypatch: pytest.MonkeyPatch, paid_for: str | None
) -> None:
    hall, _ = made
    other = "f" * 32
    monkeypatch.setattr(application_fee, "order_of", lambda _: other)
    if paid_for is not None:
        order = "INSERT INTO orders VALUES (?,'test-01',?,?,'code','[]','','paid',0,'',0,1,'',0,'','')"
        hall.there.province.store.rows(order, other, paid_for, FEE)
    payer = Payer(hall)
    payer.to("pay-told")
    hall.settle()
    assert submissions(hall.there) == []
    assert hall.balance() == (0, 0, 0)


def test_money_that_the_office_has_given_back_meanwhile_is_not_called_paid(
    made: tuple[PayingHall, FaultyLine], monkeypatch: pytest.MonkeyPatch
) -> None:
    hall, _ = made
    deliver = hall.till.deliver

    def too_late(order: str) -> Order:
        hall.till.give_back(order)
        return deliver(order)

    monkeypatch.setattr(hall.till, "deliver", too_late)
    Payer(hall).to("accepted")
    assert "收费" not in rows_of(hall)
    assert rows_of(hall)["退款"] == "20.00 元已原路退回"
    assert "退款凭条（已撤销扣款）" in [part.text for part in hall.taken.slips[-1].parts if isinstance(part, Line)]

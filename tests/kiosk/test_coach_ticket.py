"""汽车票, in the person's words: where to, which day, which coach; paid once, the seat theirs, the slip in the hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from coach_bench import HERE, ITEM, Traveller, goes_home, sell_all, sold, told_of_purchases
from lodging_bench import leave
from paying_hall import FaultyLine, PayingHall, paying_hall
from province_in_process import province_in
from whole_catalogue import whole_catalogue

from drivers.receipt_printer import Line, Pair
from kiosk.guide_paper import guide_record
from kiosk.sandbox.timetable import SEATS, run_of
from kiosk.ticketing import Ticketing

Made = tuple[PayingHall, FaultyLine]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """At six in the morning: all coaches of the day are still to leave, whatever hour it is where the test runs."""
    with paying_hall(tmp_path) as both:
        clock = both[0].there.province.clock
        now = clock.now()
        morning = now.replace(hour=6, minute=0) + timedelta(days=1)
        clock.move((morning - now).total_seconds())
        clock.stop()
        yield both


# Before


def test_nobody_is_told_that_it_is_free(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("before_start")
    view = hall._look(hall.session)
    assert {row.label: row.value for row in view.rows}["费用"] == "价钱看您选的"
    assert "免费" not in view.words["lead"]
    assert guide_record(whole_catalogue()[ITEM], hall.clock.now().date(), "").fee == "按所选的价钱"


# Bought


def test_bought_once_and_the_seat_is_mine(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("coach_check")
    checked, coach = me.rows(), me.coach()
    assert sold(hall) == 0, "nothing is bought before it is looked over and paid"
    assert checked["票价"] == f"{coach.fare_fen / 100:.2f} 元"
    assert "*" in checked["乘车人"]
    me.to("coach_ticket")
    shown = me.rows()
    assert sold(hall) == 1
    assert hall.balance() == (0, 0, coach.fare_fen)
    same = ("从哪里", "到哪里", "开车时间", "车次", "票价")
    assert [shown[label] for label in same] == [checked[label] for label in same]
    assert shown["怎么上车"] == "凭本人身份证上车"
    assert shown["座位"].endswith("号")
    assert shown["票号"].isdecimal()
    assert shown["收费"] == f"{coach.fare_fen / 100:.2f} 元，已经入账"
    assert "买好了" in hall.title
    me.to("taken")
    goes_home(hall)
    assert told_of_purchases(hall) == ["done"]
    assert hall.balance() == (0, 0, coach.fare_fen)


def test_the_slip_says_the_ticket_and_what_was_paid_and_names_nobody(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("coach_ticket")
    shown = me.rows()
    me.to("taken")
    (slip,) = hall.taken.slips
    told = {part.name: part.value for part in slip.parts if isinstance(part, Pair)}
    large = [part.text for part in slip.parts if isinstance(part, Line) and part.large]
    assert [told[name] for name in ("票号", "车次", "座位", "到")] == [
        shown[label] for label in ("票号", "车次", "座位", "到哪里")
    ]
    assert large[0][-5:] == shown["开车时间"][-5:]
    assert told["金额"] == told["票价"] == shown["票价"]
    assert "*" in told["乘车人"]
    words = " ".join(str(part) for part in slip.parts)
    assert me.citizen.number not in words
    assert me.citizen.name not in words


def test_a_message_says_when_and_which_seat(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("coach_ticket")
    shown = me.rows()
    messages = [one["text"] for one in hall.tell("platform", "outbox")["messages"]]
    assert any(shown["开车时间"][-5:] in text and shown["座位"] in text for text in messages)


def test_a_ticket_that_i_have_stands_first_and_can_be_looked_at_and_printed(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("coach_ticket")
    bought, fare = me.rows(), me.coach().fare_fen
    me.comes_again()
    me.to("coach_what")
    assert hall.newest().choices == ("new", "ticket-0")
    hall.press("choice-ticket-0")
    assert hall.step == "coach_ticket"
    shown = me.rows()
    assert shown == {label: value for label, value in bought.items() if label != "收费"}
    hall.press("back")
    assert hall.step == "coach_what", "it was only looked at"
    hall.press("choice-ticket-0")
    hall.press("primary")
    assert hall.step == "taken"
    assert hall.balance() == (0, 0, fare), "looking costs nothing"
    assert told_of_purchases(hall) == ["done"]


def test_going_back_asks_the_same_questions_again_and_charges_nothing(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("coach_check")
    for step in ("ask-coach", "ask-day", "ask-destination", "coach_what"):
        hall.press("back")
        assert hall.step == step
    me.to("coach_check")
    hall.press("primary")
    hall.press("back")
    assert hall.step == "coach_check", "from the ways to pay"
    assert hall.balance() == (0, 0, 0)


def test_only_what_leaves_later_and_has_a_seat_is_offered(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("ask-coach")
    offered = hall.newest().choices
    sell_all(hall, offered[0])
    me.comes_again()
    me.to("ask-coach")
    assert offered[0] not in hall.newest().choices
    now = hall.there.province.clock.now()
    assert all(f"{one.day} {one.departs}" > f"{now:%Y-%m-%d %H:%M}" for one in hall.session.ticketing.coaches)


def test_where_everything_is_sold_i_see_what_i_have_and_others_that_there_is_nothing(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("coach_ticket")
    for coach in hall.session.ticketing.coaches:
        sell_all(hall, coach.id)
    me.comes_again()
    me.to("coach_what")
    assert hall.newest().choices == ("ticket-0",)
    other = Traveller(hall, who=1)
    other.comes_again()
    other.to("coach_what")
    assert hall._look(hall.session).words["title"] == "现在没有可以买的票"


# Refused


def test_whoever_has_a_ticket_for_that_coach_is_told_before_paying(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("coach_ticket")
    me.comes_again()
    me.to("ask-coach")
    choices = hall.newest().choices
    hall.press(f"choice-{choices[0]}")
    view = hall._look(hall.session)
    assert hall.step == "ask-coach"
    assert view.notice == "您已经有这班车的票。请另选一班。"
    assert view.choices[0].detail == "您已有这班车的票"
    hall.press(f"choice-{choices[1]}")
    assert hall.step == "coach_check"
    assert hall._look(hall.session).notice == ""


def test_sold_out_after_i_paid_gives_the_money_back_and_says_so(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("pay-code")
    sell_all(hall, me.coach().id)
    me.to("pay-told")
    view = hall._look(hall.session)
    assert view.words["title"] == "没有办成，钱已退回"
    assert view.notice == "这班车的票刚卖完，没有买成。"
    assert hall.balance() == (0, 0, 0)
    assert told_of_purchases(hall) == ["not_done"]
    goes_home(hall)
    assert hall.balance() == (0, 0, 0)
    me.comes_again()
    me.to("coach_what")
    assert hall.newest().choices == ("new",), "I have no ticket"


def test_bought_at_another_terminal_meanwhile_is_not_bought_twice(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("pay-code")
    province, coach = hall.there.province, me.coach()
    run = run_of(province.register, coach.id, province.clock.now())
    assert run is not None
    province.store.rows(
        "INSERT INTO coach_tickets (subject, coach, seat, departs, paid_by) VALUES (?, ?, ?, ?, 'elsewhere')",
        *(province.store.subject(me.citizen.number), coach.id, run.sold + 1, run.departs.timestamp()),
    )
    me.to("pay-told")
    assert hall._look(hall.session).notice == "您已经有这班车的票，没有再买。"
    assert hall.balance() == (0, 0, 0)
    assert sold(hall) == 1


def test_a_coach_that_has_left_while_i_paid_is_not_sold(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("pay-code")
    gone = me.coach().model_copy(update={"id": f"{HERE}-440100-20200101-0700"})
    filling = replace(hall.session.filling, answers={"coach": gone.id})
    hall.session = replace(hall.session, ticketing=Ticketing((gone,)), filling=filling)
    me.to("pay-told")
    assert hall._look(hall.session).notice == "这班车已经停止售票，没有买成。"
    assert hall.balance() == (0, 0, 0)


# Mishaps


@pytest.mark.parametrize("kind", ["down", "slow", "repeated"])
@pytest.mark.parametrize("times", [1, 9])
def test_whatever_the_line_does_at_the_purchase_i_paid_for_one_seat_or_for_nothing(
    made: Made, kind: str, times: int
) -> None:
    hall, line = made
    me = Traveller(hall)
    me.to("pay-code")
    fare = me.coach().fare_fen
    line.orders["coach-tickets"] = (kind, times)
    me.to("coach_ticket", "pay-told")
    shown_as_bought = hall.step == "coach_ticket"
    line.orders.clear()
    hall.there.platform._breaker.worked()
    goes_home(hall)
    seats = sold(hall)
    assert hall.balance() == (0, 0, seats * fare)
    assert told_of_purchases(hall) == (["done"] if seats else ["not_done"])
    assert not shown_as_bought or seats == 1


def test_an_answer_that_never_came_is_asked_for_later_and_paid_for_once(made: Made) -> None:
    hall, line = made
    me = Traveller(hall)
    me.to("pay-code")
    line.orders["coach-tickets"] = ("slow", 9)
    me.to("coach_ticket", "pay-told")
    assert hall.session.trouble is not None, "nobody knows yet, and nobody says that it is done"
    assert told_of_purchases(hall) == ["unknown"]
    assert hall.balance()[0] == me.coach().fare_fen, "the money waits with the cashier"
    line.orders.clear()
    hall.there.platform._breaker.worked()
    fare = me.coach().fare_fen
    goes_home(hall)
    assert told_of_purchases(hall) == ["done"]
    assert hall.balance() == (0, 0, fare)
    me.comes_again()
    me.to("coach_what")
    assert "ticket-0" in hall.newest().choices, "and there it stands"


def test_whoever_leaves_once_it_is_bought_keeps_it(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("coach_ticket")
    fare = me.coach().fare_fen
    leave(hall)
    goes_home(hall)
    assert (sold(hall), hall.balance()) == (1, (0, 0, fare))


def test_whoever_leaves_at_the_code_and_pays_nevertheless_gets_the_money_back(made: Made) -> None:
    hall, _ = made
    me = Traveller(hall)
    me.to("pay-code")
    (order,) = [row["id"] for row in hall.there.province.store.rows("SELECT id FROM orders")]
    hall.desk.pay(order=order)
    goes_home(hall)
    assert (sold(hall), hall.balance()) == (0, (0, 0, 0))


# Two people


def test_the_last_seat_is_one_persons_and_the_other_is_not_charged(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        first = PayingHall(there, tmp_path)
        me = Traveller(first)
        me.to("coach_check")
        coach = me.coach().id
        sell_all(first, coach, but=1)
        me.to("pay-code")
        second = PayingHall(there, tmp_path)
        other = Traveller(second, who=1)
        other.to("pay-code")
        assert other.coach().id == coach
        there.journal = second.journal
        second.phone_pays()
        second.look()
        other.to("coach_ticket", "pay-told")
        there.journal = first.journal
        first.phone_pays()
        first.look()
        me.to("coach_ticket", "pay-told")
        assert (first.step, second.step) == ("pay-told", "coach_ticket")
        assert first._look(first.session).notice == "这班车的票刚卖完，没有买成。"
        seats = there.province.store.rows("SELECT seat FROM coach_tickets WHERE coach = ?", coach)
        assert len(seats) == len({row["seat"] for row in seats})
        assert max(row["seat"] for row in seats) == SEATS
        first.journal.close()
        second.journal.close()

"""The coach stations of the sandbox: each seat sold once, to whoever has paid for it; the same coaches every day."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from coach_bench import HERE, desk, sell_all
from paying_hall import PayingHall, paying_hall
from province_in_process import province_in

from kiosk.platform.coach_values import CoachesRequest, CoachTicketBought, CoachTicketRequest
from kiosk.platform.values import ErrorCode
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.places import ZHEJIANG
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.timetable import DAYS, runs

_ORDER = "INSERT INTO orders VALUES (?,?,?,?,'code','[]','','paid',0,'',0,1,'',0,'','')"
"""A paid one: its id, its terminal, its item, its fen."""


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[PayingHall]:
    with paying_hall(tmp_path) as (made, _):
        yield made


def test_many_at_the_same_moment_and_one_seat(hall: PayingHall) -> None:
    province, here = hall.there.province, desk(hall)
    people = province.register.samples(8)
    coach = next(one for one in here.coaches(people[0], CoachesRequest(city=HERE)).coaches if one.left)
    sell_all(hall, coach.id, but=1)

    def buys(number: int) -> CoachTicketBought | ErrorCode:
        order = f"order-of-{number}"
        province.store.rows(_ORDER, order, "t", "coach-tickets", coach.fare_fen)
        request = CoachTicketRequest(coach=coach.id, fare_fen=coach.fare_fen, order=order)
        try:
            return here.buy("t", people[number], request, f"deed-of-{number}")
        except RefusalError as refused:
            return refused.refusal.code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(buys, range(8)))
    assert len([one for one in answers if isinstance(one, CoachTicketBought)]) == 1
    assert [one for one in answers if isinstance(one, ErrorCode)] == [ErrorCode.LIMIT_REACHED] * 7


def asked_to_buy(hall: PayingHall, who: Citizen, order: str, fare: int | None = None) -> ErrorCode | None:
    here = desk(hall)
    coach = next(one for one in here.coaches(who, CoachesRequest(city=HERE)).coaches if one.left > 1)
    request = CoachTicketRequest(coach=coach.id, fare_fen=fare or coach.fare_fen, order=order)
    try:
        here.buy("test-01", who, request, f"deed-{order}-{fare}-{who.number[-4:]}")
    except RefusalError as refused:
        return refused.refusal.code
    return None


def test_no_seat_without_a_payment_of_its_own(hall: PayingHall) -> None:
    me, other = hall.there.province.register.samples(2)
    assert asked_to_buy(hall, me, "never-paid") is ErrorCode.BAD_REQUEST
    store, coaches = hall.there.province.store, desk(hall).coaches(me, CoachesRequest(city=HERE)).coaches
    fare = next(one for one in coaches if one.left > 1).fare_fen
    for order, item, fen in (
        ("paid-one-fen", "coach-tickets", 1),
        ("for-photos", "photo-sheet", fare),
        ("paid-one", "coach-tickets", fare),
    ):
        store.rows(_ORDER, order, "test-01", item, fen)
    assert asked_to_buy(hall, me, "paid-one-fen") is ErrorCode.BAD_REQUEST
    assert asked_to_buy(hall, me, "for-photos") is ErrorCode.BAD_REQUEST
    assert asked_to_buy(hall, me, "paid-one", fare=1) is ErrorCode.NOT_FOUND, "at another fare"
    assert asked_to_buy(hall, me, "paid-one") is None
    assert asked_to_buy(hall, other, "paid-one") is ErrorCode.BAD_REQUEST, "it has paid for a seat already"


def test_the_same_province_has_the_same_coaches_each_day_in_both_provinces(tmp_path: Path) -> None:
    with province_in(tmp_path, land=ZHEJIANG) as there:
        register, now = there.province.register, there.province.clock.now()
        found = runs(register, "330800", now)
        assert found == runs(register, "330802", now), "a district has its city's"
        assert found
        assert all(run.to in ZHEJIANG.cities.values() and run.to != "衢州市" for run in found)
        assert all(now < run.departs < now + timedelta(days=DAYS) and run.fare_fen % 50 == 0 for run in found)
        assert len({run.id for run in found}) == len(found)
        assert runs(register, "441300", now) == ()

"""水电费查询缴费: bills for water, power and gas, paid by phone, with a slip; what cannot be booked goes back."""

from pathlib import Path

import pytest
from paying_hall import ACCOUNT, paying_hall
from province_in_process import visit


@pytest.mark.parametrize("item", ["water-bill", "power-bill", "gas-bill"])
def test_a_bill_is_looked_up_paid_and_booked(tmp_path: Path, item: str) -> None:
    with paying_hall(tmp_path) as (hall, _):
        citizen = hall.there.province.register.samples(1)[0]
        taken = visit(hall, item, citizen.number, answers=(ACCOUNT,))
        assert (taken.last.screen, taken.last.words["title"]) == ("result", "交好了")
        assert "pay" in taken.screens
        assert len(taken.slips) == 1
        hall.settle()
        money = hall.desk.counters()
        assert money["charged"] == money["delivered"] > 0


def test_what_the_cashier_will_not_book_goes_back_with_a_slip(tmp_path: Path) -> None:
    with paying_hall(tmp_path) as (hall, _):
        hall.begin()
        bill = hall.session.paying.bill
        assert bill is not None
        hall.press("primary")
        hall.press("choice-by-code")
        hall.desk.bills.book.pay(bill.bill, "elsewhere")
        hall.phone_pays()
        hall.look()
        assert hall.title == "没有办成，钱已退回"
        assert len(hall.taken.slips) == 1
        assert hall.balance() == (0, 0, 0)

"""支付电子化: by code or card, exactly once; a payment that a crash interrupted goes back by itself."""

from pathlib import Path

from paying_hall import paying_hall


def test_paid_and_the_power_fails_before_anything_was_booked(tmp_path: Path) -> None:
    with paying_hall(tmp_path) as (hall, _):
        hall.begin()
        hall.press("primary")
        hall.press("choice-by-code")
        hall.phone_pays()
        hall.session = hall.session.next_visit()
        hall.settle()
        money = hall.desk.counters()
        assert money["charged"] == money["refunded"] > 0
        assert money["delivered"] == 0


def test_a_card_that_is_charged_is_charged_once(tmp_path: Path) -> None:
    with paying_hall(tmp_path) as (hall, line):
        hall.begin()
        hall.press("primary")
        hall.card.present({})
        line.orders["card-charges"] = ("slow", 2)
        hall.press("choice-by-card")
        hall.session = hall.session.next_visit()
        hall.settle()
        assert hall.card.charges == 1
        charged, by_card, _ = hall.balance()
        assert (charged, by_card) == (0, 0)

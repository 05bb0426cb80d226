"""The cashier's worker: whoever cancels does not wait for the watching to end, and a silent cashier is asked on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from paying_hall import PayingHall, paying_hall

from config.settings import Limits
from drivers.bank_card.kiosk_terminal import GRACE_S
from kiosk.cabinet.workers import Job
from kiosk.controller import Controller
from kiosk.effects import Effect
from kiosk.events import Tapped
from kiosk.hands.paying import CARD_S, CODE_S
from kiosk.hands.proof import Post
from kiosk.paying_effects import CloseOrder, OpenOrder, WatchOrder
from kiosk.paying_events import OrderOverdue, OrderSilent, OrderTold
from kiosk.platform.payment_values import Order
from kiosk.taps import Chosen, WentBack


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[PayingHall]:
    with paying_hall(tmp_path) as (made, _):
        yield made


class Slow:
    """Hands whose work never ends by itself."""

    def __init__(self) -> None:
        self.begun: list[tuple[Effect, Job]] = []

    def carry_out(self, effect: Effect, _: Post) -> Job:
        self.begun.append((effect, Job(lambda _: None)))
        return self.begun[-1][1]

    def jobs(self, kind: type[Effect]) -> list[Job]:
        return [job for effect, job in self.begun if isinstance(effect, kind)]


def test_watching_ends_when_the_person_cancels_and_the_closing_does_not(hall: PayingHall) -> None:
    hall.begin()
    hall.press("primary")
    slow = Slow()
    hands: Any = slow
    controller = Controller(
        hall.session, hands, look=hall._look, show=lambda _: None, clock=hall.clock, limits=Limits()
    )
    controller.take((Tapped(Chosen("by-code")), None))
    (opening,) = [effect for effect, _ in slow.begun if isinstance(effect, OpenOrder)]
    order = Order(order=opening.order, amount_fen=opening.due.amount_fen, way="code", state="open", pay_code="x")
    controller.take((OrderTold(order, hall.clock.now()), None))
    (watching,) = slow.jobs(WatchOrder)
    assert not watching.is_stopped()
    controller.take((Tapped(WentBack()), None))
    assert watching.is_stopped(), "the worker is free for the closing"
    (closing,) = slow.jobs(CloseOrder)
    assert not closing.is_stopped()
    assert not slow.jobs(OpenOrder)[0].is_stopped(), "a deed runs to its end"


def test_a_silent_cashier_is_asked_until_the_time_is_over(hall: PayingHall) -> None:
    hall.begin()
    hall.press("primary")
    hall.press("choice-by-code")
    assert hall._watch is not None
    work, _, _ = hall._watch
    heard: list[object] = []
    hall._posted = heard.append
    hall.there.platform._line.orders["order"] = ("down", 10_000)  # type: ignore[attr-defined]  # the bench's own line
    began = hall.clock.monotonic()
    work(lambda: False)
    assert {type(one) for one in heard} == {OrderSilent, OrderOverdue}
    assert isinstance(heard[-1], OrderOverdue)
    assert CODE_S <= hall.clock.monotonic() - began < CODE_S + 30.0


def test_nobody_takes_a_terminal_that_waits_for_a_card_for_one_that_hangs() -> None:
    assert Limits().stuck_s > CARD_S + GRACE_S

"""What is asked of the card reader while nobody is served, and when a visit is over."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from drivers.faults import DeviceError, Fault
from kiosk import effects
from kiosk.cabinet.workers import Job, Work
from kiosk.events import CardLaid, CardStays, CardTaken, Event
from kiosk.hands.card import Card, CardHands
from kiosk.hands.proof import Post


@dataclass
class Clock:
    seconds: float = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class Reader:
    """Answers by a script: what it says of a new card, and of the last one."""

    laid: list[bool] = field(default_factory=list)
    stays: list[bool] = field(default_factory=list)

    def card_present(self) -> bool:
        return self.laid.pop(0) if self.laid else False

    def still_there(self) -> bool:
        if not self.stays:
            raise DeviceError(Fault.GONE, "")
        return self.stays.pop(0)


class Bench:
    """The hands, with work done at once."""

    def __init__(self) -> None:
        self.reader, self.clock = Reader(), Clock()
        self.told: list[Event] = []
        self.looks = 0
        self.stops = False
        self.worker = "idcard"
        devices = SimpleNamespace(idcard=self.reader, smart_card=self.reader)
        tools = SimpleNamespace(devices=devices, clock=self.clock, book=None)
        self._hands = CardHands(tools, self._on, self._look, poll_s=0.5)  # type: ignore[arg-type]  # what is used of them

    def _on(self, worker: str, post: Post, work: Work) -> Job | None:
        assert worker == self.worker
        work(lambda: self.stops)
        return None

    def _look(self) -> None:
        self.looks += 1

    def do(self, effect: Card) -> list[Event]:
        self._hands.carry_out(effect, self.told.append)
        return self.told


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_card_that_is_laid_while_nobody_is_served_is_noticed_and_not_read(bench: Bench) -> None:
    bench.reader.laid = [False, False, True]
    assert bench.do(effects.AwaitCard(20)) == [CardLaid()]
    assert bench.clock.seconds == 1.0


def test_without_one_the_look_ends_in_time_and_the_reader_is_seen_as_a_device(bench: Bench) -> None:
    assert bench.do(effects.AwaitCard(20)) == []
    assert 19 <= bench.clock.seconds <= 20
    assert bench.looks == 1


@pytest.mark.parametrize("is_there", [True, False])
def test_one_look_says_whether_the_card_stays(bench: Bench, is_there: bool) -> None:
    bench.reader.stays = [is_there]
    assert bench.do(effects.LookForCard()) == [CardStays(is_there)]


def test_a_card_that_was_left_is_watched_until_it_is_taken(bench: Bench) -> None:
    bench.reader.stays = [True, True, True, False]
    assert bench.do(effects.AwaitRemoval()) == [CardTaken()]
    assert bench.clock.seconds == 1.5


def test_a_reader_that_goes_keeps_nobody_waiting_for_its_card(bench: Bench) -> None:
    bench.reader.stays = [True]
    assert bench.do(effects.AwaitRemoval()) == [CardTaken()]
    assert bench.clock.seconds == 0.5


def test_whoever_is_stopped_asks_nothing_more(bench: Bench) -> None:
    bench.stops = True
    bench.reader.laid = [True]
    assert bench.do(effects.AwaitCard(20)) == []
    assert bench.reader.laid == [True]


def test_a_card_in_the_reader_for_chips_is_waited_for_on_its_own_worker(bench: Bench) -> None:
    bench.worker = "smart_card"
    bench.reader.laid = [True, True, True, False]
    assert bench.do(effects.LookForCard("smart_card")) == [CardStays(is_there=True, reader="smart_card")]
    assert bench.do(effects.AwaitRemoval("smart_card"))[1:] == [CardTaken("smart_card")]
    assert bench.clock.seconds == 1.0

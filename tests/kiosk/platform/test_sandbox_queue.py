"""How many wait at a counter of the test province: whoever was served does not any more."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from province_in_process import TERMINAL, InProcess, province_in

from drivers.clock import BEIJING
from kiosk.platform.booking_values import QueuesRequest, TicketRequest
from kiosk.sandbox.booking_desk import MINUTES_EACH, BookingDesk

CITY, QUEUE = "441300", "general"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


def at(there: InProcess, hour: int, minute: int = 0) -> None:
    """On a working day."""
    there.province.clock.move(0)
    then = datetime(2026, 11, 24, hour, minute, tzinfo=BEIJING)
    there.province.clock.move((then - there.province.clock.now()).total_seconds())


def waiting(there: InProcess, monkeypatch: pytest.MonkeyPatch) -> int:
    """Of those who took their numbers here; the others of that hour are invented."""
    with monkeypatch.context() as patch:
        patch.setattr(BookingDesk, "_before", lambda *_: 0)
        queues = BookingDesk(there.province).queues(QueuesRequest(city=CITY)).queues
    return next(queue.waiting for queue in queues if queue.id == QUEUE)


def takes(there: InProcess, count: int) -> None:
    desk = BookingDesk(there.province)
    for turn in range(count):
        deed = f"{there.province.clock.now():%H%M}-{turn}".ljust(32, "0")
        desk.take(TERMINAL, TicketRequest(city=CITY, queue=QUEUE), deed)


def test_who_was_served_does_not_wait_any_more(there: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    at(there, 9)
    takes(there, 5)
    assert waiting(there, monkeypatch) == 5
    at(there, 9, 2 * MINUTES_EACH)
    assert waiting(there, monkeypatch) == 3
    at(there, 11)
    assert waiting(there, monkeypatch) == 0


def test_who_takes_a_number_before_the_counter_opens_is_served_when_it_does(
    there: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(there, 7)
    takes(there, 2)
    assert waiting(there, monkeypatch) == 2
    at(there, 8, 30 + MINUTES_EACH)
    assert waiting(there, monkeypatch) == 1

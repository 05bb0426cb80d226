"""Two people, or one at two terminals, want the same hour: one of them has it, and the other is asked anew."""

from collections.abc import Iterator

import pytest
from lodging_bench import Bench, bench_in
from province_in_process import Hall

from drivers.receipt_printer import Line
from kiosk import effects, events
from kiosk.hall.person import Person
from kiosk.lodgement_effects import Lodge
from kiosk.platform.booking_values import BookingRequest
from kiosk.platform.errors import Refused
from kiosk.platform.values import ErrorCode

ITEM = "notary-appointment"
SHARED = "property-appointment"
"""Several are served in the same hour."""
GONE = "这个时间刚刚没有了，没有约上。请另选一个。"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.mark.parametrize("code", [ErrorCode.LIMIT_REACHED, ErrorCode.CONFLICT])
def test_whoever_was_too_late_for_an_hour_chooses_another_one(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, code: ErrorCode
) -> None:
    hall = bench.hall()
    answered, asked = hall._answered, []

    def too_late(effect: effects.Effect) -> list[events.Event]:
        if isinstance(effect, Lodge) and isinstance(effect.request, BookingRequest):
            asked.append(effect.deed)
            if len(asked) == 1:
                raise Refused(code)
        return answered(effect)

    monkeypatch.setattr(hall, "_answered", too_late)
    bench.person(hall, ITEM).visit(30.0)
    assert GONE in [view.notice for view in hall.taken.views]
    assert "trouble" not in [view.screen for view in hall.taken.views]
    assert len(set(asked)) == 2, "the second try is a deed of its own"
    assert hall.taken.last.screen == "done"
    assert len(hall.taken.slips) == 1


def test_an_hour_that_is_ones_own_already_is_not_offered_again(bench: Bench) -> None:
    first = bench.hall()
    bench.person(first, SHARED).visit(30.0)
    second = bench.hall()
    clock = bench.there.platform._clock
    Person(SHARED, bench.citizen.number, hand=second, tell=second.tell, clock=clock).visit(30.0)
    assert "trouble" not in [view.screen for view in second.taken.views]
    booked = bench.there.province.store.rows("SELECT id FROM bookings WHERE is_open = 1")
    assert len(booked) >= 2
    assert hours(first) & hours(second) == set()
    assert len(hours(first)) == len(hours(second)) == 1


def hours(hall: Hall) -> set[str]:
    """Day and time of what was booked, as the slip says them."""
    return {part.text for slip in hall.taken.slips for part in slip.parts if isinstance(part, Line) and part.large}

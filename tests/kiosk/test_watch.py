"""What the core hears of a device at rest, and when it is looked at again."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from scripted_wire import FakeClock

from drivers.faults import DeviceError, Fault
from kiosk.cabinet.book import Count, DeviceBook
from kiosk.cabinet.watch import AGAIN_S, BACKOFF_MOST_S, JITTER, Pace, Watch
from kiosk.events import DeviceSeen
from kiosk.health import DeviceState
from kiosk.journal import Journal, read_rows

WELL = DeviceState(faults=())
GONE = DeviceState(faults=(Fault.GONE,))


@dataclass
class Bench:
    watch: Watch
    book: DeviceBook
    file: Path
    state: DeviceState | Fault = WELL
    heard: list[DeviceState] = field(default_factory=list)
    in_use: bool = False

    def ask(self) -> DeviceState:
        if isinstance(self.state, Fault):
            raise DeviceError(self.state, "no answer")
        return self.state

    def edges(self) -> list[tuple[object, object]]:
        return [(row.facts["state"], row.facts["fault"]) for row in read_rows(self.file) if row.kind == "device"]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    file = tmp_path / "journal.sqlite"
    journal = Journal(file, FakeClock())
    book = DeviceBook(file, FakeClock())
    bench: Bench

    def hear(event: DeviceSeen) -> None:
        assert event.device == "idcard"
        bench.heard.append(event.state)

    watch = Watch(
        "idcard",
        lambda: bench.ask(),
        hear,
        journal,
        book,
        pace=Pace(at_rest_s=5.0, in_use_s=1.0),
        is_in_use=lambda: bench.in_use,
    )
    bench = Bench(watch, book, file)
    yield bench
    book.close()
    journal.close()


def test_a_device_that_works_is_told_once_and_looked_at_slowly(bench: Bench) -> None:
    assert [bench.watch.look() for _ in range(3)] == [5.0, 5.0, 5.0]
    assert bench.heard == [WELL]
    assert bench.edges() == [("online", "")]


def test_it_is_looked_at_often_while_somebody_counts_on_it(bench: Bench) -> None:
    bench.in_use = True
    assert bench.watch.look() == 1.0


def test_two_missing_answers_are_no_device_that_is_gone_and_three_are(bench: Bench) -> None:
    bench.watch.look()
    bench.state = Fault.GONE
    assert [bench.watch.look(), bench.watch.look()] == [AGAIN_S, AGAIN_S]
    assert bench.heard == [WELL]
    bench.watch.look()
    assert bench.heard == [WELL, GONE]


def test_an_answer_in_between_begins_the_count_anew(bench: Bench) -> None:
    bench.watch.look()
    for state in (Fault.GONE, Fault.GONE, WELL, Fault.GONE, Fault.GONE):
        bench.state = state
        bench.watch.look()
    assert bench.heard == [WELL]


def test_one_that_is_gone_is_looked_for_at_growing_distances_up_to_twenty_seconds(bench: Bench) -> None:
    bench.state = Fault.ABSENT
    waits = [bench.watch.look() for _ in range(7)]
    for wait, whole in zip(waits, (2, 4, 8, 16, 20, 20, 20), strict=True):
        assert whole * (1 - JITTER) <= wait <= whole <= BACKOFF_MOST_S
    assert len(set(waits[-3:])) == 3, "no two devices are looked for in step"


def test_one_that_comes_back_is_told_and_written_once_and_the_distances_begin_anew(bench: Bench) -> None:
    bench.state = Fault.ABSENT
    for _ in range(5):
        bench.watch.look()
    bench.state = WELL
    assert bench.watch.look() == 5.0
    assert bench.edges() == [("out", "absent"), ("online", "")]
    bench.state = Fault.ABSENT
    assert [bench.watch.look(), bench.watch.look()] == [AGAIN_S, AGAIN_S]
    assert bench.watch.look() <= 2.0


def test_a_fault_that_staff_are_mending_is_looked_at_as_often_as_ever(bench: Bench) -> None:
    bench.state = DeviceState(faults=(Fault.NO_PAPER,))
    assert [bench.watch.look(), bench.watch.look()] == [5.0, 5.0]


def test_a_changed_warning_is_told_and_is_no_edge(bench: Bench) -> None:
    bench.watch.look()
    bench.state = DeviceState(faults=(), warnings=(Fault.PAPER_LOW,))
    bench.watch.look()
    assert bench.heard == [WELL, bench.state]
    assert bench.edges() == [("online", "")]


def test_a_stuck_device_is_out_until_a_look_finds_it_well(bench: Bench) -> None:
    bench.watch.look()
    bench.watch.stuck()
    bench.watch.stuck()
    bench.watch.look()
    assert bench.heard == [WELL, DeviceState(faults=(Fault.STUCK,)), WELL]
    assert bench.edges() == [("online", ""), ("out", "stuck"), ("online", "")]


def test_the_book_remembers_the_last_state_and_counts_what_went_wrong(bench: Bench) -> None:
    bench.state = DeviceState(faults=(Fault.JAMMED,), warnings=(Fault.NO_TONER,))
    bench.watch.look()
    seen = bench.book.last_seen()["idcard"]
    assert (seen.status, seen.faults, seen.warnings) == ("fault", ("jammed",), ("no_toner",))
    bench.state = WELL
    bench.watch.look()
    bench.state = Fault.GONE
    for _ in range(4):
        bench.watch.look()
    assert bench.book.counters()["idcard"] == {Count.FAULTS.value: 1, Count.COMMUNICATION_ERRORS.value: 1}


def test_a_first_answer_that_says_nothing_is_told_all_the_same(bench: Bench) -> None:
    bench.state = DeviceState(faults=(Fault.UNKNOWN,))
    bench.watch.look()
    assert bench.heard == [bench.state]
    assert bench.book.last_seen()["idcard"].status == "unknown"


def test_a_device_that_never_worked_is_one_edge_whatever_it_says_meanwhile(bench: Bench) -> None:
    for fault in (Fault.UNKNOWN, Fault.NO_PAPER, Fault.UNKNOWN, Fault.NO_PAPER):
        bench.state = DeviceState(faults=(fault,))
        bench.watch.look()
    assert bench.edges() == [("out", "unknown")]


def test_what_two_threads_say_is_heard_in_the_order_in_which_it_was_said(bench: Bench) -> None:
    """The beat says stuck while the worker comes back: the session must end with what the watch believes."""
    bench.watch.look()
    saying, go_on = threading.Event(), threading.Event()
    hear = bench.watch._post

    def slowly(event: DeviceSeen) -> None:
        if event.state.faults:
            saying.set()
            go_on.wait(5.0)
        hear(event)

    bench.watch._post = slowly
    beat = threading.Thread(target=bench.watch.stuck)
    beat.start()
    assert saying.wait(5.0)
    worker = threading.Thread(target=bench.watch.look)
    worker.start()
    go_on.set()
    beat.join(5.0)
    worker.join(5.0)
    assert bench.heard[-1] == bench.watch.last == WELL


def test_what_fails_at_its_work_is_written_down_and_counted_each_time_however_it_is_a_moment_later(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.watch.look()
    bench.watch.failed(DeviceError(Fault.GONE, "ended by signal 9"))
    assert bench.heard[-1] == GONE
    bench.watch.look()
    assert bench.heard[-1] == WELL
    bench.watch.failed(DeviceError(Fault.GONE, "ended by signal 9"))
    bench.watch.failed(DeviceError(Fault.GONE, "ended by signal 9"))
    assert bench.edges() == [("online", ""), ("out", "gone"), ("online", ""), ("out", "gone")]
    assert bench.book.counters() == {"idcard": {Count.FAULTS.value: 3}}
    assert "ended by signal 9" in caplog.text

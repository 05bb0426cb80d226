"""A worker that hangs is seen, hurts nobody else, and is believed again when it comes back."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from scripted_wire import FakeClock
from waiting import wait_until

from drivers.faults import Fault
from kiosk.cabinet.book import DeviceBook
from kiosk.cabinet.supervision import Supervision
from kiosk.cabinet.watch import Pace, Watch
from kiosk.cabinet.workers import Stop, Worker
from kiosk.health import DeviceState
from kiosk.journal import Journal

STUCK_S = 90.0
NAMES = ("idcard", "a4_printer")


@dataclass
class Bench:
    clock: FakeClock
    workers: dict[str, Worker]
    supervision: Supervision
    heard: list[tuple[str, DeviceState]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def states(self, device: str) -> list[DeviceState]:
        return [state for name, state in self.heard if name == device]

    def hang(self, device: str) -> None:
        began = threading.Event()

        def work(_: Stop) -> None:
            began.set()
            self.gate.wait(10.0)

        self.workers[device].submit(work)
        assert began.wait(2.0)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    clock = FakeClock()
    journal, book = Journal(tmp_path / "j.sqlite", clock), DeviceBook(tmp_path / "j.sqlite", clock)
    heard: list[tuple[str, DeviceState]] = []
    watches = {
        name: Watch(
            name,
            lambda: DeviceState(faults=()),
            lambda event: heard.append((event.device, event.state)),
            journal,
            book,
            pace=Pace(3600.0, 3600.0),
            is_in_use=lambda: False,
        )
        for name in NAMES
    }
    workers = {name: Worker(name, clock, watch.look) for name, watch in watches.items()}
    bench = Bench(clock, workers, Supervision(workers, watches, clock, STUCK_S), heard)
    bench.supervision.start()
    wait_until(lambda: len(heard) == len(NAMES), 2.0, "the first looks")
    yield bench
    bench.gate.set()
    assert bench.supervision.close(5.0)
    book.close()
    journal.close()


def test_a_call_that_does_not_come_back_is_told_after_the_limit_and_once(bench: Bench) -> None:
    bench.hang("a4_printer")
    bench.clock.pause(STUCK_S)
    bench.supervision.beat()
    assert bench.states("a4_printer")[-1].works
    bench.clock.pause(1.0)
    bench.supervision.beat()
    bench.supervision.beat()
    assert bench.states("a4_printer")[1:] == [DeviceState(faults=(Fault.STUCK,))]
    assert bench.states("idcard") == [DeviceState(faults=())], "the others go on"


def test_the_others_still_do_their_work(bench: Bench) -> None:
    bench.hang("a4_printer")
    done = threading.Event()
    bench.workers["idcard"].submit(lambda _: done.set())
    assert done.wait(2.0)


def test_work_that_asks_whether_to_stop_is_alive_however_long_it_takes(bench: Bench) -> None:
    turns = threading.Semaphore(0)
    asked = threading.Semaphore(0)

    def work(stop: Stop) -> None:
        for _ in range(3):
            turns.acquire(timeout=5.0)
            stop()
            asked.release()

    bench.workers["a4_printer"].submit(work)
    for _ in range(3):
        bench.clock.pause(STUCK_S - 1.0)
        turns.release()
        assert asked.acquire(timeout=5.0)
        bench.supervision.beat()
    assert bench.states("a4_printer") == [DeviceState(faults=())]


def test_when_it_comes_back_it_is_looked_at_and_believed(bench: Bench) -> None:
    bench.hang("a4_printer")
    bench.clock.pause(STUCK_S + 1.0)
    bench.supervision.beat()
    bench.gate.set()
    wait_until(lambda: bench.workers["a4_printer"].silent_s() == 0, 2.0, "the call to come back")
    bench.supervision.beat()
    wait_until(lambda: bench.states("a4_printer")[-1].works, 2.0, "the look")


def test_what_a_visit_needs_is_looked_at_when_it_begins(bench: Bench) -> None:
    bench.supervision.look_soon(("idcard", "platform"))
    done = threading.Event()
    bench.workers["idcard"].submit(lambda _: done.set())
    assert done.wait(2.0), "a name without a watch is nobody's"

"""A worker a device: in order, stoppable, and none waits for another."""

import threading
from functools import partial

from in_words import Clock
from waiting import wait_until

from drivers.clock import SystemClock
from kiosk.cabinet.workers import Stop, Worker


def make(name: str = "test") -> Worker:
    worker = Worker(name, SystemClock(), at_rest=lambda: 5.0)
    worker.start()
    return worker


def note(done: list[int], number: int, _: Stop) -> None:
    done.append(number)


def wait_for(gate: threading.Event) -> None:
    gate.wait(10.0)


def test_work_is_done_in_the_order_it_came() -> None:
    done: list[int] = []
    worker = make()
    for number in range(50):
        worker.submit(partial(note, done, number))
    wait_until(lambda: len(done) == 50, 2.0)
    worker.close()
    assert worker.ended(2.0)
    assert done == list(range(50))


def test_a_stopped_job_that_has_not_begun_is_not_begun() -> None:
    done: list[str] = []
    worker, gate = make(), threading.Event()
    worker.submit(lambda _: wait_for(gate))
    second = worker.submit(lambda _: done.append("second"))
    second.stop()
    gate.set()
    worker.close()
    assert worker.ended(2.0)
    assert done == []


def test_work_under_way_hears_that_it_should_stop() -> None:
    worker, clock = make(), SystemClock()

    def wait(stop: Stop) -> None:
        while not stop():
            clock.pause(0.005)

    began = threading.Event()

    def waiting(stop: Stop) -> None:
        began.set()
        wait(stop)

    job = worker.submit(waiting)
    assert began.wait(2.0)
    job.stop()
    ended = threading.Event()
    worker.submit(lambda _: ended.set())
    assert ended.wait(2.0)
    worker.close()
    assert worker.ended(2.0)


def test_a_call_that_does_not_come_back_hurts_only_its_own_worker() -> None:
    stuck, other, gate = make("stuck"), make("other"), threading.Event()
    began, done = threading.Event(), threading.Event()

    def hang(_: Stop) -> None:
        began.set()
        wait_for(gate)

    stuck.submit(hang)
    assert began.wait(2.0)
    other.submit(lambda _: done.set())
    assert done.wait(2.0)
    stuck.close()
    assert not stuck.ended(0.05)
    gate.set()
    stuck.close()
    assert stuck.ended(2.0)
    other.close()
    assert other.ended(2.0)


def test_the_device_is_looked_at_once_at_the_start_and_again_at_rest() -> None:
    looks: list[int] = []

    def look() -> float:
        looks.append(1)
        return 0.01

    worker = Worker("test", SystemClock(), at_rest=look)
    worker.start()
    wait_until(lambda: len(looks) >= 3, 2.0)
    worker.close()
    assert worker.ended(2.0)


def test_a_device_is_looked_at_before_its_rest_is_over_when_somebody_is_about_to_need_it() -> None:
    looks: list[int] = []

    def look() -> float:
        looks.append(1)
        return 3600.0

    worker = Worker("test", SystemClock(), at_rest=look)
    worker.start()
    wait_until(lambda: len(looks) == 1, 2.0)
    worker.look_soon()
    wait_until(lambda: len(looks) == 2, 2.0)
    worker.close()
    assert worker.ended(2.0)


def test_work_is_silent_for_as_long_as_it_does_not_ask_whether_to_stop() -> None:
    clock, gate = Clock(), threading.Event()
    worker = Worker("test", clock, at_rest=lambda: 5.0)
    worker.start()
    asked, ask = threading.Event(), threading.Event()

    def work(stop: Stop) -> None:
        ask.wait(10.0)
        stop()
        asked.set()
        gate.wait(10.0)

    worker.submit(work)
    wait_until(lambda: worker._current is not None, 2.0)
    clock.seconds += 40.0
    assert worker.silent_s() == 40.0
    ask.set()
    assert asked.wait(2.0)
    assert worker.silent_s() == 0.0
    gate.set()
    worker.close()
    assert worker.ended(2.0)
    assert worker.silent_s() == 0.0


def test_work_that_waits_when_the_worker_ends_is_not_begun() -> None:
    done: list[str] = []
    worker, gate = make(), threading.Event()
    worker.submit(lambda _: wait_for(gate))
    worker.submit(lambda _: done.append("a print after the stop"))
    worker.close()
    gate.set()
    assert worker.ended(2.0)
    assert done == []


def test_a_device_is_looked_at_once_however_often_it_is_asked_for() -> None:
    looks: list[int] = []
    gate = threading.Event()

    def look() -> float:
        looks.append(1)
        return 3600.0

    worker = Worker("test", SystemClock(), at_rest=look)
    worker.start()
    wait_until(lambda: len(looks) == 1, 2.0)
    worker.submit(lambda _: wait_for(gate))
    for _ in range(30):
        worker.look_soon()
    done = threading.Event()
    worker.submit(lambda _: done.set())
    gate.set()
    assert done.wait(2.0)
    assert len(looks) == 2
    worker.close()
    assert worker.ended(2.0)

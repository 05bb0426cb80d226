"""The benches of the hands' tests and of the staff's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands_bench import Bench, World
from in_words import Clock
from staff_bench import Shift

from kiosk.cabinet.devices import Devices
from kiosk.cabinet.workers import Worker
from kiosk.hands.carrying_out import Hands
from kiosk.hands.tools import Tools
from kiosk.health import PLATFORM


@pytest.fixture
def bench() -> Iterator[Bench]:
    world, clock = World(), Clock()
    workers = {
        name: Worker(name, clock, at_rest=lambda: 60.0)
        for name in ("idcard", "receipt_printer", "a4_printer", "preview", PLATFORM)
    }
    devices = Devices(idcard=world, receipt_printer=world)  # type: ignore[arg-type]  # one object plays all parts
    tools = Tools(devices, world, world, world, world, clock, world)  # type: ignore[arg-type]  # the same
    for worker in workers.values():
        worker.start()
    shown: list[tuple[int, bytes]] = []
    yield Bench(
        world,
        clock,
        Hands(
            tools,
            workers,
            card_poll_s=0.01,
            code_again_s=60.0,
            settled=world.told.set,
            left_open=world.left_open.set,
            running_visit=lambda: "f" * 32,
            preview=lambda _: None,
            show_page=lambda page, picture: shown.append((page, picture)),
            failed=lambda device, error: None,
        ),
        shown,
    )
    world.gate.set()
    for worker in workers.values():
        worker.close()
        assert worker.ended(5.0)


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    """Somebody of the staff before a terminal that has a card reader."""
    made = Shift(tmp_path)
    yield made
    made.close()


@pytest.fixture
def cardless(tmp_path: Path) -> Iterator[Shift]:
    """The same before one that has none: who they are takes number, PIN and code."""
    made = Shift(tmp_path, reader=False)
    yield made
    made.close()

"""One hall for all files here; a fresh core and journal for each test."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from at_the_kiosk import Kiosk

from drivers.clock import SystemClock
from kiosk.hall.surroundings import Hall, make_run_folder
from kiosk.platform.enrol import enrol

SHORT = {
    "choosing_s": 30.0,
    "personal_s": 30.0,
    "farewell_s": 4.0,
    "printer_patience_s": 2.0,
    "print_page_s": 6.0,
    "card_poll_s": 0.1,
    "device_poll_s": 0.3,
}


@pytest.fixture(scope="session")
def hall() -> Iterator[Hall]:
    hall = Hall(make_run_folder(), SystemClock(), limits=SHORT)
    try:
        settings = hall.start()
        hall.tell("platform", "auto_approve", value=True)
        hall.tell(
            "platform",
            "limits",
            copies_a_day=1000,
            messages_a_minute=1000,
            messages_an_hour=1000,
            wrong_codes_a_day=1000,
        )
        enrol(settings, hall.clock, limit_s=20.0)
        yield hall
    finally:
        hall.remove()
        gc.collect()


@pytest.fixture
def kiosk(hall: Hall, tmp_path: Path) -> Iterator[Kiosk]:
    kiosk = Kiosk(hall, tmp_path)
    yield kiosk
    kiosk.close()

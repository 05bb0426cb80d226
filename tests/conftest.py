"""For all tests: fail on leaked threads and on a log line that carries a person."""

import logging
import os
import re
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings
from waiting import wait_until

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("soak", deadline=None)
settings.load_profile("soak" if os.environ.get("KIOSK_SOAK") else "same")
"""CI asks the same questions each time, and no machine's haste answers them; `make soak` asks new ones."""

PEOPLE = re.compile(r"(?<![0-9A-Za-z])4499\d|测试|演示·")
"""What numbers, names and addresses of our samples have in common: none of it may stand in a log. A digest may hold
the digits somewhere."""


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    wait_until(lambda: _extra(before) == set(), 3.0, "the end of the threads that this test started")


def _extra(before: set[threading.Thread]) -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread not in before and not thread.daemon}


@pytest.fixture(autouse=True)
def _no_person_in_a_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    for phase in ("setup", "call", "teardown"):
        for record in caplog.get_records(phase):
            line = record.getMessage()
            found = PEOPLE.search(line)
            assert found is None, f"a log line of {record.name} carries a person ({found[0]}…)"

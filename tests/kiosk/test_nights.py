"""When it is night: by the hours, or because staff said so."""

from datetime import datetime

import pytest

from drivers.clock import BEIJING
from kiosk.nights import is_night


@pytest.mark.parametrize(
    ("hour", "minute", "is_it"), [(22, 0, True), (6, 59, True), (3, 0, True), (7, 0, False), (12, 0, False)]
)
def test_night_comes_by_the_hours_and_whenever_staff_want_it(hour: int, minute: int, *, is_it: bool) -> None:
    now = datetime(2026, 11, 21, hour, minute, tzinfo=BEIJING)
    assert is_night(now, is_set=False) is is_it
    assert is_night(now, is_set=True)

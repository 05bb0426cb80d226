"""The platform's own clock, asked over the real wire: by a right clock, and by one too wrong for its signatures."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sandbox_lab import MovableClock, Sandbox

from kiosk.platform.api import Platform
from kiosk.platform.dated import platform_time
from kiosk.platform.errors import ClockWrong, NoConnection, PlatformError
from kiosk.platform.signing import SKEW_S


@pytest.fixture
def off_by(clock: MovableClock) -> Iterator[MovableClock]:
    yield clock
    clock.wall_ahead_s = 0


@pytest.mark.parametrize("off_s", [0, SKEW_S * 10, -SKEW_S * 10])
def test_it_tells_its_time_to_whoever_it_refuses_for_theirs(
    platform: Platform, off_by: MovableClock, off_s: int
) -> None:
    off_by.wall_ahead_s = off_s
    if off_s:
        with pytest.raises(ClockWrong):
            platform.status()
    ahead = off_by.now() - platform_time(platform)
    # Whole seconds, and the way.
    assert timedelta(seconds=off_s) <= ahead < timedelta(seconds=off_s + 3)


def test_a_line_that_breaks_is_no_time(sandbox: Sandbox, platform: Platform) -> None:
    sandbox.tell("fault", kind="down", at="/terminals/me")
    with pytest.raises(NoConnection):
        platform_time(platform)


@pytest.mark.parametrize("told", ["", "soon", "Sun, 99 Nov 2026 09:00:00 GMT"])
def test_an_answer_without_a_date_is_no_time(platform: Platform, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setattr(platform, "date", lambda: told)
    with pytest.raises(PlatformError):
        platform_time(platform)

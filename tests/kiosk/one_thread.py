"""A terminal whose workers and waits are this thread: its clock, its workers' answers, and its end by kill -9."""

from collections.abc import Callable
from datetime import datetime

from drivers.faults import DeviceError
from kiosk import events
from kiosk.cabinet.workers import Stop, Work
from kiosk.hands.proof import Post
from kiosk.journal import JournalError
from kiosk.platform.errors import PlatformError


class Killed(BaseException):
    """kill -9: nothing of ours runs after it, not even an except clause for errors."""


class BenchClock:
    """A clock by which nobody waits: the world is told of every pause."""

    def __init__(self, wall: Callable[[], datetime]) -> None:
        self._wall = wall
        self.seconds = 0.0
        self.meanwhile: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        return self._wall()

    def monotonic(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.seconds += seconds
        self.meanwhile()


def worked(work: Work, stop: Stop, post: Post) -> None:
    """What a worker does: the work, and an answer where it went wrong."""
    try:
        work(stop)
    except DeviceError as error:
        post(events.Failed(error.fault.value, can_try_again=True))
    except PlatformError as error:
        post(events.Failed(error.key, can_try_again=error.can_try_again))
    except JournalError:
        post(events.Failed("disk_full", can_try_again=False))

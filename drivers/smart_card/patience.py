"""A limit for calls that have none: pcscd waits for a card for ever, and so does whoever called it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault

T = TypeVar("T")


class Patience:
    """Runs work on a thread of its own and leaves it behind when it shows no sign of life.

    While a thread is left behind, everything else is refused at once; it comes back when the card is taken out or the
    service ends, and then all is as before.

    Args:
        clock: for the limits.
        silence_s: longest time between two signs of life.
    """

    def __init__(self, clock: Clock, *, silence_s: float) -> None:
        self._clock = clock
        self._silence_s = silence_s
        self._end = 0.0
        self._sign = 0.0
        self._thread: threading.Thread | None = None

    @property
    def is_stuck(self) -> bool:
        """Whether a thread was left behind and has not come back."""
        return self._thread is not None and self._thread.is_alive()

    def alive(self) -> None:
        """Give a sign of life (from inside the work).

        Raises:
            DeviceError: TIMED_OUT when the whole has taken too long.
        """
        self._sign = self._clock.monotonic()
        if self._sign > self._end:
            raise DeviceError(Fault.TIMED_OUT, "it answers, but it is not done yet")

    def run(self, work: Callable[[], T], *, whole_s: float) -> T:
        """Do the work and give its result.

        Args:
            work: may raise DeviceError or ValueError, which come out here; anything else is a defect.
            whole_s: longest time for all of it, if it gives signs of life.

        Raises:
            DeviceError: TIMED_OUT, or the work's own.
        """
        if self.is_stuck:
            raise DeviceError(Fault.TIMED_OUT, "an earlier call has not come back yet")
        outcome: Future[T] = Future()

        def body() -> None:
            try:
                outcome.set_result(work())
            except (DeviceError, ValueError) as error:
                outcome.set_exception(error)

        self._sign = self._clock.monotonic()
        self._end = self._sign + whole_s
        self._thread = threading.Thread(target=body, name="smart card", daemon=True)
        self._thread.start()
        while True:
            remaining = self._sign + self._silence_s - self._clock.monotonic()
            if remaining <= 0 and not outcome.done():
                raise DeviceError(Fault.TIMED_OUT, f"no answer within {self._silence_s} s")
            try:
                outcome.exception(max(0.0, remaining))
            except TimeoutError:
                continue
            self._thread.join()
            return outcome.result()

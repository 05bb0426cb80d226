"""Live figures of the camera and of the face before it, for staff: asked for on the face's worker, kept nowhere."""

from collections.abc import Mapping

from drivers.clock import Clock
from drivers.face import Reading
from drivers.faults import DeviceError, Fault
from kiosk.cabinet.devices import Devices, there
from kiosk.cabinet.workers import Job, Stop, Worker

FACE = "face"
LONGEST_S = 120
"""Our choice: long enough to fit a camera at three heights; nobody forgets a lamp that burns."""
UNSEEN_S = 3.0
"""Our choice: a page that stands is drawn every second; the camera closes for whoever went elsewhere."""


class FaceFigures:
    """The newest second of whoever of the staff stands there. Begun and read on the desk's worker.

    Args:
        devices: with the face process.
        workers: the face's among them.
        clock: for the end.
    """

    def __init__(self, devices: Devices, workers: Mapping[str, Worker], clock: Clock) -> None:
        self._devices = devices
        self._workers = workers
        self._clock = clock
        self._job: Job | None = None
        self.turn = 0
        """Grows with each end: what was asked for before it is not begun after it."""
        self._ends_s = self._shown_s = float("-inf")
        self.reading: Reading | None = None
        """None before the first second, and after the last."""
        self.fault: Fault | None = None
        """Why it ended early; None where it did not."""

    @property
    def is_possible(self) -> bool:
        """Whether this terminal compares faces at all."""
        return FACE in self._workers and self._devices.face is not None

    @property
    def left_s(self) -> float:
        """Seconds until it ends by itself; nothing while it does not run."""
        return max(0.0, self._ends_s - self._clock.monotonic())

    def shown(self) -> None:
        """The page stands on the glass now."""
        self._shown_s = self._clock.monotonic()

    def begin(self, portrait: bytes | None, turn: int) -> None:
        """Open the camera for LONGEST_S, unless staff have left or ended it since they asked.

        Args:
            portrait: of a card, to compare with; None for the first good frame.
            turn: as it was when they asked.
        """
        if turn != self.turn:
            return
        self.end()
        self.fault = None
        self._ends_s = self._clock.monotonic() + LONGEST_S
        self._job = self._workers[FACE].submit(lambda stop: self._measure(portrait, stop))

    def end(self) -> None:
        """Close the camera; the process forgets whom it saw."""
        job, self._job = self._job, None
        self.turn += 1
        self._gone()
        if job is not None:
            job.stop()

    def _measure(self, portrait: bytes | None, stop: Stop) -> None:
        """On the face's worker."""

        def is_over() -> bool:
            now = self._clock.monotonic()
            return stop() or now >= self._ends_s or now - self._shown_s > UNSEEN_S

        def told(reading: Reading) -> None:
            if not is_over():
                self.reading = reading

        try:
            if not is_over():
                there(self._devices.face).measure(portrait, LONGEST_S, told, is_over)
        except DeviceError as error:
            if error.fault is not Fault.CANCELLED:
                self.fault = error.fault
        if not stop():
            self._gone()

    def _gone(self) -> None:
        self.reading, self._ends_s = None, float("-inf")

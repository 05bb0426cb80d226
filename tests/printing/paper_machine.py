"""A printer with sheets in its tray: every look at a job is the time of one sheet. It keeps what came out."""

from dataclasses import dataclass, field

from drivers.a4_printer import Condition, DeviceJob, JobState
from drivers.faults import Fault

A4 = "iso_a4_210x297mm"


@dataclass
class Job:
    """One document at the device."""

    id: int
    name: str
    pdf: bytes = field(repr=False)
    pages: int
    state: JobState = JobState.WAITING
    out: int = 0


@dataclass
class PaperMachine:
    """Fulfils drivers.a4_printer.A4Printer.

    `counts` says whether it tells how many sheets lie in its tray. `refill_after` gives sheets back after so many looks
    at an empty tray: a member of staff who comes.
    """

    sheets: int
    pages_of_next: int = 1
    counts: bool = False
    refill_after: int | None = None
    jobs: list[Job] = field(default_factory=list)
    came_out: list[tuple[str, int]] = field(default_factory=list)
    """Name of the job and page, sheet by sheet."""
    _waited: int = 0

    def condition(self) -> Condition:
        running = [job for job in self.jobs if not job.state.is_over]
        lacks_some = any(job.out < job.pages for job in running)
        is_empty = self.sheets == 0 and (lacks_some or (self.counts and not running))
        return Condition(
            (Fault.NO_PAPER,) if is_empty else (),
            (),
            (A4,),
            is_busy=bool(running),
            sheets=self.sheets if self.counts else None,
        )

    def hand_over(self, pdf: bytes, name: str, *, cancel_after_s: int, tray: str = "") -> int:
        assert cancel_after_s > 0
        self.jobs.append(Job(len(self.jobs) + 1, name, pdf, self.pages_of_next))
        return len(self.jobs)

    def device_job(self, name: str) -> DeviceJob | None:
        found = next((job for job in reversed(self.jobs) if job.name == name), None)
        if found is None:
            return None
        self._move(found)
        return DeviceJob(found.id, found.name, found.state, found.out)

    def _move(self, job: Job) -> None:
        if job.state.is_over:
            return
        job.state = JobState.PRINTING
        if job.out == job.pages:
            job.state = JobState.COMPLETED
        elif self.sheets > 0:
            self.sheets -= 1
            job.out += 1
            self.came_out.append((job.name, job.out))
        else:
            job.state = JobState.STOPPED
            self._waited += 1
            if self._waited == self.refill_after:
                self.sheets = 250

    def queue_has(self, name: str) -> bool:
        return False

    def cancel(self, name: str) -> bool:
        for job in self.jobs:
            if job.name == name and not job.state.is_over:
                job.state = JobState.CANCELLED
        return True

    def cancel_queued(self, name: str) -> bool:
        return self.cancel(name)

    def cancel_everything(self) -> bool:
        for job in self.jobs:
            self.cancel(job.name)
        return True

    def close(self) -> None: ...

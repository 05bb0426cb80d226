"""What is known of one print job, and what may be concluded from it. Pure values."""

from dataclasses import dataclass, replace

from drivers.a4_printer import DeviceJob, JobState
from drivers.faults import Fault
from drivers.outcome import Outcome


@dataclass(frozen=True, slots=True)
class PrintResult:
    """What became of a print."""

    outcome: Outcome
    sheets_out: int
    """As far as the printer told; with UNKNOWN there may be more."""
    fault: Fault | None
    """Why it is not DONE."""
    unwritten: bool = False
    """The journal lacks a row of it; where that is the last one, the deed is open there until the next start."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the device told of one job so far."""

    name: str
    pages: int
    job: DeviceJob | None = None
    """As the device told it last; None when it has not."""
    device_id: int | None = None
    """The device's own number of the job, also from before a restart of ours."""
    sheets: int = 0
    """The most it ever counted: some printers count back to 0 when they abort."""
    has_gap: bool = False
    """The device could not be asked lately; it may have been switched off."""
    lost_track: bool = False
    """The device forgot the job or began it anew, or had it first while it could not be asked: sheets may lie there
    that nobody counted."""
    is_forgotten: bool = False
    """The device knew the job, and at the last look it did not."""
    fault: Fault | None = None
    """What stops the printer now, or why nobody waits any longer."""

    @property
    def is_over(self) -> bool:
        """Whether the device has said its last word."""
        return self.job is not None and self.job.state.is_over

    @property
    def is_complete(self) -> bool:
        """Whether the device has said that it is done, and has counted every page."""
        return self.job is not None and self.job.state is JobState.COMPLETED and self.job.impressions == self.pages

    @property
    def lacks_last_word(self) -> bool:
        """Whether every sheet is out and nothing keeps the device from saying that it is done."""
        job = self.job
        return job is not None and not job.state.is_over and job.impressions >= self.pages and not self.has_gap

    def told(self, job: DeviceJob | None) -> "Evidence":
        """With the device's newest answer."""
        if job is None:
            if self.is_over:
                return self  # its last word was heard; it need not remember
            forgot = self.device_id is not None or self.sheets > 0
            return replace(self, is_forgotten=forgot, lost_track=self.lost_track or forgot)
        if self.job is not None and self.is_over and job.id == self.job.id and job.state is not self.job.state:
            return self._contradicted(job)
        known = self.device_id is not None
        begun_anew = known and (job.id != self.device_id or (not job.state.is_over and job.impressions < self.sheets))
        return replace(
            self,
            job=job,
            device_id=job.id,
            sheets=max(self.sheets, job.impressions),
            has_gap=False,
            is_forgotten=False,
            lost_track=self.lost_track or begun_anew or (self.has_gap and not known),
        )

    def _contradicted(self, job: DeviceJob) -> "Evidence":
        """With another word after the last one: that it is complete stands, that it is not does no longer."""
        was_completed = self.job is not None and self.job.state is JobState.COMPLETED
        return replace(
            self,
            job=self.job if was_completed else job,
            sheets=max(self.sheets, job.impressions),
            has_gap=False,
            lost_track=True,
        )

    def conclude(self, *, is_clear: bool) -> PrintResult:
        """The verdict.

        Args:
            is_clear: queue and device have both said, and said again, that neither holds the job any longer. Without
                that nothing is NOT_DONE: a queue that still has it would print it when it comes back.
        """
        job = self.job
        if self.is_complete:
            return PrintResult(Outcome.DONE, self.sheets, None)
        if job is not None and job.state is JobState.COMPLETED:
            return PrintResult(Outcome.UNKNOWN, self.sheets, Fault.UNKNOWN)
        if job is not None and job.state.is_over:
            fault = self.fault or (Fault.CANCELLED if job.state is JobState.CANCELLED else Fault.BROKEN)
            is_proven = is_clear and self.sheets < self.pages and not self.has_gap and not self.lost_track
            return PrintResult(Outcome.NOT_DONE if is_proven else Outcome.UNKNOWN, self.sheets, fault)
        if job is None and is_clear and not self.has_gap and not self.lost_track:
            return PrintResult(Outcome.NOT_DONE, 0, self.fault or Fault.CANCELLED)
        return PrintResult(Outcome.UNKNOWN, self.sheets, self.fault or Fault.UNKNOWN)

"""What PJL told of the one job that we handed over, and what that proves. Pure values."""

from dataclasses import dataclass, replace

from drivers.a4_printer import DeviceJob, JobState
from drivers.a4_printer.pjl_frames import JobCancelled, JobEnded, JobStarted, Message, PagePrinted


@dataclass(frozen=True, slots=True)
class PjlJob:
    """Grows look by look. See `device_job` for what counts as what."""

    id: int
    """The queue's number: PJL printers have none."""
    name: str
    pages: int
    count_before: int | None
    """The engine's page count before the document was handed over; None where it does not count."""
    is_heard: bool = True
    """Whether the line to the printer has been ours without a break since then. Where the printer serves one caller at
    a time it never is, and the count has to do alone."""
    counts_alone: bool = False
    """Whether the page count is believed without an unbroken line (such a printer)."""
    started: bool = False
    """USTATUS JOB START with our name."""
    others: bool = False
    """Another job was heard: pages cannot be told apart any longer."""
    page: int = 0
    """The last USTATUS PAGE of our job."""
    risen: int = 0
    """Pages that the engine counted since."""
    left_queue: bool = False
    """The queue no longer holds it, so the printer has it, or nobody."""
    withdrawn: bool = False
    """Taken out of the queue before CUPS had begun to send it."""
    end: JobEnded | None = None
    is_cancelled: bool = False
    is_idle: bool = False
    """The printer said at the last look that it is ready and has nothing to do."""

    def told(self, message: Message) -> "PjlJob":
        """With one thing that the printer said unasked."""
        match message:
            case JobStarted(name) if name == self.name:
                return replace(self, started=True)
            case JobStarted():
                return replace(self, others=True)
            case JobEnded(name) if name == self.name or (name is None and self.started):
                return replace(self, end=message)
            case JobCancelled(name) if name == self.name or (name is None and self.started and not self.others):
                return replace(self, is_cancelled=True)
            case JobEnded() | JobCancelled():
                return replace(self, others=True)  # the printer begins a job before the last one's pages are out
            case PagePrinted(number) if self.started and not self.others:
                return replace(self, page=max(self.page, number))
            case _:
                return self

    def looked(self, count: int | None, *, is_idle: bool, left_queue: bool) -> "PjlJob":
        """With the answers of one look."""
        risen = self.risen
        if count is not None and self.count_before is not None:
            risen = max(risen, count - self.count_before)
        return replace(self, risen=risen, is_idle=is_idle, left_queue=self.left_queue or left_queue)

    @property
    def is_over(self) -> bool:
        """Whether the printer has proven that it will do no more for it, or never got it."""
        job = self.device_job()
        return self.withdrawn if job is None else job.state.is_over

    def device_job(self) -> DeviceJob | None:
        """As the role tells it.

        CANCELLED: USTATUS JOB CANCELED for it. COMPLETED, with the printer's own number of pages:
        - USTATUS JOB END with our name; or
        - USTATUS JOB END without a name (CUPS names no EOJ) after START with our name, no other job heard, and as many
          PAGES as the engine's count has risen by; or
        - the engine's count has risen by exactly our pages, the queue has let go, the printer is ready and idle, no
          other job was heard, and the line was never broken (or the printer serves one caller at a time).
        None: it still lies in the queue and no sheet was counted, or it never left it. All else is PRINTING: pages may
        be out, and more may come.
        """
        if self.is_cancelled:
            return self._as(JobState.CANCELLED, self._seen())
        if (proven := self._proven()) is not None:
            return self._as(JobState.COMPLETED, proven)
        if not self.withdrawn and (self.started or self._seen() > 0 or self.left_queue):
            return self._as(JobState.PRINTING, self._seen())
        return None

    def _proven(self) -> int | None:
        if self.end is not None and self.end.pages is not None:
            if self.end.name == self.name:
                return self.end.pages
            if not self.others and self.is_heard and self.end.pages == self.risen:
                return self.end.pages
        is_alone = not self.others and (self.is_heard or self.counts_alone)
        if self.risen == self.pages and self.left_queue and self.is_idle and is_alone:
            return self.risen
        return None

    def _seen(self) -> int:
        return max(self.page, self.risen)

    def _as(self, state: JobState, impressions: int) -> DeviceJob:
        return DeviceJob(self.id, self.name, state, impressions)

"""Follows one job at the device until it is over, or until waiting makes no sense any longer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from config.settings import Limits
from drivers.a4_printer import A4Printer, Condition, JobState
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from printing.evidence import Evidence

LOOK_S = 0.3
"""Between two looks at a printing device: what a person at the screen takes for 'at once'."""
ABSENT_FOR_S = 5.0
"""Our choice: a printer silent for longer is no hiccup of the network. Its job is taken out of the queue then, because
CUPS would print it again when the printer comes back (seen with CUPS 2.4.2)."""
MISSING_LOOKS = 4
"""How often neither queue nor device may know a job before we believe that it was cancelled: between leaving the one
and being listed by the other, some looks can miss it."""

Note = Callable[[str, Mapping[str, str | int]], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """What may be shown while it prints."""

    sheet: int
    """Sheets that have come out."""
    sheets: int
    fault: Fault | None
    """What stops the printer now."""


class Watch:
    """One job.

    Args:
        printer: queue and device.
        clock: for waits.
        limits: printer_patience_s and print_page_s.
        note: writes into the journal.
        progress: told whenever a sheet came out or a fault began or ended.
    """

    def __init__(
        self, printer: A4Printer, clock: Clock, limits: Limits, note: Note, progress: Callable[[Progress], None]
    ) -> None:
        self._printer = printer
        self._clock = clock
        self._limits = limits
        self._note = note
        self._progress = progress
        self._moved_at = clock.monotonic()
        self._stopped_at: float | None = None
        self._missing = 0

    def follow(self, start: Evidence, stop: Callable[[], bool]) -> Evidence:
        """Wait for the end; the evidence's `fault` says why, when the job is not over.

        Args:
            start: the job that was handed over.
            stop: asked at every look; True gives up.
        """
        self._progress(Progress(0, start.pages, None))
        evidence = start
        while not stop():
            before, evidence = evidence, self._look(evidence)
            self._tell(before, evidence)
            if evidence.is_over:
                return evidence
            reason = self._reason_to_end(before, evidence)
            if reason is not None:
                return replace(evidence, fault=reason)
            self._clock.pause(LOOK_S)
        return replace(evidence, fault=Fault.CANCELLED)

    def _look(self, evidence: Evidence) -> Evidence:
        try:
            job = self._printer.device_job(evidence.name)
            condition = self._printer.condition()
        except DeviceError as error:
            if self._stopped_at is not None and self._clock.monotonic() - self._stopped_at >= ABSENT_FOR_S:
                self._printer.cancel(evidence.name)
            return replace(evidence, has_gap=True, fault=error.fault)
        evidence = evidence.told(job)
        if evidence.job is None:
            return replace(evidence, fault=self._queue_fault(evidence.name) or _stopping(condition, None))
        return replace(evidence, fault=_stopping(condition, evidence.job.state))

    def _queue_fault(self, name: str) -> Fault | None:
        """Asked only until the device knows the job."""
        try:
            if self._printer.queue_has(name):
                self._missing = 0
                return None
        except DeviceError as error:
            return error.fault
        self._missing += 1
        return None

    def _reason_to_end(self, before: Evidence, evidence: Evidence) -> Fault | None:
        now = self._clock.monotonic()
        if evidence.fault is not None:
            self._stopped_at = now if self._stopped_at is None else self._stopped_at
            self._moved_at = now
            return evidence.fault if now - self._stopped_at >= self._limits.printer_patience_s else None
        self._stopped_at = None
        if evidence.is_forgotten:
            return Fault.GONE
        if evidence.job is None and self._missing >= MISSING_LOOKS:
            return Fault.CANCELLED
        if evidence.job != before.job:
            self._moved_at = now
        return Fault.TIMED_OUT if now - self._moved_at >= self._limits.print_page_s else None

    def _tell(self, before: Evidence, evidence: Evidence) -> None:
        if before.job is None and evidence.job is not None:
            self._note("print-seen", {"device_job": evidence.job.id})
        if (before.sheets, before.fault) == (evidence.sheets, evidence.fault):
            return
        facts: dict[str, str | int] = {"sheets": evidence.sheets}
        if evidence.fault is not None:
            facts["fault"] = evidence.fault.value
        self._note("print-moved", facts)
        self._progress(Progress(evidence.sheets, evidence.pages, evidence.fault))


def _stopping(condition: Condition, state: JobState | None) -> Fault | None:
    """What keeps the device from going on with the job."""
    if state is not None and state.is_over:
        return None
    if condition.faults:
        return condition.faults[0]
    return Fault.UNKNOWN if state is JobState.STOPPED else None

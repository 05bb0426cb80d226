"""An IPP printer behind a CUPS queue: handed over to the queue, believed from the device.

Seen with CUPS 2.4.2: the queue counts pages as they are filtered (3 of 3 after 0.1 s), says `canceled` for a job the
engine aborted, keeps stale reasons while idle, and retries for ever when the printer is off. So the queue is asked
for one thing only: whether it still holds a job.
"""

from dataclasses import dataclass

from config.settings import A4PrinterSettings
from drivers.a4_printer import Condition, DeviceJob, JobState
from drivers.a4_printer.frames import Answer, Attribute, Group, Operation, Tag, attribute
from drivers.a4_printer.line import Line, NotAnswered, NotIpp, NotReached, to_device, to_queue
from drivers.a4_printer.reasons import faults_in
from drivers.faults import DeviceError, Fault

A4 = "iso_a4_210x297mm"
"""PWG 5101.1 name; without it ippeveprinter and many office printers take US Letter."""
DEVICE_ANSWERS_WITHIN_S = 3.0
"""Our choice; a printer on the same switch answers in some 10 ms."""
QUEUE_ANSWERS_WITHIN_S = 5.0
"""Our choice; CUPS answers in some 5 ms, and writes a document of a few hundred KB before it answers."""

_STATES = {
    3: JobState.WAITING,
    4: JobState.WAITING,
    5: JobState.PRINTING,
    6: JobState.STOPPED,
    7: JobState.CANCELLED,
    8: JobState.ABORTED,
    9: JobState.COMPLETED,
}
_PRINTER_PROCESSING, _PRINTER_STOPPED = 4, 5
_NOT_FOUND = 0x0406
_WANTED_OF_JOB = attribute(
    Tag.KEYWORD,
    "requested-attributes",
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-impressions-completed",
    "job-media-sheets-completed",
)
_WANTED_OF_PRINTER = attribute(
    Tag.KEYWORD,
    "requested-attributes",
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "media-ready",
)


@dataclass(frozen=True, slots=True)
class _Job:
    id: int
    name: str
    state: JobState
    impressions: int
    reasons: tuple[str, ...]


class CupsIppPrinter:
    """Fulfils drivers.a4_printer.A4Printer. Holds no connection between two questions.

    Args:
        settings: queue, CUPS and device addresses.
    """

    def __init__(self, settings: A4PrinterSettings) -> None:
        self._device = to_device(settings.device)
        self._queue = to_queue(settings.cups, settings.queue)

    def condition(self) -> Condition:
        """Ask the device itself (see A4Printer)."""
        answer = self._ask_device(Operation.GET_PRINTER_ATTRIBUTES, _WANTED_OF_PRINTER)
        printer = next(iter(answer.all_of(Tag.PRINTER)), None)
        state = printer.integer("printer-state") if printer else None
        if printer is None or state is None:
            raise DeviceError(Fault.GARBLED, f"no printer-state, status {answer.status:#06x}")
        stopping, warnings = faults_in(printer.texts("printer-state-reasons"))
        if state == _PRINTER_STOPPED and not stopping:
            stopping = (Fault.UNKNOWN,)
        if printer.truth("printer-is-accepting-jobs") is False and not stopping:
            stopping = (Fault.REFUSED,)
        return Condition(stopping, warnings, printer.texts("media-ready"), is_busy=state == _PRINTER_PROCESSING)

    def hand_over(self, pdf: bytes, name: str, *, cancel_after_s: int) -> int:
        """Give a document to the queue (see A4Printer).

        Raises:
            DeviceError: QUEUE_GONE or REFUSED, nothing was taken; GONE, the answer was lost and nobody knows.
        """
        attributes = (
            attribute(Tag.NAME, "job-name", name),
            attribute(Tag.MIME_TYPE, "document-format", "application/pdf"),
        )
        job = (
            attribute(Tag.INTEGER, "copies", 1),
            attribute(Tag.KEYWORD, "media", A4),
            attribute(Tag.KEYWORD, "sides", "one-sided"),
            attribute(Tag.INTEGER, "job-cancel-after", cancel_after_s),
        )
        try:
            answer = self._queue.ask(Operation.PRINT_JOB, attributes, job, pdf, within_s=QUEUE_ANSWERS_WITHIN_S)
        except NotReached as error:
            raise DeviceError(Fault.QUEUE_GONE, f"CUPS: {error}") from error
        except (NotAnswered, NotIpp) as error:
            raise DeviceError(Fault.GONE, f"CUPS after the document was sent: {error}") from error
        if not answer.is_ok:
            fault = Fault.QUEUE_GONE if answer.status == _NOT_FOUND else Fault.REFUSED
            raise DeviceError(fault, f"Print-Job: status {answer.status:#06x}")
        number = next((found.integer("job-id") for found in answer.all_of(Tag.JOB)), None)
        if number is None:
            raise DeviceError(Fault.GONE, "CUPS took the document and named no job")
        return number

    def device_job(self, name: str) -> DeviceJob | None:
        """The newest job of that name at the device (see A4Printer)."""
        for which in ("not-completed", "completed"):
            found = [job for job in self._jobs_on_device(which) if job.name == name]
            if found:
                newest = max(found, key=lambda job: job.id)
                return DeviceJob(newest.id, newest.name, newest.state, newest.impressions, newest.reasons)
        return None

    def queue_has(self, name: str) -> bool:
        """Whether the queue still holds an unfinished job of that name (see A4Printer)."""
        return any(job.name == name for job in self._jobs_in_queue())

    def cancel(self, name: str) -> bool:
        """Cancel a job in the queue and at the device (see A4Printer)."""
        return self._cancel(name)

    def cancel_everything(self) -> bool:
        """Cancel whatever is unfinished in the queue and at the device (see A4Printer)."""
        return self._cancel(None)

    def close(self) -> None:
        """Nothing is held open."""

    def _cancel(self, name: str | None) -> bool:
        """Queue first: what it does not hold any longer cannot come to the device behind our back."""
        is_clear = True
        for line, list_jobs in ((self._queue, self._jobs_in_queue), (self._device, self._jobs_on_device)):
            try:
                for job in list_jobs():
                    if name in (None, job.name):
                        _cancel_at(line, job.id)
                is_clear = is_clear and not any(name in (None, job.name) for job in list_jobs())
            except DeviceError:
                is_clear = False
        return is_clear

    def _jobs_on_device(self, which: str = "not-completed") -> list[_Job]:
        return _jobs(self._ask_device(Operation.GET_JOBS, attribute(Tag.KEYWORD, "which-jobs", which), _WANTED_OF_JOB))

    def _jobs_in_queue(self) -> list[_Job]:
        try:
            answer = self._queue.ask(
                Operation.GET_JOBS,
                (attribute(Tag.KEYWORD, "which-jobs", "not-completed"), _WANTED_OF_JOB),
                within_s=QUEUE_ANSWERS_WITHIN_S,
            )
        except (NotReached, NotAnswered, NotIpp) as error:
            raise DeviceError(Fault.QUEUE_GONE, f"CUPS: {error}") from error
        if not answer.is_ok:
            raise DeviceError(Fault.QUEUE_GONE, f"Get-Jobs: status {answer.status:#06x}")
        return _jobs(answer)

    def _ask_device(self, operation: Operation, *attributes: Attribute) -> Answer:
        try:
            answer = self._device.ask(operation, attributes, within_s=DEVICE_ANSWERS_WITHIN_S)
        except (NotReached, NotAnswered) as error:
            raise DeviceError(Fault.ABSENT, f"printer: {error}") from error
        except NotIpp as error:
            raise DeviceError(Fault.GARBLED, f"printer: {error}") from error
        if not answer.is_ok:
            raise DeviceError(Fault.GARBLED, f"printer: {operation.name} status {answer.status:#06x}")
        return answer


def _cancel_at(line: Line, number: int) -> None:
    """Ask; the answer does not matter (it may have ended a moment ago), the list of jobs afterwards does."""
    try:
        line.ask(Operation.CANCEL_JOB, (attribute(Tag.INTEGER, "job-id", number),), within_s=DEVICE_ANSWERS_WITHIN_S)
    except (NotReached, NotAnswered, NotIpp) as error:
        raise DeviceError(Fault.ABSENT, f"Cancel-Job: {error}") from error


def _jobs(answer: Answer) -> list[_Job]:
    return [_job(group) for group in answer.all_of(Tag.JOB)]


def _job(group: Group) -> _Job:
    number, state = group.integer("job-id"), _STATES.get(group.integer("job-state") or 0)
    if number is None or state is None:
        raise DeviceError(Fault.GARBLED, "a job without number or state")
    impressions = group.integer("job-impressions-completed")
    if impressions is None:
        impressions = group.integer("job-media-sheets-completed")
    name = next(iter(group.texts("job-name")), "")
    return _Job(number, name, state, impressions or 0, group.texts("job-state-reasons"))

"""The CUPS queue: takes documents, and is asked for one thing only, whether it still holds a job.

Seen with CUPS 2.4.2: the queue counts pages as they are filtered (3 of 3 after 0.1 s), says `canceled` for a job the
engine aborted, keeps stale reasons while idle, and retries for ever when the printer is off.
"""

from config.device_settings import A4PrinterSettings
from drivers.a4_printer.frames import Collection, Operation, Tag, attribute
from drivers.a4_printer.jobs import LISTED, ListedJob, cancel_at, listed
from drivers.a4_printer.line import NotAnswered, NotIpp, NotReached, to_queue
from drivers.faults import DeviceError, Fault

A4 = "iso_a4_210x297mm"
"""PWG 5101.1 name; without it ippeveprinter and many office printers take US Letter."""
A4_WIDTH, A4_HEIGHT = 21_000, 29_700
"""Hundredths of a millimetre."""
QUEUE_ANSWERS_WITHIN_S = 5.0
"""Our choice; CUPS answers in some 5 ms, and writes a document of a few hundred KB before it answers."""
_NOT_FOUND = 0x0406


class CupsQueue:
    """One queue. Holds no connection between two questions.

    Args:
        settings: where CUPS is, and the queue's name.
    """

    def __init__(self, settings: A4PrinterSettings) -> None:
        self._line = to_queue(settings.cups, settings.queue)

    def hand_over(self, pdf: bytes, name: str, *, cancel_after_s: int, tray: str = "") -> int:
        """Give a document to the queue under our own token `name`, one copy, A4, one-sided, from that tray.

        Returns:
            The queue's job number.

        Raises:
            DeviceError: QUEUE_GONE or REFUSED, nothing was taken; GONE, the answer was lost and nobody knows.
        """
        attributes = (
            attribute(Tag.NAME, "job-name", name),
            attribute(Tag.MIME_TYPE, "document-format", "application/pdf"),
        )
        job = (
            attribute(Tag.INTEGER, "copies", 1),
            attribute(Tag.KEYWORD, "media", A4) if tray == "" else _a4_from(tray),
            attribute(Tag.KEYWORD, "sides", "one-sided"),
            attribute(Tag.INTEGER, "job-cancel-after", cancel_after_s),
        )
        try:
            answer = self._line.ask(Operation.PRINT_JOB, attributes, job, pdf, within_s=QUEUE_ANSWERS_WITHIN_S)
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

    def jobs(self) -> list[ListedJob]:
        """What is unfinished in the queue.

        Raises:
            DeviceError: QUEUE_GONE.
        """
        try:
            answer = self._line.ask(
                Operation.GET_JOBS,
                (attribute(Tag.KEYWORD, "which-jobs", "not-completed"), LISTED),
                within_s=QUEUE_ANSWERS_WITHIN_S,
            )
        except (NotReached, NotAnswered, NotIpp) as error:
            raise DeviceError(Fault.QUEUE_GONE, f"CUPS: {error}") from error
        if not answer.is_ok:
            raise DeviceError(Fault.QUEUE_GONE, f"Get-Jobs: status {answer.status:#06x}")
        return listed(answer)

    def has(self, name: str) -> bool:
        """Whether it holds an unfinished job of that name; errors as `jobs`."""
        return any(job.name == name for job in self.jobs())

    def cancel(self, name: str | None) -> bool:
        """Cancel the jobs of that name, or all; whether none of them is left, False when CUPS does not answer."""
        return cancel_at(self._line, name, self.jobs)


def _a4_from(tray: str) -> Collection:
    """media-col instead of media (PWG 5100.3 3.13): CUPS makes the driver's InputSlot of it, and the device's tray."""
    size = (attribute(Tag.INTEGER, "x-dimension", A4_WIDTH), attribute(Tag.INTEGER, "y-dimension", A4_HEIGHT))
    return Collection("media-col", (Collection("media-size", size), attribute(Tag.KEYWORD, "media-source", tray)))

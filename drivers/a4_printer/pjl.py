"""A printer that does not speak IPP: handed over to the CUPS queue, believed from PJL readback on its raw port.

What is proof and what is not stands in `PjlJob.device_job`. Beyond PJL, and therefore never claimed:

- That a sheet which the printer has not begun will not come: PJL has no command that cancels a job. A document that
  was sent and not proven printed stays UNKNOWN, and its rest comes out when the paper is refilled; until the printer
  says that it is idle nothing new is handed over.
- Anything about a job from before a restart of ours: the count before it is not known any longer.
- Who printed, where the count does the proving: nobody else may print on this printer. Where it serves one caller at a
  time (`pjl_beside = false`) we cannot hear, so its pages of its own (start page, report) have to be switched off too.
- Which paper lies in the tray: `Condition.media` stays empty.

The queue, once a hall, for a printer that takes PDF (another needs its maker's driver, with a PJL JOB command in it):
`lpadmin -p a4 -E -v "socket://PRINTER:9100/?waiteof=false&snmp=false" -P drivers/a4_printer/pjl_pdf.ppd`. Without the
two options CUPS 2.4.2 looks for SNMP for 4 s before each job, and keeps a job until the printer hangs up. A printer on
USB takes part through a raw-port server in front of it (p910nd -b; not tried here), with `pjl_beside = false`.
"""

import io
from collections.abc import Callable
from dataclasses import replace

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from config.device_settings import A4PrinterSettings
from drivers.a4_printer import Condition, DeviceJob
from drivers.a4_printer.cups_queue import CupsQueue
from drivers.a4_printer.jobs import ListedJob
from drivers.a4_printer.pjl_codes import reduced
from drivers.a4_printer.pjl_job import PjlJob
from drivers.a4_printer.pjl_line import PjlLine
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.wire import Wire


class CupsPjlPrinter:
    """Fulfils drivers.a4_printer.A4Printer. Holds the line from before a hand-over, where the printer allows that.

    Args:
        settings: queue, CUPS and the raw port.
        clock: for limits.
        opened: calls the raw port `settings.pjl`; DeviceError ABSENT when it does not take the call.
    """

    def __init__(self, settings: A4PrinterSettings, clock: Clock, opened: Callable[[], Wire]) -> None:
        self._line = PjlLine(opened, clock)
        self._queue = CupsQueue(settings)
        self._beside = settings.pjl_beside
        self._job: PjlJob | None = None
        self._call = 0
        """Which call of the line the job was handed over on."""

    def condition(self) -> Condition:
        """Ask the device itself (see A4Printer); only `busy` while it serves the queue and nobody else."""
        if self._is_taken():
            return Condition((), is_busy=True)
        return self._condition()

    def hand_over(self, pdf: bytes, name: str, *, cancel_after_s: int, tray: str = "") -> int:
        """Count, then give the document to the queue (see A4Printer).

        Raises:
            DeviceError: QUEUE_GONE, REFUSED, ABSENT or GARBLED, nothing was taken; GONE, as CupsQueue.
        """
        try:
            pages = len(PdfReader(io.BytesIO(pdf)).pages)
        except (PyPdfError, ValueError) as error:
            raise DeviceError(Fault.REFUSED, f"no PDF: {type(error).__name__}") from error
        count = self._line.page_count()
        self._line.news()
        self._call = self._line.calls
        self._job = PjlJob(0, name, pages, count, is_heard=self._beside, counts_alone=not self._beside)
        self._rest()
        number = self._queue.hand_over(pdf, name, cancel_after_s=cancel_after_s, tray=tray)
        self._job = replace(self._job, id=number)
        return number

    def device_job(self, name: str) -> DeviceJob | None:
        """What is proven of the job that was handed over last (see A4Printer and PjlJob); None for any other."""
        if self._job is None or self._job.name != name:
            if not self._is_taken():
                self._condition()  # a printer that does not answer is told apart from one that does not know the job
            return None
        if not self._job.is_over and not self._is_taken():
            self._job = self._looked(self._job)
        return self._job.device_job()

    def queue_has(self, name: str) -> bool:
        """Whether the queue still holds an unfinished job of that name (see A4Printer)."""
        return self._queue.has(name)

    def cancel(self, name: str) -> bool:
        """Take the job out of the queue.

        Returns:
            True when the queue has let go and the printer is proven to be done with it, or never got it. A document
            that was sent cannot be taken back.
        """
        in_queue = self._in_queue(name)
        is_queue_clear = self._queue.cancel(name)
        job = self._job
        if job is None or job.name != name:
            return is_queue_clear and self._is_idle()
        if is_queue_clear and in_queue is not None and not in_queue.was_begun and job.device_job() is None:
            self._job = job = replace(job, withdrawn=True)
        return is_queue_clear and job.is_over and self._is_idle()

    def cancel_queued(self, name: str) -> bool:
        """Cancel a job in the queue alone (see A4Printer)."""
        return self._queue.cancel(name)

    def cancel_everything(self) -> bool:
        """Empty the queue; True when it is empty and the printer says that it has nothing to do."""
        is_clear = self._queue.cancel(None) and self._is_idle()
        if is_clear:
            self._job = None
        return is_clear

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _looked(self, job: PjlJob) -> PjlJob:
        left_queue = job.left_queue or self._has_left(job.name)
        condition = self._condition()
        count = self._line.page_count()
        for message in self._line.news():
            job = job.told(message)
        if self._line.calls != self._call:
            job = replace(job, is_heard=False)
        self._rest()
        is_idle = not condition.is_busy and not condition.faults
        return job.looked(count, is_idle=is_idle, left_queue=left_queue)

    def _condition(self) -> Condition:
        status = self._line.status()
        self._rest()
        stopping, warnings, is_busy = reduced(status.codes, online=status.online)
        return Condition(stopping, warnings, is_busy=is_busy)

    def _rest(self) -> None:
        """Hang up between looks where the queue could not get through otherwise."""
        if not self._beside:
            self._line.close()

    def _is_idle(self) -> bool:
        if self._is_taken():
            return False
        try:
            condition = self._condition()
        except DeviceError:
            return False
        return not condition.is_busy and not condition.faults

    def _is_taken(self) -> bool:
        """Whether the printer's one caller is the queue now."""
        if self._beside or self._job is None:
            return False
        in_queue = self._in_queue(self._job.name)
        return in_queue is not None and in_queue.was_begun

    def _has_left(self, name: str) -> bool:
        """Whether CUPS says so; a CUPS that is gone has not let go."""
        try:
            return not self._queue.has(name)
        except DeviceError:
            return False

    def _in_queue(self, name: str) -> ListedJob | None:
        try:
            return next((job for job in self._queue.jobs() if job.name == name), None)
        except DeviceError:
            return None

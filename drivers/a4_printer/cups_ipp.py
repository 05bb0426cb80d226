"""An IPP printer behind a CUPS queue: handed over to the queue, believed from the device."""

from config.device_settings import A4PrinterSettings
from drivers.a4_printer import Condition, DeviceJob
from drivers.a4_printer.cups_queue import CupsQueue
from drivers.a4_printer.frames import Answer, Attribute, Operation, Tag, attribute
from drivers.a4_printer.jobs import LISTED, ListedJob, cancel_at, listed
from drivers.a4_printer.line import NotAnswered, NotIpp, NotReached, to_device
from drivers.a4_printer.reasons import faults_in
from drivers.a4_printer.trays import sheets_by_tray, sheets_in, sheets_out
from drivers.faults import DeviceError, Fault

DEVICE_ANSWERS_WITHIN_S = 3.0
"""Our choice; a printer on the same switch answers in some 10 ms."""

_PRINTER_PROCESSING, _PRINTER_STOPPED = 4, 5
_WANTED_OF_PRINTER = attribute(
    Tag.KEYWORD,
    "requested-attributes",
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "media-ready",
    "printer-input-tray",
    "printer-output-tray",
)


class CupsIppPrinter:
    """Fulfils drivers.a4_printer.A4Printer. Holds no connection between two questions.

    Args:
        settings: queue, CUPS and device addresses.
    """

    def __init__(self, settings: A4PrinterSettings) -> None:
        self._device = to_device(settings.device)
        self._queue = CupsQueue(settings)

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
        return Condition(
            stopping,
            warnings,
            printer.texts("media-ready"),
            is_busy=state == _PRINTER_PROCESSING,
            sheets=sheets_in(printer.octets("printer-input-tray")),
            in_trays=sheets_by_tray(printer.octets("printer-input-tray")),
            left_out=sheets_out(printer.octets("printer-output-tray")),
        )

    def hand_over(self, pdf: bytes, name: str, *, cancel_after_s: int, tray: str = "") -> int:
        """Give a document to the queue (see A4Printer and CupsQueue)."""
        return self._queue.hand_over(pdf, name, cancel_after_s=cancel_after_s, tray=tray)

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
        return self._queue.has(name)

    def cancel(self, name: str) -> bool:
        """Cancel a job in the queue and at the device (see A4Printer)."""
        return self._cancel(name)

    def cancel_queued(self, name: str) -> bool:
        """Cancel a job in the queue alone (see A4Printer)."""
        return self._queue.cancel(name)

    def cancel_everything(self) -> bool:
        """Cancel whatever is unfinished in the queue and at the device (see A4Printer)."""
        return self._cancel(None)

    def close(self) -> None:
        """Nothing is held open."""

    def _cancel(self, name: str | None) -> bool:
        """Queue first: what it does not hold any longer cannot come to the device behind our back."""
        is_queue_clear = self._queue.cancel(name)
        return cancel_at(self._device, name, self._jobs_on_device) and is_queue_clear

    def _jobs_on_device(self, which: str = "not-completed") -> list[ListedJob]:
        return listed(self._ask_device(Operation.GET_JOBS, attribute(Tag.KEYWORD, "which-jobs", which), LISTED))

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

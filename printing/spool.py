"""The deed of printing: written down first, handed to the queue, and believed only from the device.

DONE is said when the printer itself calls the job completed (9) and has counted every page. NOT_DONE is said when the
printer shows that the paper is not complete, and queue and printer both show that they hold nothing of it any longer:
nothing more will come. All else is UNKNOWN. Before anything is said, we try to take the job out of queue and printer.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace

from config.settings import Limits
from drivers.a4_printer import A4Printer, Condition
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from printing.deeds import BegunDeed, Deeds, DeedsError, Facts
from printing.document import Paper
from printing.evidence import Evidence, PrintResult
from printing.stock_tray import Sheets, StockTray
from printing.verify import NotBound, check_bound
from printing.watch import LOOK_S, Progress, Watch

__all__ = ["Deeds", "DeedsError", "PrintResult", "Progress", "Spool"]

A4 = "iso_a4_210x297mm"
"""PWG 5101.1 name of what has to lie in the tray."""
WITHDRAW_S = 15.0
"""How long we wait for a cancelled job to end: a page that is under way comes out first (8 s on slow printers)."""
LAST_WORD_S = 5.0
"""Our choice: between the last sheet and `completed` lie some 10 ms at the simulated printer, a second at real ones."""
SETTLE_S = 3.0
"""Our choice: a core that was killed is back within 5 s, of which its start takes some 1.5."""
SILENCE_S = 1.5
"""How long a device that is already known to be silent is asked on after its job was taken out of the queue (after a
restart of ours it gets all of SETTLE_S: printer and terminal may just be coming up together), and how long a person
whose every sheet is out waits for a queue that does not let go. The next look at rest sweeps it."""
PAGES_ON_LOW_TONER = 50
"""Our choice: office printers warn with some 5 to 10 % of a cartridge of 2 000 pages and more left."""
QUIET_LOOKS = 4
"""How many looks in a row must find queue and device clear before we believe it: CUPS stops its backend a moment after
it calls a job cancelled, and until then the job can still reach the device."""


class Spool:
    """One print at a time.

    Args:
        printer: queue and device.
        deeds: the journal.
        clock: for waits.
        limits: printer_patience_s (a stopped printer may be helped that long) and print_page_s (longest silence).
        tray: of ordinary paper; empty leaves it to the printer.
        photo_tray: of photo paper; empty: there is none.
        stock: the tray of numbered sheets and its ledger; None without one.
    """

    def __init__(
        self,
        printer: A4Printer,
        deeds: Deeds,
        clock: Clock,
        limits: Limits,
        *,
        tray: str = "",
        photo_tray: str = "",
        stock: StockTray | None = None,
    ) -> None:
        self._tray = tray
        self._photo_tray = photo_tray
        self._stock = stock
        self._printer = printer
        self._deeds = deeds
        self._clock = clock
        self._limits = limits
        self._quiet_looks = 0
        """How many sweeps in a row, the last one included, found both empty since anything was handed over."""

    def sweep(self) -> Fault | None:
        """Cancel whatever is left in queue and printer: no page of an earlier visit may come out later.

        Waits for nothing but the answers, whatever is wrong with the printer: for the start and for every look at rest.

        Returns:
            None when both have said that they hold nothing. TIMED_OUT when a cancelled job has not ended yet; else why
            nobody can tell: QUEUE_GONE, ABSENT, GARBLED.
        """
        if self._printer.cancel_everything():
            self._quiet_looks += 1
            return None
        self._quiet_looks = 0
        try:
            self._printer.queue_has("")
            self._printer.device_job("")
        except DeviceError as error:
            return error.fault
        return Fault.TIMED_OUT

    def look(self) -> Condition:
        """Look at the printer at rest: sweep, then ask how it is.

        Raises:
            DeviceError: queue or printer did not answer this time (QUEUE_GONE, ABSENT, GARBLED). One such look is no
                fault yet; that is for who counts them.
        """
        left = self.sweep()
        if left not in (None, Fault.TIMED_OUT):
            raise DeviceError(left, "while it was swept")
        condition = self._printer.condition()
        return replace(condition, faults=_faults_of(condition) or _one(left))

    def ready_for(self, pages: int, *, sheets: Sheets = "plain") -> tuple[Fault, ...]:
        """What speaks against printing so many pages on such sheets now, worst first; empty when nothing does.

        Sweeps first, in every case. A printer that is in order gets WITHDRAW_S to end what was cancelled.
        """
        left = self.sweep()
        if pages < 1:
            return (Fault.REFUSED,)
        if sheets == "photo" and not self._photo_tray:
            return (Fault.NOT_FITTED,)
        on_stock = self.takes_numbers(sheets)
        try:
            condition = self._printer.condition()
            faults = _faults_of(condition, pages, self._sheets(condition, sheets))
        except DeviceError as error:
            return (error.fault,)
        if on_stock and not faults:
            faults = _one(self._stock.lacks(pages, condition) if self._stock is not None else Fault.NOT_FITTED)
        deadline = self._clock.monotonic() + WITHDRAW_S
        while not faults and self._quiet_looks < QUIET_LOOKS:
            if left not in (None, Fault.TIMED_OUT) or self._clock.monotonic() >= deadline:
                return _one(left or Fault.TIMED_OUT)
            self._clock.pause(LOOK_S)
            left = self.sweep()
        return faults

    def takes_numbers(self, sheets: Sheets) -> bool:
        """Whether a paper that wants such sheets is printed on numbered ones at this terminal."""
        return sheets == "numbered" or (sheets == "numbered-where-fitted" and self._stock is not None)

    def _sheets(self, condition: Condition, sheets: Sheets) -> int | None:
        """In the tray that is printed from, as far as the printer counts."""
        tray = self._photo_tray if sheets == "photo" else self._tray
        if self.takes_numbers(sheets) and self._stock is not None:
            tray = self._stock.name
        return condition.in_trays.get(tray) if tray else condition.sheets

    def _take(self, deed: str, pages: int, sheets: Sheets) -> str:
        """The tray to print from; numbered sheets are taken from the ledger. Errors as StockTray.take and condition."""
        if not self.takes_numbers(sheets):
            return self._photo_tray if sheets == "photo" else self._tray
        if self._stock is None:
            raise DeviceError(Fault.NOT_FITTED, "no tray of numbered sheets")
        self._stock.take(deed, pages, self._printer.condition())
        return self._stock.name

    def print_paper(
        self,
        paper: Paper,
        deed: str,
        running_visit: Callable[[], str],
        subject: str,
        *,
        document_no: str,
        progress: Callable[[Progress], None],
        stop: Callable[[], bool],
        sheets: Sheets = "plain",
    ) -> PrintResult:
        """Print one paper once.

        Args:
            paper: the bytes and what they are bound to.
            deed: random id of this print, known to the journal from here on.
            running_visit: asked in the last moment before the bytes leave: the visit that runs then.
            subject: the person it identified.
            document_no: the platform's number of the document, for the journal.
            progress: told whenever a sheet came out or a fault began or ended.
            stop: asked between looks; True gives the job up.
            sheets: what it is printed on; the numbers of numbered ones are written down before the queue hears of it.

        Raises:
            DeedsError: the journal did not take the intention, or the numbers; nothing was done. After that a journal
                that fails stops nothing: the result is true all the same, and `unwritten`.
            NotBound: the paper is not this visit's; nothing was sent, and the deed is settled as not done.
        """
        name = f"k{secrets.token_hex(8)}"
        self._deeds.intend(
            deed,
            "print",
            {
                "session": paper.session,
                "job": name,
                "serial": paper.serial,
                "document_no": document_no,
                "sha256": paper.sha256,
                "pages": paper.pages,
            },
        )
        begun = BegunDeed(self._deeds, deed, "print")
        faults = self.ready_for(paper.pages, sheets=sheets)
        if faults:
            return _settled(begun, PrintResult(Outcome.NOT_DONE, 0, faults[0]))
        if stop():
            return _settled(begun, PrintResult(Outcome.NOT_DONE, 0, Fault.CANCELLED))
        try:
            check_bound(paper, running_visit(), subject)
        except NotBound:
            _settled(begun, PrintResult(Outcome.NOT_DONE, 0, Fault.REFUSED))
            raise
        try:
            tray = self._take(deed, paper.pages, sheets)
        except DeviceError as error:
            return _settled(begun, PrintResult(Outcome.NOT_DONE, 0, error.fault))
        except DeedsError:
            _settled(begun, PrintResult(Outcome.NOT_DONE, 0, Fault.REFUSED))
            raise
        try:
            cancel_after_s = self._cancel_after(paper.pages)
            number = self._printer.hand_over(paper.pdf, name, cancel_after_s=cancel_after_s, tray=tray)
            begun.note("print-submitted", {"queue_job": number})
        except DeviceError as error:
            if error.fault is not Fault.GONE:
                return _settled(begun, PrintResult(Outcome.NOT_DONE, 0, error.fault))
            # The queue's answer was lost, so it may have taken the document: watching tells.
        watch = Watch(self._printer, self._clock, self._limits, begun.note, progress)
        evidence = watch.follow(Evidence(name, paper.pages), stop)
        deadline = self._clock.monotonic() + WITHDRAW_S
        return _settled(begun, self._on_its_sheets(deed, self._withdraw(evidence, deadline, silence_s=SILENCE_S)))

    def settle_left(self, deed: str, facts: Facts, *, within_s: float = SETTLE_S) -> PrintResult:
        """Find out what became of a print that a crash left open; nothing more of it is printed.

        What is not proven in time is settled as UNKNOWN; what may still lie in the queue then is for the sweep at rest.

        Args:
            deed: its id.
            facts: all that the journal holds about it: job, pages, and device_job and sheets as far as they were seen.
            within_s: all the time it may take, but for a question that is under way (printers and CUPS get 3 to 5 s to
                answer one, and answer or refuse within milliseconds as a rule).
        """
        deadline = self._clock.monotonic() + within_s
        number = facts.get("device_job")
        left = Evidence(
            str(facts["job"]),
            int(facts["pages"]),
            device_id=None if number is None else int(number),
            sheets=int(facts.get("sheets", 0)),
            has_gap=True,
        )
        result = self._on_its_sheets(deed, self._withdraw(left, deadline, silence_s=within_s))
        return _settled(BegunDeed(self._deeds, deed, "print"), result)

    def _on_its_sheets(self, deed: str, result: PrintResult) -> PrintResult:
        """A paper that stands on other numbers than were written down is not one that anybody may call done."""
        if result.outcome is not Outcome.DONE or self._stock is None or self._stock.agrees(deed):
            return result
        return replace(result, outcome=Outcome.UNKNOWN, fault=Fault.NUMBER_OTHER)

    def _cancel_after(self, pages: int) -> int:
        """CUPS cancels the job by itself after so many seconds, should we be gone by then."""
        return round(self._limits.print_page_s * pages + self._limits.printer_patience_s + WITHDRAW_S)

    def _withdraw(self, evidence: Evidence, deadline: float, *, silence_s: float) -> PrintResult:
        """Take the job out of queue and device, ask the device for the last time, and conclude.

        Tried again every LOOK_S until both are proven clear of it, until `deadline` at the longest. Less is enough when
        every sheet is out, and when the queue is clear and the device has said nothing for `silence_s`. A device that
        has turned out every sheet gets a moment to say that it is done, before a cancelling would make a contradiction
        of it; so the device is always asked first, and where its silence takes all the time, the queue is emptied all
        the same.
        """
        began_at = heard_at = self._clock.monotonic()
        last_word_at = began_at + min(LAST_WORD_S, (deadline - began_at) / 2)
        self._quiet_looks = 0
        while (now := self._clock.monotonic()) < deadline:
            try:
                evidence = evidence.told(self._printer.device_job(evidence.name))
                heard_at = now
            except DeviceError as error:
                evidence = replace(evidence, has_gap=not evidence.is_over, fault=evidence.fault or error.fault)
            if self._clock.monotonic() >= deadline:
                self._printer.cancel_queued(evidence.name)
                break
            if not evidence.lacks_last_word or now >= last_word_at:
                is_clear = self._printer.cancel(evidence.name)
                self._quiet_looks = self._quiet_looks + 1 if is_clear else 0
                if self._quiet_looks >= QUIET_LOOKS:
                    return evidence.conclude(is_clear=True)
                if evidence.is_complete and (is_clear or now - began_at >= SILENCE_S):
                    break
                if now - heard_at >= silence_s and not self._may_be_queued(evidence.name):
                    break
            self._clock.pause(max(0.001, min(LOOK_S, deadline - self._clock.monotonic())))
        return evidence.conclude(is_clear=False)

    def _may_be_queued(self, name: str) -> bool:
        try:
            return self._printer.queue_has(name)
        except DeviceError:
            return True


def _faults_of(condition: Condition, pages: int = 0, sheets: int | None = None) -> tuple[Fault, ...]:
    """What keeps it from printing so many pages on A4."""
    if not condition.faults and condition.media and A4 not in condition.media:
        return (Fault.NO_PAPER,)
    if not condition.faults and sheets is not None and sheets < pages:
        return (Fault.PAPER_LOW,)
    if not condition.faults and Fault.NO_TONER in condition.warnings and pages > PAGES_ON_LOW_TONER:
        return (Fault.NO_TONER,)
    return condition.faults


def _one(fault: Fault | None) -> tuple[Fault, ...]:
    return () if fault is None else (fault,)


def _settled(begun: BegunDeed, result: PrintResult) -> PrintResult:
    facts: dict[str, str | int] = {"sheets": result.sheets_out}
    if result.fault is not None:
        facts["fault"] = result.fault.value
    begun.settle(result.outcome, facts)
    return replace(result, unwritten=begun.unwritten)

"""Carries out what a visit asks of the world, each on the worker of its device, and posts what came of it."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import assert_never

from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from drivers.receipt_printer import SlipOutcome
from kiosk import effects, service_effects
from kiosk.card_hands import CardHands
from kiosk.device_book import Count
from kiosk.devices import there
from kiosk.events import (
    CodeRefused,
    CodeSent,
    DayTold,
    DocumentIssued,
    Event,
    Failed,
    Identified,
    PageDrawn,
    PaperMade,
    PrinterAsked,
    PrintMoved,
    PrintSettled,
    RecordFound,
    SlipSettled,
    TimeTold,
)
from kiosk.issuing import checked_file, issue, sealed_paper_of
from kiosk.journal import JournalError
from kiosk.platform_errors import PlatformError, Refused, WrongAnswer
from kiosk.platform_values import ErrorCode
from kiosk.proof_hands import Post, ProofHands
from kiosk.service_hands import answered, wanted_record
from kiosk.tools import Tools
from kiosk.workers import Job, Stop, Work, Worker
from printing.certificate import pages_of, render
from printing.document import Paper
from printing.fonts import CannotDraw
from printing.layouts import LayoutError
from printing.preview import NotShown, picture_of
from printing.sheets import on_paper
from printing.spool import Progress

log = logging.getLogger(__name__)

PREVIEW = "preview"
"""The worker that draws pages of papers for the screen."""
PAGE_PX = 900
"""Width of such a picture: as wide as the widest place for it on the reference panel (our choice); some 200 KB."""


_SLIP_COUNTS = {
    SlipOutcome.PRINTED: (Count.SLIPS, Count.CUTS),
    SlipOutcome.CONSUMED: (Count.SLIPS,),
    SlipOutcome.NOT_PRINTED: (Count.FAILED_PRINTS,),
    SlipOutcome.UNKNOWN: (Count.UNKNOWN_PRINTS,),
}
"""Only a printer that says itself that it has printed and cut is believed to have cut."""


class Hands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        workers: by device name: idcard, receipt_printer, a4_printer, platform.
        card_poll_s: between two looks for a card.
        settled: called after a print was settled, so that the platform is told soon.
        left_open: called when the journal lacks the end of a print: it is settled there once rows are taken again.
        running_visit: the name of the visit that runs now; the paper in hand is compared with it before it is sent.
        preview: gets each picture of the camera while the face is looked at.
        show_page: gets number and picture of the page of a paper that the visit shows.
    """

    def __init__(
        self,
        tools: Tools,
        workers: dict[str, Worker],
        *,
        card_poll_s: float,
        settled: Callable[[], None],
        left_open: Callable[[], None],
        running_visit: Callable[[], str],
        preview: Callable[[bytes], None],
        show_page: Callable[[int, bytes], None],
    ) -> None:
        self._show_page = show_page
        self._proofs = ProofHands(tools, self._on, preview)
        self._cards = CardHands(tools, self._on, lambda: workers["idcard"].look_soon(), card_poll_s)
        self._left_open = left_open
        self._running_visit = running_visit
        self._tools = tools
        self._workers = workers
        self._settled = settled

    def carry_out(self, effect: effects.Effect, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`. StopPrinting is the caller's: it holds the job of the print.

        Returns:
            The job where one was queued.

        Raises:
            JournalError: a Record was not written; every other error is told by `post`.
        """
        match effect:
            case effects.ReadCard() | effects.AwaitCard() | effects.LookForCard() | effects.AwaitRemoval():
                return self._cards.carry_out(effect, post)
            case effects.SendCode() | effects.CheckCode() | effects.LookUp() | effects.Issue() | effects.IssueAgain():
                return self._on("platform", post, lambda _: post(self._asked(effect)))
            case (
                service_effects.LookUpOpen()
                | service_effects.ListLicences()
                | service_effects.ListCases()
                | service_effects.FindCase()
                | service_effects.FindCaseByScan()
                | service_effects.CheckPaper()
            ):
                return self._on("platform", post, lambda _: post(answered(effect, self._tools.asked_platform())))
            case effects.AskPrinter():
                return self._on("a4_printer", post, lambda _: post(self._ready_for(effect)))
            case effects.Print():
                return self._on("a4_printer", post, lambda stop: self._print(effect, post, stop))
            case effects.DrawPage(paper, page):
                return self._on(PREVIEW, post, lambda _: self._draw(paper, page, post))
            case effects.ShowPage(page, picture):
                self._show_page(page, picture)
                return None
            case effects.PrintSlip():
                return self._on("receipt_printer", post, lambda _: post(self._slip(effect)))
            case effects.Record(kind, facts):
                self._tools.journal.write(kind, "", dict(facts))
                return None
            case effects.Unprinted():
                return self._on("a4_printer", post, lambda _: self._unprinted(effect))
            case effects.TellTime():
                post(TimeTold(self._tools.clock.now()))
                return None
            case effects.TellDay():
                post(DayTold(self._tools.clock.now().date()))
                return None
            case effects.StopPrinting():
                return None
            case _:
                return self._proofs.carry_out(effect, post)

    def _on(self, worker: str, post: Post, work: Work) -> Job | None:
        def guarded(stop: Stop) -> None:
            try:
                work(stop)
            except DeviceError as error:
                post(Failed(error.fault.value, can_try_again=True))
            except PlatformError as error:
                post(Failed(error.key, can_try_again=error.can_try_again))
            except JournalError:
                post(Failed("disk_full", can_try_again=False))

        if worker not in self._workers:
            post(Failed(Fault.NOT_FITTED.value, can_try_again=False))
            return None
        return self._workers[worker].submit(guarded)

    def _asked(
        self, effect: effects.SendCode | effects.CheckCode | effects.LookUp | effects.Issue | effects.IssueAgain
    ) -> Event:
        platform, now = self._tools.asked_platform(), self._tools.clock.now()
        match effect:
            case effects.SendCode(document):
                return CodeSent(platform.challenge(document))
            case effects.CheckCode(challenge, answer, number):
                try:
                    return Identified(platform.answer(challenge, answer, number=number))
                except Refused as refused:
                    if refused.code is ErrorCode.CODE_WRONG:
                        return CodeRefused(refused.tries_left or 0)
                    raise
            case effects.LookUp(identity, number, inquiry):
                wanted = wanted_record(inquiry, now)
                return RecordFound(platform.record(identity, wanted, number=number), wanted)
            case effects.Issue() | effects.IssueAgain():
                issued = issue(self._tools.journal, platform, effect)
                file = checked_file(self._tools.journal, platform, effect, issued, now)
                return DocumentIssued(issued, self._tools.clock.now(), file)
            case _:
                assert_never(effect)

    def _ready_for(self, effect: effects.AskPrinter) -> Event:
        """A paper that cannot be made is not issued either."""
        try:
            pages = pages_of(on_paper(effect.layout, effect.record.model_dump(), effect.stamp))
        except CannotDraw:
            return Failed("cannot_draw", can_try_again=False)
        except (LayoutError, OverflowError):
            return Failed("wrong_answer", can_try_again=False)
        return PrinterAsked(there(self._tools.spool).ready_for(pages, on_stock=effect.on_stock), pages)

    def _print(self, effect: effects.Print, post: Post, stop: Stop) -> None:
        try:
            paper = self._paper(effect)
            picture = self._first_page(paper, has_to_be_seen=bool(effect.file))
        except (CannotDraw, WrongAnswer) as error:
            document = effect.document
            self._unprinted(effects.Unprinted(document.number, document.serial, effect.deed, effect.session))
            post(Failed("cannot_draw" if isinstance(error, CannotDraw) else error.key, can_try_again=False))
            return

        def moved(progress: Progress) -> None:
            post(PrintMoved(progress.sheet, progress.sheets, progress.fault))

        post(PaperMade(paper, picture))
        post(PrintMoved(0, paper.pages, None))
        result = there(self._tools.spool).print_paper(
            paper,
            effect.deed,
            self._running_visit,
            effect.subject,
            document_no=effect.document.number,
            progress=moved,
            stop=stop,
            on_stock=effect.on_stock,
        )
        if result.unwritten:
            self._left_open()
        self._count("a4_printer", Count.SHEETS, result.sheets_out)
        if result.outcome is not Outcome.DONE:
            failed = result.outcome is Outcome.NOT_DONE
            self._count("a4_printer", Count.FAILED_PRINTS if failed else Count.UNKNOWN_PRINTS)
        post(PrintSettled(result.outcome, result.sheets_out, result.fault))
        self._settled()

    def _first_page(self, paper: Paper, *, has_to_be_seen: bool) -> bytes:
        """Its picture, made of the bytes that are handed over next.

        Raises:
            WrongAnswer: a file of the platform's that cannot be shown is not printed either.
        """
        try:
            return picture_of(paper, 1, self._tools.clock, width_px=PAGE_PX).jpeg
        except NotShown as error:
            if has_to_be_seen:
                raise WrongAnswer(f"the sealed file: {error}") from error
            log.warning("a paper is printed that cannot be shown: %s", error)
            return b""

    def _draw(self, paper: Paper, page: int, post: Post) -> None:
        try:
            post(PageDrawn(page, picture_of(paper, page, self._tools.clock, width_px=PAGE_PX).jpeg))
        except NotShown as error:
            log.warning("a page of a paper cannot be shown: %s", error)

    def _paper(self, effect: effects.Print) -> Paper:
        """Laid out here, or the platform's own file, checked once more."""
        if effect.issued is None or effect.issued.sealed is None:
            return render(effect.document, effect.session)
        authority, now = self._tools.asked_platform().seal_authority, self._tools.clock.now()
        return sealed_paper_of(effect.issued, effect.file, effect.session, authority, now)

    def _slip(self, effect: effects.PrintSlip) -> Event:
        """A slip that fails spoils nothing: whatever happens to it, the visit hears only whether it came."""
        mark = effect.deed[:4].upper()
        journal = self._tools.journal
        try:
            journal.write("slip-intended", effect.deed, {"mark": mark})
        except JournalError:
            return SlipSettled(is_printed=False)
        facts: dict[str, str | int] = {}
        try:
            outcome = there(self._tools.devices.receipt_printer).print_slip(effect.slip, mark)
        except DeviceError as error:
            outcome = SlipOutcome.NOT_PRINTED
            facts["fault"] = error.fault.value
        with suppress(JournalError):
            # Recovery settles a slip that was left open: as unknown, which is what it is then.
            journal.write("slip-settled", effect.deed, {**facts, "outcome": outcome.value})
        is_printed = outcome in (SlipOutcome.PRINTED, SlipOutcome.CONSUMED)
        for count in _SLIP_COUNTS[outcome]:
            self._count("receipt_printer", count)
        return SlipSettled(is_printed)

    def _count(self, device: str, count: Count, by: int = 1) -> None:
        with suppress(JournalError):
            # Nobody is sent away because a counter could not be kept.
            self._tools.book.count(device, count, by)

    def _unprinted(self, effect: effects.Unprinted) -> None:
        facts: dict[str, str | int] = {
            "session": effect.session,
            "serial": effect.serial,
            "document_no": effect.document_no,
        }
        self._tools.journal.intend(effect.deed, "print", facts)
        self._tools.journal.settle(effect.deed, "print", Outcome.NOT_DONE, {"sheets": 0})
        self._settled()

"""Carries out what concerns papers: whether the printer can begin, making, showing and printing one."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import assert_never

from drivers.outcome import Outcome
from kiosk import effects
from kiosk.cabinet.book import Count
from kiosk.cabinet.devices import there
from kiosk.cabinet.workers import Job, Stop, Work
from kiosk.events import Event, Failed, PageDrawn, PaperMade, PrinterAsked, PrintMoved, PrintSettled
from kiosk.hands.issuing import sealed_paper_of
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.journal import JournalError
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.values import Issued
from printing.certificate import pages_of, render
from printing.document import Paper
from printing.fonts import CannotDraw
from printing.layouts import LayoutError
from printing.preview import NotShown, picture_of
from printing.sheets import on_paper
from printing.spool import Progress

log = logging.getLogger(__name__)

PREVIEW = "preview"
"""The worker that draws papers and pictures of their pages."""
PAGE_PX, LARGE_PX = 720, 1_500
"""Width of a page's picture, small and large, our choice: its place on the reference panels is 534 and 1 506 wide; a
third more costs little and serves a finer panel, more than that costs the 100 ms a person waits. 0.1, 0.4 MB."""


class PaperHands:
    """Papers, on the workers of printer and preview.

    Args:
        tools: what does the work.
        on: puts work on the worker of that name (see kiosk/hands/carrying_out.py).
        show_page: gets number and picture of the page of a paper that the visit shows.
        settled: called after a print was settled, so that the platform is told soon.
        left_open: called when the journal lacks the end of a print: it is settled there once rows are taken again.
        running_visit: the name of the visit that runs now; the paper in hand is compared with it before it is sent.
    """

    def __init__(
        self,
        tools: Tools,
        on: Callable[[str, Post, Work], Job | None],
        show_page: Callable[[int, bytes], None],
        settled: Callable[[], None],
        left_open: Callable[[], None],
        running_visit: Callable[[], str],
    ) -> None:
        self._tools = tools
        self._on = on
        self._show_page = show_page
        self._settled = settled
        self._left_open = left_open
        self._running_visit = running_visit

    def carry_out(self, effect: effects.PaperEffect, post: Post) -> Job | None:
        """As Hands.carry_out."""
        match effect:
            case effects.AskPrinter():
                return self._on("a4_printer", post, lambda _: post(self._ready_for(effect)))
            case effects.MakePaper():
                return self._on(PREVIEW, post, lambda _: post(self._make(effect)))
            case effects.DrawPage():
                return self._on(PREVIEW, post, lambda _: self._draw(effect, post))
            case effects.ShowPage(page, picture):
                self._show_page(page, picture)
                return None
            case effects.Print():
                return self._on("a4_printer", post, lambda stop: self._print(effect, post, stop))
            case _:
                assert_never(effect)

    def _ready_for(self, effect: effects.AskPrinter) -> Event:
        """A paper that cannot be made is not issued either."""
        try:
            pages = effect.copies * pages_of(on_paper(effect.layout, effect.record.model_dump(), effect.stamp))
        except CannotDraw:
            return Failed("cannot_draw", can_try_again=False)
        except (LayoutError, OverflowError):
            return Failed("wrong_answer", can_try_again=False)
        spool = there(self._tools.spool)
        return PrinterAsked(spool.ready_for(pages, sheets=effect.sheets), pages)

    def _make(self, effect: effects.MakePaper) -> Event:
        """The paper and the picture of its first page, made of the very bytes that will be handed over.

        A file of the platform's that cannot be shown is not printed either; a paper of ours is.

        Raises:
            WrongAnswer: the sealed file is not to be trusted, or cannot be shown.
        """
        issued, session = effect.issued, effect.session
        is_sealed = issued is not None and issued.sealed is not None
        try:
            paper = self._sealed(issued, effect.file, session) if is_sealed else render(effect.document, session)
        except CannotDraw:
            return Failed("cannot_draw", can_try_again=False)
        try:
            picture = picture_of(paper, 1, self._tools.clock, width_px=PAGE_PX).jpeg
        except NotShown as error:
            if is_sealed:
                raise WrongAnswer(f"the sealed file: {error}") from error
            log.warning("a paper cannot be shown: %s", error)
            picture = b""
        return PaperMade(paper, picture)

    def _draw(self, effect: effects.DrawPage, post: Post) -> None:
        """The picture of a page; what cannot be drawn is not shown."""
        width_px = LARGE_PX if effect.is_large else PAGE_PX
        try:
            drawn = picture_of(effect.paper, effect.page, self._tools.clock, width_px=width_px)
            post(PageDrawn(effect.page, drawn.jpeg))
        except NotShown as error:
            log.warning("a page of a paper cannot be shown: %s", error)

    def _print(self, effect: effects.Print, post: Post, stop: Stop) -> None:
        """Hand over and follow it. A sealed file is checked once more before.

        Raises:
            WrongAnswer: the sealed file is not to be trusted any more.
            JournalError: nothing could be written down, so nothing was done.
        """
        paper = effect.paper
        if effect.issued is not None and effect.issued.sealed is not None:
            paper = self._sealed(effect.issued, paper.pdf, paper.session)

        def moved(progress: Progress) -> None:
            post(PrintMoved(progress.sheet, progress.sheets, progress.fault))

        post(PrintMoved(0, paper.pages, None))
        spool = there(self._tools.spool)
        result = spool.print_paper(
            paper,
            effect.deed,
            self._running_visit,
            effect.subject,
            document_no=effect.document_no,
            progress=moved,
            stop=stop,
            sheets=effect.sheets,
        )
        if result.unwritten:
            self._left_open()
        self._count(Count.SHEETS, result.sheets_out)
        if result.outcome is not Outcome.DONE:
            self._count(Count.FAILED_PRINTS if result.outcome is Outcome.NOT_DONE else Count.UNKNOWN_PRINTS)
        post(PrintSettled(result.outcome, result.sheets_out, result.fault))
        self._settled()

    def _sealed(self, issued: Issued | None, file: bytes, session: str) -> Paper:
        if issued is None:
            raise AssertionError("only an issued document is sealed")
        authority, now = self._tools.asked_platform().seal_authority, self._tools.clock.now()
        return sealed_paper_of(issued, file, session, authority, now)

    def _count(self, count: Count, by: int = 1) -> None:
        with suppress(JournalError):
            # Nobody is sent away because a counter could not be kept.
            self._tools.book.count("a4_printer", count, by)

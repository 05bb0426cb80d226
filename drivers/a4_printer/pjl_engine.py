"""The marking engine of the simulated PJL printer: pages one by one, a count that never goes back, faults on order."""

import io
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from drivers.a4_printer.pjl_codes import verdict

READY, PROCESSING, OFFLINE = 10001, 10023, 40079
LOOK_S = 0.05

Tell = Callable[[str, tuple[str, ...]], None]
"""What is said unasked: the kind (JOB, PAGE, DEVICE) and its lines."""


@dataclass(frozen=True, slots=True)
class Document:
    """What stood behind ENTER LANGUAGE."""

    data: bytes
    name: str
    """Of its JOB command."""


@dataclass(frozen=True, slots=True)
class EndOfJob:
    """An EOJ command; `name` empty where it has none."""

    name: str


class PjlEngine:
    """Prints on a thread of its own.

    Args:
        tray: folder where documents lie when they have come out.
        count: pages that it has printed in its life so far.
        tell: who wants to know.
    """

    def __init__(self, tray: Path, count: int, tell: Tell) -> None:
        self._tray = tray
        self._tell = tell
        self._change = threading.Condition()
        self._waiting: deque[Document | EndOfJob] = deque()
        self._count = count
        self._sheets = 0
        self._documents = 0
        self._job_pages = 0
        self._code: int | None = None
        self._code_from_page = 0
        self._page_seconds = 0.3
        self._printing = False
        self._cancelling = False
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="pjl engine")
        self._thread.start()

    def take(self, work: Document | EndOfJob) -> None:
        """Put behind what waits."""
        with self._change:
            self._waiting.append(work)
            self._change.notify_all()

    def page_count(self) -> int:
        """Pages in its life."""
        with self._change:
            return self._count

    def codes(self) -> tuple[int, ...]:
        """What INFO STATUS says now: what stops it, or else what it does, and behind that what it warns of."""
        with self._change:
            shown = self._code if self._code_from_page == 0 else None
            doing = PROCESSING if self._printing or self._waiting else READY
            if shown is None:
                return (doing,)
            return (shown,) if verdict(shown).stopping is not None else (doing, shown)

    def set_fault(self, code: int, page: int) -> None:
        """Let a code come true now (page 0) or when page `page` of a document is about to be printed."""
        with self._change:
            self._code, self._code_from_page = code, page
            self._change.notify_all()
        if page == 0:
            self._tell("DEVICE", (f"CODE={code}", 'DISPLAY=""', "ONLINE=FALSE"))

    def clear(self) -> None:
        """End every fault."""
        with self._change:
            self._code, self._code_from_page = None, 0
            self._change.notify_all()

    def cancel(self) -> None:
        """Somebody presses the cancel button: the document under way ends, and what waits is dropped."""
        with self._change:
            self._cancelling = self._printing
            self._change.notify_all()

    def lose_power(self) -> None:
        """What waits and what is under way is lost; counts stay."""
        with self._change:
            self._waiting.clear()
            self._cancelling = self._printing
            self._job_pages = 0
            self._change.notify_all()

    def print_own_pages(self, pages: int) -> None:
        """Pages of somebody else, or of its own: they count."""
        with self._change:
            self._count += pages
            self._sheets += pages

    def set_page_seconds(self, seconds: float) -> None:
        """How long one page takes from now on."""
        with self._change:
            self._page_seconds = seconds

    def counted(self) -> dict[str, int]:
        """Sheets that came out and documents that were begun since the start."""
        with self._change:
            return {"sheets": self._sheets, "jobs": self._documents}

    def close(self) -> None:
        """Stop; what is being printed is dropped."""
        with self._change:
            self._stopping = True
            self._change.notify_all()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting or self._stopping)
                if self._stopping:
                    return
                work = self._waiting.popleft()
                self._printing = isinstance(work, Document)
            match work:
                case Document():
                    self._print(work)
                case EndOfJob(name):
                    named = (f'NAME="{name}"',) if name else ()
                    self._tell("JOB", ("END", *named, f"PAGES={self._job_pages}"))
                    self._job_pages = 0

    def _print(self, document: Document) -> None:
        with self._change:
            self._documents += 1
            number = self._documents
        for page in range(1, _pages(document.data) + 1):
            if not self._one_page(page):
                with self._change:
                    self._cancelling = self._printing = False
                    self._waiting.clear()
                self._tell("JOB", ("CANCELED", f'NAME="{document.name}"'))
                return
            self._tell("PAGE", (str(self._job_pages),))
        (self._tray / f"{number:04d}-{document.name}.pdf").write_bytes(document.data)
        with self._change:
            self._printing = False

    def _one_page(self, page: int) -> bool:
        """Whether it came out; False when the document ends early."""
        with self._change:
            left = self._page_seconds
            while not self._cancelling and not self._stopping:
                if self._stops(page):
                    self._code_from_page = 0
                    self._change.wait(LOOK_S)
                    continue
                if left <= 0:
                    self._count += 1
                    self._sheets += 1
                    self._job_pages += 1
                    return True
                self._change.wait(min(LOOK_S, left))
                left -= LOOK_S
            return False

    def _stops(self, page: int) -> bool:
        return self._code is not None and page >= self._code_from_page and verdict(self._code).stopping is not None


def _pages(data: bytes) -> int:
    """Pages of a PDF; 1 for what cannot be read, as a real engine puts out an error page."""
    try:
        return len(PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, ValueError):
        return 1

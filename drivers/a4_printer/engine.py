"""The marking engine of the simulated printer: takes documents, turns out sheets, obeys faults, counts what it did."""

import json
import re
import shutil
import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from drivers.a4_printer.reasons import STOPPING

SERVICE_JOB = "simulator-service"
"""The job by which the engine tells ippeveprinter of faults while nothing is printed; it takes no paper."""
LOOK_S = 0.05
"""Between two looks at whether the job was cancelled at the printer."""

_SOURCE = re.compile(r"media-source=([a-z0-9.-]+)")
Say = Callable[[str], None]


class Engine:
    """State under one condition variable; printing happens on the threads of the socket server.

    Args:
        path: the socket that print_command.py comes to.
        tray: folder where documents lie when they have come out.
        is_cancelled: asks the printer whether a job was cancelled.
    """

    def __init__(self, path: Path, tray: Path, is_cancelled: Callable[[int], bool]) -> None:
        self._path = path
        self._tray = tray
        self._is_cancelled = is_cancelled
        self._change = threading.Condition()
        self._faults: tuple[str, ...] = ()
        self._fault_page = 0
        self._shown: tuple[str, ...] | None = None
        """What ippeveprinter was told last; None when it may have forgotten."""
        self._page_seconds = 0.3
        self._last_word_seconds = 0.0
        self._aborting = False
        self._powered = True
        self._printing = False
        self._sheets = 0
        self._jobs = 0
        self._last_tray = ""
        engine = self

        class Document(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                request = json.loads(self.rfile.readline())

                def say(message: str) -> None:
                    self.wfile.write(message.encode() + b"\n")
                    self.wfile.flush()

                with suppress(OSError):  # the print command ended with the printer that ran it
                    engine.note_tray(request["media"])
                    say(f"EXIT {engine.take(Path(request['document']), request['job'], request['name'], say)}")

        class Server(socketserver.ThreadingUnixStreamServer):
            daemon_threads = True
            block_on_close = False

        path.unlink(missing_ok=True)
        self._server = Server(str(path), Document)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def set_fault(self, reasons: tuple[str, ...], page: int) -> bool:
        """Let reasons come true now (page 0) or when page `page` of a job is about to be printed.

        Returns:
            True when ippeveprinter has to be told by a service job, because nothing is being printed.
        """
        with self._change:
            self._faults, self._fault_page = reasons, page
            self._change.notify_all()
            return page == 0 and not self._printing

    def clear(self) -> bool:
        """End every fault; returns as `set_fault`."""
        with self._change:
            self._faults, self._fault_page, self._aborting = (), 0, False
            self._change.notify_all()
            return not self._printing

    def abort(self) -> None:
        """Let the running job, or else the next one, fail inside the engine."""
        with self._change:
            self._aborting = True
            self._change.notify_all()

    def power(self, *, on: bool) -> bool:
        """Switch; off drops what is being printed. Returns whether faults must be told anew after power came on."""
        with self._change:
            self._powered = on
            self._shown = None
            self._change.notify_all()
            return on and bool(self._faults) and self._fault_page == 0

    def set_page_seconds(self, seconds: float) -> None:
        """How long one page takes from now on."""
        with self._change:
            self._page_seconds = seconds

    def set_last_word_seconds(self, seconds: float) -> None:
        """How long a job is called printing from now on after its last page came out."""
        with self._change:
            self._last_word_seconds = seconds

    def counted(self) -> dict[str, int]:
        """Sheets that came out and documents that were begun since the start."""
        with self._change:
            return {"sheets": self._sheets, "jobs": self._jobs}

    def note_tray(self, media: str) -> None:
        """The next document's media-col, as ippeveprinter writes it."""
        found = _SOURCE.search(media)
        with self._change:
            self._last_tray = found[1] if found else ""

    @property
    def last_tray(self) -> str:
        """media-source that the newest document asked for; empty for none."""
        with self._change:
            return self._last_tray

    def close(self) -> None:
        """Stop; what is being printed is dropped."""
        self.power(on=False)
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._path.unlink(missing_ok=True)

    def take(self, document: Path, job: int, name: str, say: Say) -> int:
        """Print a document; returns the exit status for the print command."""
        if name == SERVICE_JOB:
            with self._change:
                self._show_idle(say)
            document.unlink(missing_ok=True)
            return 0
        pages = _pages(document)
        say(f"ATTR: job-impressions={pages}")
        with self._change:
            self._printing = True
            self._jobs += 1
            self._shown = None
            try:
                status = self._print(pages, job, say)
                self._show_idle(say)
            finally:
                self._printing = False
                number = self._jobs
        if status == 0:
            shutil.copyfile(document, self._tray / f"{number:04d}-{name}.pdf")
        document.unlink(missing_ok=True)
        return status

    def _print(self, pages: int, job: int, say: Say) -> int:
        for page in range(1, pages + 1):
            left = self._page_seconds
            while (status := self._verdict(job, say)) is None:
                if self._stops(page):
                    self._fault_page = 0
                    self._show(self._faults, say)
                    self._change.wait(LOOK_S)
                    continue
                self._show(self._faults if page >= self._fault_page else (), say)
                if left <= 0:
                    break
                self._change.wait(min(LOOK_S, left))
                left -= LOOK_S
            if status is not None:
                return status
            self._sheets += 1
            say(f"ATTR: job-impressions-completed={page}")
        self._change.wait_for(lambda: not self._powered, self._last_word_seconds)
        return 0

    def _verdict(self, job: int, say: Say) -> int | None:
        """Why the job ends early, as an exit status; None while it may go on."""
        if self._aborting:
            self._aborting = False
            say("ERROR: marking engine failed")
            return 1
        return 1 if not self._powered or self._is_cancelled(job) else None

    def _stops(self, page: int) -> bool:
        return page >= self._fault_page and any(reason in STOPPING for reason in self._faults)

    def _show(self, reasons: tuple[str, ...], say: Say) -> None:
        if reasons != self._shown:
            say(f"STATE: {','.join(reasons) or 'none'}")
            self._shown = reasons

    def _show_idle(self, say: Say) -> None:
        """What the printer says between jobs.

        Told media-empty, ippeveprinter would hold the next job by itself, deaf to Cancel-Job; media-needed means the
        same to who asks, and leaves the holding to the engine.
        """
        reasons = self._faults if self._fault_page == 0 else ()
        if "media-empty" in reasons:
            reasons = (*(reason for reason in reasons if not reason.startswith("media-")), "media-needed")
        self._show(reasons, say)


def _pages(document: Path) -> int:
    """Pages of a PDF; 1 for what cannot be read, as a real engine puts out an error page."""
    try:
        return len(PdfReader(document).pages)
    except (PyPdfError, OSError):
        return 1

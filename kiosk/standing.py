"""Whether the terminal may serve: approved or revoked by the platform, disk full or not; and the reports it owes."""

import logging
from collections.abc import Callable
from contextlib import suppress

from drivers.faults import Fault
from kiosk.door_reports import report_doors
from kiosk.events import DeviceSeen, Event, TerminalClosed
from kiosk.health import PLATFORM, DeviceState
from kiosk.journal import Journal, JournalError
from kiosk.platform.api import Platform
from kiosk.platform.errors import ClockWrong, PlatformError, Refused
from kiosk.platform.values import ErrorCode, TerminalState
from kiosk.reports import report_prints, report_spoiled
from kiosk.unknown_lodgements import UnknownLodgements
from kiosk.unknown_submissions import UnknownSubmissions
from kiosk.unlodged import Unlodged
from kiosk.unprinted import UnprintedIssues
from kiosk.untold_writings import UntoldWritings

log = logging.getLogger(__name__)

LOW_BYTES = 64 * 1024 * 1024
"""Below this no work is taken (our choice: a year of rows is about 60 MB, a visit needs some kilobytes)."""

_CLOSING = frozenset({ErrorCode.TERMINAL_UNKNOWN, ErrorCode.TERMINAL_PENDING, ErrorCode.TERMINAL_REVOKED})
_REASONS = {TerminalState.PENDING: "terminal_pending", TerminalState.REVOKED: "terminal_revoked"}


class Standing:
    """Asks the platform at rest, and posts only what changed.

    Args:
        platform: the client.
        journal: holds the reports not yet made, and gets a row when the terminal closes or opens.
        post: gets DeviceSeen for the platform, and TerminalClosed.
        free_bytes: how much the journal's disk still takes.
        running_visit: the name of the visit that runs now.
        unlodged: applications that wait here for the platform.
    """

    def __init__(
        self,
        platform: Platform,
        journal: Journal,
        post: Callable[[Event], None],
        free_bytes: Callable[[], int],
        running_visit: Callable[[], str],
        unlodged: Unlodged | None = None,
    ) -> None:
        self._unlodged = unlodged
        self._unprinted = UnprintedIssues(journal)
        self._unknown = UnknownLodgements(journal)
        self._submissions = UnknownSubmissions(journal)
        self._writings = UntoldWritings(journal)
        self._running_visit = running_visit
        self._free_bytes = free_bytes
        self._platform = platform
        self._journal = journal
        self._post = post
        self._reachable: bool | None = None
        self._closed = ""
        self._told: str | None = None

    def look(self) -> None:
        """One question, then the reports."""
        try:
            status = self._platform.status()
        except ClockWrong:
            self._stands(reachable=True, closed="clock_wrong")
        except Refused as refused:
            self._stands(reachable=True, closed=refused.code.value if refused.code in _CLOSING else self._closed)
        except PlatformError as error:
            log.debug("no answer: %s", type(error).__name__)
            with suppress(JournalError):
                # What is over is removed, whether or not anybody answers.
                self._hand_over(answers=False)
            self._stands(reachable=False, closed=self._closed)
        else:
            self._stands(reachable=True, closed=_REASONS.get(status.state, ""))
            self.report()

    def report(self) -> None:
        """Tell the platform of prints that it has not heard of, and of documents that no print was begun of.

        Then ask it what became of what was lodged and never answered, and tell it of permits that it had endorsed here.
        """
        try:
            self._unprinted.settle(self._running_visit())
            self._unprinted.withdraw(self._platform, self._running_visit())
            report_prints(self._journal, self._platform)
            report_spoiled(self._journal, self._platform)
            report_doors(self._journal, self._platform)
            self._unknown.ask(self._platform)
            self._writings.tell(self._platform, self._running_visit())
            self._submissions.ask(self._platform, self._running_visit())
            self._hand_over(answers=True)
        except JournalError as error:
            log.warning("the journal cannot be written: %s", error)

    def _hand_over(self, *, answers: bool) -> None:
        if self._unlodged is not None:
            self._unlodged.look(self._platform, answers=answers)

    def _stands(self, *, reachable: bool, closed: str) -> None:
        if reachable != self._reachable:
            self._reachable = reachable
            log.warning("the platform %s", "answers" if reachable else "does not answer")
            self._post(DeviceSeen(PLATFORM, DeviceState(() if reachable else (Fault.ABSENT,))))
        self._closed = closed
        told = "disk_full" if self._free_bytes() < LOW_BYTES or not self._can_write() else closed
        if told == self._told:
            return
        self._told = told
        log.warning("the terminal %s", f"is closed: {told}" if told else "serves")
        self._post(TerminalClosed(told))
        self._write(told)

    def _can_write(self) -> bool:
        """Whether the journal takes rows; one that failed has to prove by a row that it does again."""
        return not self._journal.is_failing or self._write("disk_full")

    def _write(self, reason: str) -> bool:
        try:
            self._journal.write("closed", "", {"reason": reason})
        except JournalError as error:
            log.warning("the journal takes nothing: %s", error)
            return False
        return True

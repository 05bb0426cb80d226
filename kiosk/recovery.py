"""At start: what became of the deeds that a crash left open. Asks the printer, never guesses, prints nothing.

It runs on the printer's worker before its first look, so that the terminal is at its home screen meanwhile: items that
need the printer are closed until this is through.
"""

import logging
from collections.abc import Callable

from drivers.outcome import Outcome
from kiosk.events import AfterRestart
from kiosk.journal import Journal, JournalError
from kiosk.unprinted import UnprintedIssues
from printing.spool import Spool

log = logging.getLogger(__name__)


class Recovery:
    """Settles once; a journal that cannot be written is tried again at the next look.

    Args:
        journal: holds the open deeds.
        spool: asks the printer.
        post: gets what to tell whoever stands there.
    """

    def __init__(self, journal: Journal, spool: Spool, post: Callable[[AfterRestart], None]) -> None:
        self._journal = journal
        self._spool = spool
        self._post = post
        self._is_through = False
        self._is_start = True

    def begin_again(self) -> None:
        """A print ended whose end could not be written: settle it at the next look that finds the journal well."""
        self._is_through = False

    def settle(self) -> bool:
        """Settle what is open.

        Returns:
            Whether nothing is open any more.
        """
        if self._is_through:
            return True
        try:
            told = settle_open_deeds(self._journal, self._spool, prints_only=not self._is_start)
        except JournalError as error:
            log.warning("open deeds cannot be settled yet: %s", error)
            return False
        self._is_through = True
        if told is not None and self._is_start:
            self._post(told)
        self._is_start = False
        return True


def settle_open_deeds(journal: Journal, spool: Spool, *, prints_only: bool = False) -> AfterRestart | None:
    """Settle every open deed in the journal. What the platform may have of it, it is asked while the terminal stands.

    Args:
        journal: holds them.
        spool: asks the printer.
        prints_only: while the core serves, issues and slips that are open are under way, not left.

    Returns:
        What to tell whoever stands there about the newest print; None when no print was open.

    Raises:
        JournalError: the journal cannot be read or written.
    """
    told: AfterRestart | None = None
    for left in journal.open_deeds():
        if prints_only and left.kind != "print":
            continue
        match left.kind:
            case "print":
                result = spool.settle_left(left.deed, left.facts)
                told = AfterRestart(result.outcome, result.sheets_out)
                log.warning("an open print was settled: %s, %d sheets", result.outcome.value, result.sheets_out)
            case "issue" | "slip" | "submission" | "undo" | "draft" | "lodgement" | "staff-act":
                journal.settle(left.deed, left.kind, Outcome.UNKNOWN, {})
            case "payment":
                # The cashier is asked, on its own worker: kiosk/orders_left.py.
                continue
            case "endorsement":
                # The machine remembers its last card, and is asked on its own worker: kiosk/card_writings.py.
                continue
            case "waiting":
                # The file that lies here says it: kiosk/unlodged.py.
                continue
            case "door":
                # The doors themselves are asked, on their own worker: kiosk/cabinet/locker_doors.py.
                continue
            case _:
                raise AssertionError(f"a deed of kind {left.kind} has no way to be settled")
    if not prints_only:
        UnprintedIssues(journal).settle(running_visit="")
    return told

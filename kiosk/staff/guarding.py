"""Watches what a hand may do to the computer: the door opened, something plugged in, itself exchanged. Journalled."""

import json
import logging
from collections.abc import Callable

from kiosk.journal import Journal, JournalError
from kiosk.staff.book import StaffBook
from kiosk.staff.plugged import Plugged, plugged_in, this_computer

log = logging.getLogger(__name__)

EVERY_S = 5.0
"""Between two looks (promise D2 has 5 s for a door)."""
SEEN = "usb_seen"
"""Name in the staff's book: what was plugged in when somebody last looked."""
OURS = "usb_ours"
"""And what staff said belongs here."""
COMPUTER = "computer"
"""And which computer this disk was in."""


class Guarding:
    """Of one terminal.

    Args:
        journal: gets a row of everything.
        book: remembers over a restart: what was changed meanwhile is seen too.
        is_open: whether the service door is.
        look: everything plugged in.
        computer: which one this is, in words of its own.
    """

    def __init__(
        self,
        journal: Journal,
        book: StaffBook,
        is_open: Callable[[], bool],
        look: Callable[[], tuple[Plugged, ...]] = plugged_in,
        computer: Callable[[], str] = this_computer,
    ) -> None:
        self._journal, self._book, self._is_open, self._look = journal, book, is_open, look
        self._computer: Callable[[], str] | None = computer
        self._due = 0.0
        self._was_open = False

    def beat(self, now: float) -> None:
        """Look, when it is time.

        Args:
            now: `Clock.monotonic`, in seconds.
        """
        if now < self._due:
            return
        self._due = now + EVERY_S
        try:
            self._board()
            self._door()
            self._usb()
        except JournalError as error:
            log.warning("the journal takes nothing: %s", error)

    def _board(self) -> None:
        """Once a start: no computer is exchanged while it runs."""
        if self._computer is None:
            return
        known, _ = self._book.value(COMPUTER)
        now = self._computer()
        if known and known != now:
            self._journal.write("computer-swapped", "", {"known": known, "seen": now})
        if known != now:
            self._book.keep(COMPUTER, now)
        self._computer = None

    def _door(self) -> None:
        is_open = self._is_open()
        if is_open != self._was_open:
            self._journal.write("case-opened" if is_open else "case-shut", "", {})
            self._was_open = is_open

    def _usb(self) -> None:
        told, _ = self._book.value(SEEN)
        now = {one.key for one in self._look()}
        if told:
            before = set(json.loads(told))
            for key in sorted(now - before):
                self._journal.write("usb-plugged", "", {"device": key})
            for key in sorted(before - now):
                self._journal.write("usb-gone", "", {"device": key})
            if now == before:
                return
        self._book.keep(SEEN, json.dumps(sorted(now)))


def ours(book: StaffBook) -> frozenset[str]:
    """What staff said belongs to this terminal."""
    told, _ = book.value(OURS)
    return frozenset(json.loads(told)) if told else frozenset()

"""Documents that the platform issued, or may have issued, and no print was begun of: their codes are void.

That happens where a sealed file is refused or does not come, where the answer never came or came when its visit was
over, where the journal did not take the print, and where the core ended in between.
"""

import logging

from drivers.outcome import Outcome
from kiosk.journal import Journal
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError, Refused, WrongAnswer
from kiosk.reports import never_taken

log = logging.getLogger(__name__)


class UnprintedIssues:
    """Finds them in the journal. A visit that runs may print its own yet: they are left until it is over."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._settled_to = 0
        self._withdrawn_to = 0
        """No row up to here needs to be looked at again."""

    def settle(self, running_visit: str) -> None:
        """Write down that nothing came out of those that have a number; it is reported like any other print.

        Raises:
            JournalError: the journal cannot be read or written; what is left is found the next time.
        """
        newest = self._journal.newest()
        left = self._journal.unprinted_issues(after=self._settled_to)
        for issue in left:
            if issue.facts.get("session", "") == running_visit:
                continue
            deed = f"{issue.deed}-unprinted"
            facts = {"document_no": issue.facts["document_no"], "serial": f"NONE-{issue.deed[:8].upper()}"}
            self._journal.intend(deed, "print", facts)
            self._journal.settle(deed, "print", Outcome.NOT_DONE, {"sheets": 0})
        if all(issue.facts.get("session", "") != running_visit for issue in left):
            self._settled_to = newest

    def withdraw(self, platform: Platform, running_visit: str) -> None:
        """Have the platform void what it may have issued without our hearing of it.

        Raises:
            JournalError: as `settle`.
        """
        newest, is_all = self._journal.newest(), True
        for issue in self._journal.unknown_issues(after=self._withdrawn_to):
            if issue.facts.get("session", "") == running_visit:
                is_all = False
                continue
            said: dict[str, str | int] = {}
            try:
                platform.withdraw_issue(issue.deed)
            except (Refused, WrongAnswer) as error:
                refused = never_taken(error)
                if not refused:
                    # This one is asked for again; those behind it may be heard.
                    is_all = False
                    continue
                log.warning("the platform will not withdraw an issue: %s", refused)
                said["refused"] = refused
            except PlatformError:
                return
            self._journal.write("issue-withdrawn", issue.deed, said)
        if is_all:
            self._withdrawn_to = newest

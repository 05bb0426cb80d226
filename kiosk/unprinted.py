"""Documents that the platform issued and no print was begun of: it is told so, and their codes are void.

That happens where a sealed file is refused or does not come, where the answer came when its visit was over, where the
journal did not take the print, and where the core ended in between.
"""

from drivers.outcome import Outcome
from kiosk.journal import Journal


class UnprintedIssues:
    """Finds them in the journal and writes down that nothing came out, which is reported like any other print."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._clear_to = 0
        """No row up to here needs to be looked at again."""

    def settle(self, running_visit: str) -> int:
        """Settle those of every visit but the one that runs now, which may print them yet.

        Returns:
            How many there were.

        Raises:
            JournalError: the journal cannot be read or written; what is left is found the next time.
        """
        newest = self._journal.newest()
        left = self._journal.unprinted_issues(after=self._clear_to)
        over = [issue for issue in left if issue.facts.get("session", "") != running_visit]
        for issue in over:
            deed = f"{issue.deed}-unprinted"
            facts = {"document_no": issue.facts["document_no"], "serial": f"NONE-{issue.deed[:8].upper()}"}
            self._journal.intend(deed, "print", facts)
            self._journal.settle(deed, "print", Outcome.NOT_DONE, {"sheets": 0})
        if len(over) == len(left):
            self._clear_to = newest
        return len(over)

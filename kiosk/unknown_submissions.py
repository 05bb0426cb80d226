"""Applications whose answer never came: the platform is asked what became of each until it says, and closes it."""

import logging

from drivers.outcome import Outcome
from kiosk.journal import Journal
from kiosk.platform import submissions
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError, Refused, WrongAnswer

log = logging.getLogger(__name__)


class UnknownSubmissions:
    """Finds them in the journal. None is sent again.

    Args:
        journal: holds them, and gets a row for each that is known now.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known_to = 0
        """No row up to here needs to be looked at again."""

    def ask(self, platform: Platform, running_visit: str) -> None:
        """Ask about each; what the platform does not say now is asked the next time.

        What a visit that runs has handed in, it asks about itself.

        Raises:
            JournalError: the journal cannot be read or written.
        """
        newest, is_all = self._journal.newest(), True
        for left in self._journal.unknown_of("submission", after=self._known_to):
            if left.facts.get("session", "") == running_visit:
                is_all = False
                continue
            try:
                standing = submissions.standing(platform, left.deed)
            except (Refused, WrongAnswer) as error:
                # Nothing was said of this one; those after it are known perhaps.
                log.warning("the platform does not say what became of a submission: %s", error.detail)
                is_all = False
                continue
            except PlatformError:
                return
            said: dict[str, str | int] = {"outcome": Outcome.NOT_DONE.value}
            if standing.state == "accepted":
                said = {"outcome": Outcome.DONE.value, "case_no": standing.case_no}
            self._journal.write("submission-asked", left.deed, said)
        if is_all:
            self._known_to = newest

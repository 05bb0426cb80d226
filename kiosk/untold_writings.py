"""Tells the platform what became of each permit that it had endorsed here: soon after, and again until it has heard.

The journal is the outbox. What was granted and surely never written is told too: it would stand in the register, and
nowhere else.
"""

import hashlib
import logging

from drivers.outcome import Outcome
from kiosk.journal import Journal, OpenDeed
from kiosk.platform import endorsing
from kiosk.platform.api import Platform
from kiosk.platform.endorsing_values import WritingRequest
from kiosk.platform.errors import PlatformError, Refused, WrongAnswer
from kiosk.reports import never_taken

log = logging.getLogger(__name__)


def telling(deed: str, outcome: Outcome) -> str:
    """The id under which it is told: the same word about the same deed counts once, whoever says it."""
    return hashlib.sha256(f"{deed} {outcome.value}".encode()).hexdigest()[:32]


class UntoldWritings:
    """Finds them in the journal.

    Args:
        journal: holds grants and writings, and gets a row for each that the platform knows.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._told_to = 0
        """No row up to here needs to be looked at again."""

    def tell(self, platform: Platform, running_visit: str) -> None:
        """Tell of each; what is not known yet, or not heard, comes the next time.

        Args:
            platform: hears it.
            running_visit: what it was granted may be written still.

        Raises:
            JournalError: the journal cannot be read or written.
        """
        newest, is_all = self._journal.newest(), True
        for grant in self._journal.untold_grants(after=self._told_to):
            outcome = grant.facts.get("outcome")
            if outcome == Outcome.NOT_DONE.value:
                continue
            known = self._what_became(grant, running_visit) if outcome == Outcome.DONE.value else None
            if known is None:
                is_all = False
                continue
            deed, request = known
            said: dict[str, str | int] = {"outcome": request.outcome.value}
            try:
                endorsing.tell_writing(platform, request, deed=telling(deed, request.outcome))
            except (Refused, WrongAnswer) as error:
                refused = never_taken(error)
                if not refused:
                    # This one stays owed; those behind it may be heard.
                    is_all = False
                    continue
                log.warning("the platform will not hear of a writing: %s", refused)
                said["refused"] = refused
            except PlatformError:
                return
            self._journal.write("endorsement-told", grant.deed, said)
        if is_all:
            self._told_to = newest

    def _what_became(self, grant: OpenDeed, running_visit: str) -> tuple[str, WritingRequest] | None:
        """The deed that is told of, and what is said; None where it is not known yet."""
        number, session = str(grant.facts["given_no"]), grant.facts.get("session", "")
        intended = self._journal.entries(("endorsement-intended",))
        deed = next((row.deed for row in intended if row.facts["endorsement_no"] == number), "")
        if not deed:
            if session == running_visit:
                return None
            return grant.deed, WritingRequest(endorsement_no=number, outcome=Outcome.NOT_DONE, is_kept=False)
        rows = self._journal.told_of(deed)
        settled = rows.get("endorsement-settled")
        if settled is None:
            return None
        # What two of the staff have seen on the back stands above what nobody knew.
        outcome = Outcome(rows.get("endorsement-asked", settled)["outcome"])
        is_unclear = settled["outcome"] == Outcome.UNKNOWN.value
        is_kept = is_unclear or any(row.facts["session"] == session for row in self._journal.entries(("permit-kept",)))
        return deed, WritingRequest(endorsement_no=number, outcome=outcome, is_kept=is_kept)

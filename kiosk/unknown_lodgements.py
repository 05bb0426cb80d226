"""What was lodged and never answered: the platform is asked what became of it, again and again until it says."""

import logging

from drivers.outcome import Outcome
from kiosk.journal import Journal
from kiosk.lodgement_kinds import KINDS
from kiosk.platform import lodgements
from kiosk.platform.api import Platform
from kiosk.platform.errors import Paused, PlatformError, Unreachable

log = logging.getLogger(__name__)


class UnknownLodgements:
    """Finds them in the journal. Nothing is ever asked for a second time: only what became of it.

    Args:
        journal: holds them, and gets a row for each that is known now.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known_to = 0
        """No row up to here needs to be looked at again."""

    def ask(self, platform: Platform) -> None:
        """Ask about each; what the platform does not say now is asked the next time.

        Raises:
            JournalError: the journal cannot be read or written.
        """
        newest, is_all = self._journal.newest(), True
        for left in self._journal.unknown_of("lodgement", after=self._known_to):
            kind = KINDS.get(str(left.facts["what"]))
            if kind is None:
                # A version before this one lodged what nobody lodges any more: there is nobody to ask.
                continue
            said: dict[str, str | int] = {}
            try:
                answer = lodgements.outcome(platform, kind.path, left.deed, kind.answer)
                said["given_no"] = kind.number(answer)
                outcome = Outcome.DONE
            except PlatformError as error:
                if error.outcome is Outcome.UNKNOWN:
                    if isinstance(error, Unreachable | Paused):
                        return
                    # Those after it are known perhaps.
                    is_all = False
                    continue
                outcome = error.outcome
            self._journal.write("lodgement-asked", left.deed, {**said, "outcome": outcome.value})
            log.warning("what was unknown is known now: %s", outcome.value)
        if is_all:
            self._known_to = newest

"""Has the platform make a document, with a row in the journal before and a row after."""

from drivers.outcome import Outcome
from kiosk import effects
from kiosk.journal import Journal
from kiosk.platform_api import Platform
from kiosk.platform_errors import PlatformError
from kiosk.platform_values import Issued
from kiosk.reports import report_prints


def issue(journal: Journal, platform: Platform, effect: effects.Issue | effects.IssueAgain) -> Issued:
    """Ask for a document, or for the same one once more after a print that failed.

    Before it is asked for once more, the platform is told of the print that failed: its code is void then. A platform
    that has not heard of it refuses.

    Raises:
        PlatformError: the platform could not; the journal says what became of the question.
        JournalError: it could not be written down, so it was not asked for.
    """
    item = (effect.wanted.wanted if isinstance(effect, effects.IssueAgain) else effect.wanted).item
    journal.intend(effect.deed, "issue", {"session": effect.session, "item": item})
    try:
        if isinstance(effect, effects.IssueAgain):
            report_prints(journal, platform)
            issued = platform.reprint(effect.identity, effect.wanted, number=effect.number, deed=effect.deed)
        else:
            issued = platform.issue(effect.identity, effect.wanted, number=effect.number, deed=effect.deed)
    except PlatformError as error:
        journal.settle(effect.deed, "issue", error.outcome, {})
        raise
    journal.settle(effect.deed, "issue", Outcome.DONE, {"document_no": issued.document_no})
    return issued

"""Has the platform make a document, with a row in the journal before and a row after."""

from datetime import datetime

from drivers.outcome import Outcome
from kiosk import effects
from kiosk.journal import Journal
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError, WrongAnswer
from kiosk.platform.values import Issued
from kiosk.reports import report_prints
from printing.document import Paper


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
            report_prints(journal, platform, effect.wanted.document_no)
            issued = platform.reprint(effect.identity, effect.wanted, number=effect.number, deed=effect.deed)
        else:
            issued = platform.issue(effect.identity, effect.wanted, number=effect.number, deed=effect.deed)
    except PlatformError as error:
        journal.settle(effect.deed, "issue", error.outcome, {})
        raise
    journal.settle(effect.deed, "issue", Outcome.DONE, {"document_no": issued.document_no})
    return issued


def checked_file(
    journal: Journal, platform: Platform, effect: effects.Issue | effects.IssueAgain, issued: Issued, now: datetime
) -> bytes:
    """The sealed file of a document, checked; empty where the platform seals none.

    Raises:
        WrongAnswer: the file is not to be trusted; the journal says why. Nothing of it is shown.
        PlatformError: it did not come.
    """
    if issued.sealed is None:
        return b""
    try:
        file = platform.sealed_file(effect.identity, issued)
        sealed_paper_of(issued, file, effect.session, platform.seal_authority, now)
    except WrongAnswer as error:
        journal.write("paper-refused", effect.deed, {"document_no": issued.document_no, "reason": error.detail})
        raise
    return file


def sealed_paper_of(issued: Issued, file: bytes, session: str, authority_pem: str, now: datetime) -> Paper:
    """The paper in a sealed file, after all of it was checked: before it is shown, and again before it is printed.

    Args:
        issued: the document, as the platform issued it for the person of this visit.
        file: what the platform gave for it.
        session: the visit it is for.
        authority_pem: root certificates that are believed.
        now: the moment, with its zone.

    Raises:
        WrongAnswer: it is not what the platform sealed for this person and this print; it is neither shown nor printed.
    """
    from printing import sealed  # takes half a second: only at terminals that get sealed papers

    if issued.sealed is None or not authority_pem:
        raise WrongAnswer("no authority of sealed papers is believed here")
    expected = sealed.Expected(
        sha256=issued.sealed.sha256,
        subject=issued.record.subject,
        serial=issued.sealed.serial,
        pages=issued.sealed.pages,
    )
    try:
        return sealed.sealed_paper(file, expected, session, authority_pem, now)
    except sealed.NotSealed as error:
        raise WrongAnswer(f"the sealed file: {error}") from error

"""Tells the platform what became of each print: soon after, and again until it has heard. The journal is the outbox."""

import logging

from drivers.outcome import Outcome
from kiosk.journal import Journal
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError, Refused, WrongAnswer
from kiosk.platform.spoiled import void_print
from kiosk.platform.values import ErrorCode, PrintReport, SpoiledReport

log = logging.getLogger(__name__)

_NEVER = frozenset({ErrorCode.NOT_FOUND, ErrorCode.CONFLICT, ErrorCode.BAD_REQUEST})
"""Refusals that the same report will always meet: it is laid aside, with a row that says why, for the staff to see."""


MOST_SPOILED = 1_000
"""Rows that are looked at (our choice: far more than are called spoiled while no platform answers)."""


def never_taken(error: PlatformError) -> str:
    """Code of a refusal that stays one; empty for what may be heard another time."""
    return error.code.value if isinstance(error, Refused) and error.code in _NEVER else ""


def report_prints(journal: Journal, platform: Platform, document_no: str = "") -> None:
    """Send what has not been heard yet, oldest first; stops where the platform cannot be asked now.

    Args:
        journal: the outbox.
        platform: gets the reports.
        document_no: only those of this document, where a person waits for it; empty for all.
    """
    for print_deed in journal.unreported_prints():
        facts = print_deed.facts
        if document_no and facts["document_no"] != document_no:
            continue
        report = PrintReport(
            document_no=str(facts["document_no"]),
            serial=str(facts["serial"]),
            outcome=Outcome(facts["outcome"]).value,
            sheets=int(facts["sheets"]),
        )
        said: dict[str, str | int] = {}
        try:
            platform.report_print(report, deed=print_deed.deed)
        except (Refused, WrongAnswer) as error:
            refused = never_taken(error)
            if not refused:
                # This one stays owed; those behind it may be heard.
                continue
            log.warning("the platform will not take the report of a print: %s", refused)
            said["refused"] = refused
        except PlatformError:
            return
        journal.write("print-reported", print_deed.deed, said)


def report_spoiled(journal: Journal, platform: Platform) -> None:
    """Tell of prints that staff have called spoiled, as `report_prints`; never before the print itself was heard of."""
    owed = {voided.deed for voided in journal.unreported("print-voided", "print-voiding-told")}
    if not owed:
        return
    for row in journal.newest_of(("print-voided",), MOST_SPOILED):
        told = journal.told_of(row.deed)
        if row.deed not in owed or "print-reported" not in told:
            continue
        begun = told["print-intended"]
        report = SpoiledReport.model_validate(
            {"document_no": begun["document_no"], "serial": begun["serial"], "at": row.at, **row.facts}
        )
        said: dict[str, str | int] = {}
        try:
            void_print(platform, report, deed=row.deed)
        except (Refused, WrongAnswer) as error:
            refused = never_taken(error)
            if not refused:
                continue
            log.warning("the platform will not take that a print was spoiled: %s", refused)
            said["refused"] = refused
        except PlatformError:
            return
        journal.write("print-voiding-told", row.deed, said)

"""Tells the platform what became of each print: soon after, and again until it has heard. The journal is the outbox."""

from drivers.outcome import Outcome
from kiosk.journal import Journal
from kiosk.platform_api import Platform
from kiosk.platform_errors import PlatformError, Refused
from kiosk.platform_values import PrintReport


def report_prints(journal: Journal, platform: Platform) -> None:
    """Send what has not been heard yet, oldest first; stops at the first that cannot be sent now."""
    for print_deed in journal.unreported_prints():
        facts = print_deed.facts
        report = PrintReport(
            document_no=str(facts["document_no"]),
            serial=str(facts["serial"]),
            outcome=Outcome(facts["outcome"]).value,
            sheets=int(facts["sheets"]),
        )
        try:
            platform.report_print(report, deed=print_deed.deed)
        except Refused:
            pass
        except PlatformError:
            return
        journal.write("print-reported", print_deed.deed, {})

"""Tells the platform what became of each order to open a door, and of each door that was forced.

The journal is the outbox, as with prints (kiosk/reports.py): soon after, and again until it was heard.
"""

import logging
from collections.abc import Callable
from functools import partial

from kiosk.journal import Journal, OpenDeed
from kiosk.platform import parcels
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError
from kiosk.platform.parcel_values import DoorAlarm, DoorReport, ParcelOutcome
from kiosk.reports import never_taken

log = logging.getLogger(__name__)


def owed_reports(journal: Journal) -> list[OpenDeed]:
    """Openings whose outcome the platform has not been told, oldest first."""
    return journal.unreported("door-settled", "door-reported")


def report_doors(journal: Journal, platform: Platform) -> None:
    """Send what was not heard yet, oldest first; stops where the platform cannot be asked now.

    Raises:
        JournalError: the journal cannot be read or written.
    """
    for deed in owed_reports(journal):
        if not _heard(journal, deed, "door-reported", partial(report_door, journal, platform, deed.deed)):
            return
    for alarm in journal.unreported("door-forced", "door-alarm-reported"):
        if not _heard(journal, alarm, "door-alarm-reported", partial(_report_alarm, journal, platform, alarm)):
            return


def report_door(journal: Journal, platform: Platform, deed: str) -> ParcelOutcome | None:
    """Report one opening, and write down that it was heard; None where it is not settled.

    Raises:
        PlatformError: it was not heard.
        JournalError: it was, and could not be written down: it is told once more, which changes nothing.
    """
    settled = journal.told_of(deed).get("door-settled")
    if settled is None:
        return None
    report = DoorReport.model_validate({"nonce": deed, **settled})
    outcome = parcels.report_door(platform, report)
    journal.write("door-reported", deed, {"state": outcome.state})
    return outcome


def _report_alarm(journal: Journal, platform: Platform, alarm: OpenDeed) -> None:
    parcels.report_alarm(platform, DoorAlarm(door=str(alarm.facts["compartment"])), alarm_id=alarm.deed)
    journal.write("door-alarm-reported", alarm.deed, {})


def _heard(journal: Journal, deed: OpenDeed, kind: str, report: Callable[[], object]) -> bool:
    """Whether the next one may be told; what the platform will never take is laid aside, with a row that says why."""
    try:
        report()
    except PlatformError as error:
        refused = never_taken(error)
        if not refused:
            return False
        log.warning("the platform will not take the report of a door: %s", refused)
        journal.write(kind, deed.deed, {"refused": refused})
    return True

"""Carries out what asking and printing services want of the platform."""

import logging
import re
from datetime import datetime

from drivers.clock import BEIJING
from kiosk import service_effects
from kiosk.events import Event, RecordFound
from kiosk.hands import lodgements
from kiosk.platform import complaints
from kiosk.platform import services as platform_services
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError, Refused
from kiosk.platform.service_values import OpenRequest
from kiosk.platform.values import ErrorCode, RecordRequest
from kiosk.service_effects import Inquiry
from kiosk.service_events import CaseFound, CasesListed, LicencesListed, PaperChecked, ReadNoted
from kiosk.serving import CheckedPaper
from printing import statement

log = logging.getLogger(__name__)

EARLIEST_YEAR = 1980
"""No record that is asked for is older (our choice of a floor for 'all my years')."""
MOST_PAYLOAD = 400
"""Characters of a receipt's code; what is longer is none of ours."""
_CASE_NO, _CASE_CODE = re.compile(r"[0-9A-Z]{8,32}"), re.compile(r"[0-9X]{6}")


def answered(question: service_effects.ServiceQuestion, platform: Platform) -> Event:
    """Ask.

    Raises:
        PlatformError: as the question.
    """
    match question:
        case service_effects.LookUpOpen(inquiry):
            wanted = OpenRequest(item=inquiry.item, record=inquiry.record, city=inquiry.city, asked=dict(inquiry.asked))
            return RecordFound(platform_services.open_record(platform, wanted))
        case service_effects.ListLicences(identity):
            return LicencesListed(platform_services.licences(platform, identity).licences)
        case service_effects.ListCases(identity):
            return CasesListed(platform_services.cases(platform, identity).cases)
        case service_effects.FindCase(case_no, code):
            if not _CASE_NO.fullmatch(case_no) or not _CASE_CODE.fullmatch(code):
                raise Refused(ErrorCode.NOTHING_FOUND, detail="no case has a number and a code of this form")
            return CaseFound(platform_services.case_by_code(platform, case_no, code))
        case service_effects.FindCaseByScan(payload):
            text = payload.decode("utf-8", "replace").strip()
            if not 8 <= len(text) <= MOST_PAYLOAD:
                raise Refused(ErrorCode.NOTHING_FOUND, detail="no receipt has a code of this length")
            return CaseFound(platform_services.case_by_scan(platform, text))
        case service_effects.CheckPaper(payload):
            return PaperChecked(checked(payload, platform))
        case service_effects.NoteRead(identity, case_nos):
            try:
                complaints.note_read(platform, identity, case_nos)
            except PlatformError as error:
                log.info("that an answer was read is not noted: %s", type(error).__name__)
            return ReadNoted()
        case _:
            return lodgements.asked(question, platform)


def checked(payload: bytes, platform: Platform) -> CheckedPaper:
    """What a paper's code says, and what the platform knows of the paper; the first holds without any network.

    Raises:
        PlatformError: a typed code could not be asked about.
    """
    text = payload.decode("utf-8", "replace").strip()
    if "#" not in text and not text.isdecimal():
        try:
            return CheckedPaper(known=platform.verify(text))
        except Refused as refused:
            if refused.code is ErrorCode.NOT_FOUND:
                return CheckedPaper(is_forged=True)
            raise
    try:
        said = statement.read(text, platform.statement_points, platform.verification_page)
    except statement.NotGenuine:
        return CheckedPaper(is_forged=True)
    try:
        known = platform.verify(said.code)
    except Refused as refused:
        # A right signature over a paper that the platform does not know is nothing to rely on.
        return CheckedPaper(said, None, is_forged=refused.code is ErrorCode.NOT_FOUND)
    except PlatformError:
        return CheckedPaper(said, None)
    agrees = statement.agrees(
        said,
        title=known.title,
        name=known.name_masked,
        number=known.number_masked,
        issued_on=known.issued_at.astimezone(BEIJING).date(),
    )
    return CheckedPaper(said, known, is_forged=not agrees)


def wanted_record(inquiry: Inquiry, now: datetime) -> RecordRequest:
    """The request, for a chosen stretch or so many months back from the running one, not before EARLIEST_YEAR."""
    first = max(now.year * 12 + now.month - inquiry.months, EARLIEST_YEAR * 12)
    months = inquiry.period
    return RecordRequest(
        item=inquiry.item,
        record=inquiry.record,
        city=inquiry.city,
        period_from=months.first if months is not None else f"{first // 12:04d}{first % 12 + 1:02d}",
        period_to=months.last if months is not None else f"{now:%Y%m}",
        asked=dict(inquiry.asked),
    )

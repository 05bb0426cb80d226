"""社会保险参保情况 of a citizen, computed for the months that are asked for."""

from datetime import datetime

from kiosk.catalogue import whole_catalogue
from kiosk.platform_values import EnrolmentRecord, EnrolmentSpan, RecordRequest
from kiosk.sandbox import months
from kiosk.sandbox.citizens import Citizen, Employment

ENROLMENT_ITEMS = frozenset(item.id for item in whole_catalogue().values() if item.settings.record == "ss-enrolment")
"""The items that print this record."""


def record_of(
    citizen: Citizen, wanted: RecordRequest, *, subject: str, city: str, cutoff: datetime
) -> EnrolmentRecord | None:
    """The record; None when no month of it lies in the period.

    Args:
        citizen: whose.
        wanted: the months asked for; later months than `cutoff` are never counted.
        subject: the person's pseudonym.
        city: name of the city whose office answers; the rows are of the whole province.
        cutoff: the moment up to which the figures are true.
    """
    first, last = months.index(wanted.period_from), min(months.index(wanted.period_to), months.index_of(cutoff))
    spans = tuple(span for job in citizen.employments if (span := _span(job, first, last)) is not None)
    if not spans:
        return None
    return EnrolmentRecord(
        subject=subject,
        name=citizen.name,
        number=citizen.number,
        personal_no=citizen.personal_no,
        city=city,
        period_from=wanted.period_from,
        period_to=wanted.period_to,
        spans=spans,
        pension_months=sum(span.pension for span in spans),
        injury_months=sum(span.injury for span in spans),
        unemployment_months=sum(span.unemployment for span in spans),
        cutoff=cutoff,
        issuer=f"{city}社会保险经办机构（演示）",
    )


def _span(job: Employment, first: int, last: int) -> EnrolmentSpan | None:
    first, last = max(first, job.first), min(last, job.last)
    if first > last:
        return None

    def paid(late: int) -> int:
        return max(0, last - max(first, job.first + late) + 1)

    return EnrolmentSpan(
        period_from=months.text(first),
        period_to=months.text(last),
        city=job.city,
        unit_no=job.unit_no,
        unit_name=job.unit_name,
        pension=paid(job.pension_late),
        injury=paid(job.injury_late),
        unemployment=paid(job.unemployment_late),
    )

"""社会保险 of a citizen: enrolment, contributions, and what follows from them."""

from datetime import date
from decimal import Decimal
from typing import Literal

from kiosk.masking import masked_name, masked_number
from kiosk.sandbox import months, wages
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.citizens import Employment
from kiosk.sandbox.money import NOTHING, fen
from kiosk.sandbox.pensions import Checked, checks_of
from kiosk.sandbox.pictures import signature
from printing.records.social_security import (
    AllowanceApplication,
    EnrolmentRecord,
    EnrolmentSpan,
    MedicalEnrolment,
    PaymentHistory,
    PaymentMonth,
    PensionTransfer,
    QualificationCheck,
    Unit,
)


def enrolment(asked: Asked) -> EnrolmentRecord | None:
    """参保情况 of the whole province; None when no month of it lies in the period."""
    citizen, wanted = asked.citizen, asked.wanted
    spans = tuple(span for job in citizen.employments if (span := _span(job, asked.first, asked.last)) is not None)
    if not spans:
        return None
    return EnrolmentRecord(
        subject=asked.subject,
        name=citizen.name,
        document_type=asked.document,
        number=citizen.number,
        personal_no=citizen.personal_no,
        city=asked.city,
        period_from=wanted.period_from,
        period_to=wanted.period_to,
        spans=spans,
        pension_months=sum(span.pension for span in spans),
        injury_months=sum(span.injury for span in spans),
        unemployment_months=sum(span.unemployment for span in spans),
        cutoff=asked.now,
        issuer=f"{asked.city}社会保险经办机构（演示）",
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


def payments(asked: Asked) -> PaymentHistory | None:
    """缴费历史明细, one row a month and employer; now and then a month was paid later (补缴)."""
    paid = wages.paid_months(asked.seed, asked.citizen, asked.first, asked.last)
    if not paid:
        return None
    late = asked.random("late payments")
    rows = tuple(_payment(one, "补缴" if late.random() < 1 / 60 else "") for one in paid)
    units = {one.job.unit_no: one.job.unit_name for one in paid}
    return PaymentHistory(
        subject=asked.subject,
        issuer=f"{asked.city}社会保险经办机构（演示）",
        name=asked.citizen.name,
        number=asked.citizen.number,
        personal_no=asked.citizen.personal_no,
        city=asked.wanted.city,
        period_from=asked.wanted.period_from,
        period_to=asked.wanted.period_to,
        payments=rows,
        units=tuple(Unit(unit_no=number, unit_name=name) for number, name in units.items()),
        cutoff=asked.now,
    )


def _payment(paid: wages.Paid, remark: str) -> PaymentMonth:
    pension = paid.base if paid.pension else NOTHING
    unemployment = paid.base if paid.unemployment else NOTHING
    injury = paid.base if paid.injury else NOTHING
    return PaymentMonth(
        month=months.text(paid.month),
        unit_no=paid.job.unit_no,
        pension_base=pension,
        pension_unit=fen(pension * wages.PENSION[0]),
        pension_own=fen(pension * wages.PENSION[1]),
        unemployment_base=unemployment,
        unemployment_unit=fen(unemployment * wages.UNEMPLOYMENT[0]),
        unemployment_own=fen(unemployment * wages.UNEMPLOYMENT[1]),
        injury_base=injury,
        injury_unit=fen(injury * wages.INJURY),
        remark=remark,
    )


def transfer(asked: Asked) -> PensionTransfer | None:
    """参保缴费凭证: what was saved so far; None for whoever never paid."""
    now = months.index_of(asked.today)
    paid = [one for one in wages.paid_months(asked.seed, asked.citizen, 0, now) if one.pension]
    if not paid:
        return None
    return PensionTransfer(
        subject=asked.subject,
        issuer=asked.office("社会保险经办机构"),
        name=asked.citizen.name,
        sex="女" if asked.sex == "女" else "男",
        personal_no=asked.citizen.personal_no,
        number=asked.citizen.number,
        household_address=asked.citizen.address,
        period_from=months.text(paid[0].month),
        period_to=months.text(paid[-1].month),
        months=len(paid),
        savings=sum((fen(one.base * wages.PENSION[1]) for one in paid), NOTHING),
        agency_area=asked.wanted.city,
        agency_area_name=asked.city,
        agency=asked.office("社会保险经办机构"),
        agency_phone="0000-00000000",
        agency_address=f"{asked.city}样本区样例路1号政务服务中心",
        agency_postcode="000000",
        operator="自助办理",
    )


def medical(asked: Asked) -> MedicalEnrolment:
    """医保参保凭证: by employment, or as a resident from birth or 2009 on; there everybody is insured."""
    citizen, now = asked.citizen, months.index_of(asked.today)
    paid = wages.paid_months(asked.seed, citizen, 0, now)
    is_employed = bool(paid)
    first = paid[0].month if paid else max(months.index_of(citizen.birth), months.index("200901"))
    last = paid[-1].month if paid else now
    length = last - first + 1
    covered = len({one.month for one in paid}) if paid else length
    saved = sum((fen(one.base * wages.MEDICAL[1]) for one in paid), NOTHING)
    spent = Decimal(asked.random("doctor").randint(10, 95)) / 100
    return MedicalEnrolment(
        subject=asked.subject,
        issuer=asked.office("医疗保障经办机构"),
        name=citizen.name,
        sex="女" if asked.sex == "女" else "男",
        document_type=asked.document,
        number=citizen.number,
        born=citizen.birth,
        insurance="职工基本医疗保险" if is_employed else "城乡居民基本医疗保险",
        city=asked.wanted.city,
        period_from=months.text(first),
        period_to=months.text(last),
        months=covered,
        months_interrupted=length - covered,
        balance=fen(saved * (1 - spent)),
        agency=asked.office("医疗保障经办机构"),
        agency_address=f"{asked.city}样本区样例路2号",
        agency_postcode="000000",
        agency_phone="0000-00000000",
    )


def benefit(asked: Asked) -> Literal["企业职工基本养老保险", "城乡居民基本养老保险"]:
    """Which pension somebody draws, or will."""
    return "企业职工基本养老保险" if asked.citizen.employments else "城乡居民基本养老保险"


def checks(asked: Asked) -> tuple[Checked, ...]:
    """Every proof of life on record, the newest first: what terminals wrote, and what was before."""
    return (*asked.written.checks, *checks_of(asked.seed, asked.citizen, asked.first_day, asked.own))


def qualification(asked: Asked) -> QualificationCheck | None:
    """待遇领取资格认证 that was passed last, or by the application that is named, and how; None where there is none."""
    of_case = asked.given("accepted_no", "")
    found = [one for one in checks(asked) if not of_case or one.at <= asked.now]
    if not found:
        return None
    last, before = found[0], found[1] if len(found) > 1 else None
    return QualificationCheck(
        subject=asked.subject,
        issuer=asked.office("社会保险经办机构"),
        name=masked_name(asked.citizen.name),
        number=masked_number(asked.citizen.number),
        benefit=benefit(asked),
        city=asked.wanted.city,
        way=last.way,
        checked_at=last.at,
        checked_before=before.at.date() if before is not None else None,
        valid_to=_a_year_after(last.at.date()),
        transaction=f"{asked.wanted.city}{last.at:%Y%m%d}{asked.number('qualification', 8)}",
        place=last.place,
    )


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def allowance(asked: Asked) -> AllowanceApplication:
    """高龄津贴申领 with what the form says; the category follows from the age where the form names none."""
    age = asked.age
    category = "100" if age >= 100 else "90" if age >= 90 else "80"
    citizen = asked.citizen
    return AllowanceApplication.model_validate(
        {
            "subject": asked.subject,
            "issuer": asked.office("民政部门"),
            "name": citizen.name,
            "sex": asked.sex,
            "born": citizen.birth,
            "number": citizen.number,
            "household_address": citizen.address,
            "home_address": asked.given("home_address", citizen.address),
            "phone": asked.given("phone", citizen.phone or "13800000000"),
            "bank": asked.given("bank", "样例银行样本支行"),
            "account": asked.given("account", f"62000000000{asked.number('bank account', 8)}"),
            "purpose": asked.given("purpose", "申领"),
            "category": asked.given("category", category),
            "agent_name": asked.given("agent_name", "") or None,
            "agent_number": asked.given("agent_number", "") or None,
            "signature": signature(),
            "signed_on": asked.today,
            "accepted_no": asked.given(
                "accepted_no", f"{asked.wanted.city}{asked.now:%Y%m%d}{asked.number('allowance', 8)}"
            ),
            "working_days": 15,
        }
    )

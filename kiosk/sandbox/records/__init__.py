"""Every kind of record of printing/records, derived from (seed, number) when it is asked for. Nothing is stored."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kiosk.sandbox.asked import Asked
from kiosk.sandbox.records import (
    enterprise,
    extracts,
    hall,
    housing_fund,
    property_archive,
    public_security,
    public_services,
    social_security,
    tax,
)
from kiosk.sandbox.records import (
    property as real_estate,
)
from printing.records.value import Value


def _tax_code(asked: Asked) -> Value | None:
    return tax.code(asked.subject, asked.given("topic", "vehicle"))


def _guide(asked: Asked) -> Value:
    return hall.guide(asked.subject, asked.city, asked.wanted.item, asked.given("name", ""))


DERIVATIONS: Mapping[str, Callable[[Asked], Value | None]] = MappingProxyType(
    {
        "ss-enrolment": social_security.enrolment,
        "ss-payments": social_security.payments,
        "pension-transfer": social_security.transfer,
        "medical-enrolment": social_security.medical,
        "pension-qualification": social_security.qualification,
        "elderly-allowance": social_security.allowance,
        "property-query": real_estate.query,
        "property-archive": property_archive.archive,
        "property-title": real_estate.title,
        "property-progress": real_estate.progress,
        "property-authenticity": real_estate.authenticity,
        "tax-record": tax.paid,
        "income-list": tax.incomes,
        "tax-code": _tax_code,
        "loan-statement": housing_fund.loan,
        "deposit-record": housing_fund.deposits,
        "residence-registration": public_security.residence,
        "travel-endorsement": public_security.endorsement,
        "card-retained": public_security.retained,
        "driver-fitness": public_security.fitness,
        "business-licence": enterprise.business_licence,
        "sole-trader": enterprise.sole_trader,
        "e-licence": enterprise.licence_copy,
        "toll-card": public_services.toll_card,
        "utility-payment": public_services.utility,
        "photo-receipt": hall.photo_receipt,
        "photo-sheet": hall.photo_sheet,
        "card-copy": hall.card_copy,
        "page-copies": hall.page_copies,
        "locker-pick-up": hall.locker,
        "express-parcel": hall.parcel,
        "service-guide": _guide,
        "case-progress": hall.progress,
        "rating": hall.rating,
        "queue-ticket": hall.ticket,
        "register-extract": extracts.extract,
    }
)
"""By kind. None: nothing is on record about this person."""

"""Whom a person may speak for: the business they are the head of, and the firm that they work for and act for."""

from dataclasses import replace

from kiosk.platform.submission_values import Enterprise
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.companies import company
from kiosk.sandbox.records.enterprise import business_licence
from printing.records.enterprise import BusinessLicence

ONE_IN = 2
"""So many of those who work for a firm are its 经办人 (our choice)."""


def licence_of(asked: Asked) -> BusinessLicence | None:
    """The licence of the person's own business, whatever else was asked."""
    return business_licence(replace(asked, wanted=asked.wanted.model_copy(update={"asked": {}})))


def enterprises_of(asked: Asked) -> tuple[Enterprise, ...]:
    """The person's own business first."""
    found = []
    licence = licence_of(asked)
    if licence is not None:
        found.append(Enterprise(credit_code=licence.credit_code, name=licence.name, relation=licence.head_role))
    if asked.citizen.employments and asked.random("acts for the firm").randrange(ONE_IN) == 0:
        job = asked.citizen.employments[-1]
        firm = company(asked.seed, job.unit_no, asked.land)
        found.append(Enterprise(credit_code=firm.credit_code, name=job.unit_name, relation="经办人"))
    return tuple(one for one in found if one.credit_code not in asked.written.deregistered)

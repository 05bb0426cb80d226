"""Whom and which months a record is about, as far as it says so."""

from datetime import datetime
from typing import Any

from printing.layout_formats import city_name
from printing.records.value import Value

_NAMES = ("name", "holder", "head", "applicant", "recipient", "household")
_OF_NOBODY = frozenset({"service-guide", "tax-code", "photo-sheet", "card-copy", "page-copies", "rating"})
_OWN_MONTHS = frozenset({"pension-transfer", "medical-enrolment"})
"""Their months are a fact of the record: nobody asked for them."""


def name_of(record: Value) -> str:
    """The person's name, in full or as the platform masked it; empty where the record names nobody."""
    if kind_of(record) in _OF_NOBODY:
        return ""
    if kind_of(record) == "business-licence":
        # Its `name` is the firm's.
        return str(getattr(record, "head", ""))
    return next((str(getattr(record, name)) for name in _NAMES if hasattr(record, name)), "")


def number_of(record: Value) -> str:
    """The person's number, in full or as the platform masked it; empty where the record bears none."""
    return str(getattr(record, "number", ""))


def period_of(record: Value) -> tuple[str, str] | None:
    """First and last month that were asked for; None where a record is about no stretch of months."""
    if kind_of(record) in _OWN_MONTHS:
        return None
    for first, last in (("period_from", "period_to"), ("month_from", "month_to")):
        if hasattr(record, first):
            return getattr(record, first), getattr(record, last)
    return None


def is_in_city(record: Value, city: str) -> bool:
    """Whether a record is of that city, as far as it names one; some name it by its code, some by its name.

    Args:
        record: any.
        city: GB/T 2260; a district's code is its city's, by the first four digits.
    """
    said = str(getattr(record, "city", ""))
    if not said:
        return True
    if said.isdigit():
        return said[:4] == city[:4]
    known = city_name(city)
    return known in (said, city)


def is_as_approved(issued: Value, approved: Value) -> bool:
    """Whether a record says what the person looked over; only the moments of asking may differ."""
    return type(issued) is type(approved) and _lasting(issued) == _lasting(approved)


def _lasting(record: Value) -> dict[str, Any]:
    return {name: value for name, value in record if not isinstance(value, datetime)}


def kind_of(record: Value) -> str:
    """The word that a layout names as its `record`."""
    return str(getattr(record, "kind", ""))

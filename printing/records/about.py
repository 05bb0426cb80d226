"""Whom and which months a record is about, as far as it says so."""

from printing.records.value import Value

_NAMES = ("name", "holder", "head", "applicant", "recipient", "household")
_OF_NOBODY = frozenset({"service-guide", "tax-code", "photo-sheet", "card-copy", "rating"})
_OWN_MONTHS = frozenset({"pension-transfer", "medical-enrolment"})
"""Their months are a fact of the record: nobody asked for them."""


def name_of(record: Value) -> str:
    """The person's name, in full or as the platform masked it; empty where the record names nobody."""
    if kind_of(record) in _OF_NOBODY:
        return ""
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


def kind_of(record: Value) -> str:
    """The word that a layout names as its `record`."""
    return str(getattr(record, "kind", ""))

"""What may stand on a screen or a slip of a person: enough to recognise oneself, too little for who looks on."""

from printing.masking import masked_name as masked_name
from printing.masking import masked_number as masked_number
from printing.masking import masked_phone as masked_phone
from printing.records.about import name_of, number_of
from printing.records.value import Value

CITIZEN_DIGITS = 18
"""GB 11643-1999; the first six are the division (GB/T 2260), of which four are the city."""


def shown_name(record: Value) -> str:
    """Whom a record is about, masked; some records bear the name masked already."""
    name = name_of(record)
    return name if "*" in name else masked_name(name) if name else ""


def shown_number(record: Value) -> str:
    """The number of whom a record is about, masked; empty where it bears none."""
    number = number_of(record)
    return number if "*" in number else masked_number(number) if number else ""


def home_city(number: str) -> str:
    """The city that a citizen's number was given in, of millions of people; empty for every other document."""
    return f"{number[:4]}00" if len(number) == CITIZEN_DIGITS and number[:6].isdecimal() else ""

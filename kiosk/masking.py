"""What may stand on a screen or a slip of a person: enough to recognise oneself, too little for who looks on."""

from printing.records.about import name_of, number_of
from printing.records.value import Value


def masked_name(name: str) -> str:
    """张*三, 王*, 欧**兰; of a foreign name the first letter of each word: T*** P*****."""
    words = name.split()
    if len(words) > 1 or (name.isascii() and name):
        return " ".join(word[0] + "*" * max(len(word) - 1, 1) for word in words)
    if len(name) < 2:
        return "*"
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def masked_number(number: str) -> str:
    """The first four and the last four characters, e.g. 4499**********712X."""
    if len(number) <= 8:
        return number[:1] + "*" * (len(number) - 1)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def shown_name(record: Value) -> str:
    """Whom a record is about, masked; some records bear the name masked already."""
    name = name_of(record)
    return name if "*" in name else masked_name(name) if name else ""


def shown_number(record: Value) -> str:
    """The number of whom a record is about, masked; empty where it bears none."""
    number = number_of(record)
    return number if "*" in number else masked_number(number) if number else ""

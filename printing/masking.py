"""What may be shown of a person's name and number: enough to recognise oneself, too little for who looks on."""

_LONG = 15
"""Characters: citizens' numbers and foreigners' permanent residence numbers have 15 or 18, other documents 8 to 11."""
_SHORT = 6


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
    """The first four and the last four of a long number, 4499**********712X; else the first and the last two.

    A passport or permit has nine characters: C******78, where four and four would leave one to guess.
    """
    if len(number) >= _LONG:
        return number[:4] + "*" * (len(number) - 8) + number[-4:]
    if len(number) >= _SHORT:
        return number[:1] + "*" * (len(number) - 3) + number[-2:]
    return number[:1] + "*" * (len(number) - 1)


def masked_phone(number: str) -> str:
    """138****0000, as everybody writes it."""
    return number[:3] + "*" * (len(number) - 7) + number[-4:] if len(number) > 7 else masked_number(number)

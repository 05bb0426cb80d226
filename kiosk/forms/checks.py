"""What is wrong with what stands in a field so far: a text key of [form.wrong], empty while all may still become right.

Check digits are python-stdnum's to judge. A number is never refused for its region code: people are older than
their district, and 81, 82, 83 and 9 begin numbers too.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from stdnum import luhn
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from kiosk.forms.form import Amount, Number, NumberKind, Text

LENGTHS: Final[dict[NumberKind, tuple[int, int]]] = {
    "citizen": (18, 18),
    "phone": (11, 11),
    "credit-code": (18, 18),
    "bank-card": (12, 19),
}
"""Fewest and most characters: GB 11643, the plan of telephone numbers, GB 32100, ISO/IEC 7812."""
_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WITH_LETTERS: Final = ("document", "credit-code")
CITIZEN_X: Final = 17
"""Where an X may stand in a citizen number, from 0."""


def lengths(question: Number) -> tuple[int, int]:
    """Fewest and most characters."""
    return LENGTHS.get(question.check, (question.least, question.most))


def has_letters(question: Number) -> bool:
    """Whether letters may stand in it."""
    return question.check in _WITH_LETTERS


def takes(question: Number | Amount | Text, typed: str, character: str) -> bool:
    """Whether that key does anything now."""
    match question:
        case Number():
            if len(typed) >= lengths(question)[1]:
                return False
            if question.check == "citizen" and character == "X":
                return len(typed) == CITIZEN_X
            return character.isdecimal() or (has_letters(question) and character in _LETTERS)
        case Amount():
            return _takes_in_amount(question, typed, character)
        case Text():
            return len(typed) < question.most


def _takes_in_amount(question: Amount, typed: str, character: str) -> bool:
    if character == ".":
        return "." not in typed and typed != ""
    if not character.isdecimal():
        return False
    yuan, point, cents = typed.partition(".")
    if point:
        return len(cents) < 2
    return yuan != "0" and len(yuan) < len(str(int(question.most)))


def wrong(question: Number | Amount | Text, typed: str) -> str:
    """What is certainly wrong, however it goes on."""
    match question:
        case Number(check=kind):
            check = _CHECKS.get(kind)
            return check(typed) if check is not None else ""
        case Amount(most=most):
            return "amount_high" if typed and Decimal(typed.rstrip(".")) > most else ""
        case Text():
            return ""


def is_complete(question: Number | Amount | Text, typed: str) -> bool:
    """Whether it may be handed in."""
    if wrong(question, typed):
        return False
    match question:
        case Number():
            return len(typed) >= lengths(question)[0] and not _wrong_at_the_end(question, typed)
        case Amount(least=least):
            return typed != "" and Decimal(typed.rstrip(".")) >= least
        case Text(least=least, most=most):
            return least <= len(typed.strip()) and len(typed) <= most


def lacks(question: Number | Amount | Text, typed: str) -> int:
    """How many characters are wanted at least before it may be handed in."""
    match question:
        case Number():
            return max(0, lengths(question)[0] - len(typed))
        case Text(least=least):
            return max(0, least - len(typed.strip()))
        case Amount():
            return 0


def _wrong_at_the_end(question: Number, typed: str) -> bool:
    return question.check == "bank-card" and not luhn.is_valid(typed)


def _citizen(typed: str) -> str:
    """GB 11643: six of region (never judged), eight of birth, three of order, one to check."""
    if len(typed) >= 8 and typed[6:8] not in ("18", "19", "20"):
        return "birth"
    if len(typed) >= 12 and not 1 <= int(typed[10:12]) <= 12:
        return "birth"
    if len(typed) >= 14 and not _is_a_day(typed[6:14]):
        return "birth"
    if len(typed) == 18 and not mod_11_2.is_valid(typed):
        return "check_digit"
    return ""


def _is_a_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _phone(typed: str) -> str:
    return "phone" if typed[:1] not in ("", "1") or typed[1:2] not in ("", *"3456789") else ""


def _credit_code(typed: str) -> str:
    if any(character in "IOSVZ" for character in typed):
        return "credit_letters"
    return "check_digit" if len(typed) == 18 and not uscc.is_valid(typed) else ""


def _bank_card(typed: str) -> str:
    return "check_digit" if len(typed) == 19 and not luhn.is_valid(typed) else ""


_CHECKS: Final[dict[NumberKind, Callable[[str], str]]] = {
    "citizen": _citizen,
    "phone": _phone,
    "credit-code": _credit_code,
    "bank-card": _bank_card,
}

"""What a field takes, what is wrong with it and from when on, and that no region is ever refused."""

import pytest
from stdnum.iso7064 import mod_11_2

from kiosk.forms.checks import is_complete, lacks, takes, wrong
from kiosk.forms.form import Amount, Number, NumberKind, Text

ASK = {"zh-Hans": "问", "zh-Hant": "問", "en": "Ask"}


def number(check: NumberKind, **more: int) -> Number:
    return Number.model_validate({"id": "n", "kind": "number", "ask": ASK, "check": check, **more})


AMOUNT = Amount.model_validate({"id": "a", "kind": "amount", "ask": ASK, "least": "10", "most": "5000"})
TEXT = Text.model_validate({"id": "t", "kind": "text", "ask": ASK, "least": 2, "most": 4})
CITIZEN = number("citizen")


def typed(question: Number | Amount | Text, keys: str) -> str:
    """What stands there when these keys were pressed."""
    text = ""
    for key in keys:
        text += key if takes(question, text, key) else ""
    return text


@pytest.mark.parametrize("region", ["449901", "810000", "820000", "830000", "990000", "110101", "362502", "000000"])
def test_no_region_is_refused(region: str) -> None:
    body = f"{region}19400229001"
    whole = body + mod_11_2.calc_check_digit(body)
    assert wrong(CITIZEN, whole) == ""
    assert is_complete(CITIZEN, whole)


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ("44990119", ""),
        ("44990121", "birth"),
        ("449901194613", "birth"),
        ("4499011946", ""),
        ("44990119460631", "birth"),
        ("44990119410229", "birth"),
        ("449901194607010023", ""),
        ("449901194607010024", "check_digit"),
        ("44990119460701004X", ""),
    ],
)
def test_a_citizen_number_is_told_as_soon_as_it_cannot_be_right(part: str, complaint: str) -> None:
    assert wrong(CITIZEN, part) == complaint
    assert is_complete(CITIZEN, part) == (complaint == "" and len(part) == 18)


def test_an_x_stands_only_at_the_end() -> None:
    assert typed(CITIZEN, "X4499X0119460701004XX9") == "44990119460701004X"
    assert lacks(CITIZEN, "4499") == 14


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        ("phone", "13800000000", ["12", "2"]),
        ("credit-code", "91449900MA4ABCDE1R", ["91449900MA4ABCDE1P", "91449900MAI"]),
        ("bank-card", "6210000000000000009", ["6210000000000000008"]),
    ],
)
def test_other_numbers_have_checks_of_their_own(check: NumberKind, good: str, bad: list[str]) -> None:
    question = number(check)
    assert typed(question, good) == good
    assert all(wrong(question, good[:end]) == "" for end in range(len(good)))
    assert is_complete(question, good)
    for one in bad:
        assert wrong(question, one) != ""
        assert not is_complete(question, one)


def test_a_bank_card_of_any_length_is_checked_when_it_is_handed_in() -> None:
    assert is_complete(number("bank-card"), "6210000000000009") is False
    assert is_complete(number("bank-card"), "6210000000000000009") is True


def test_digits_and_documents_have_the_length_that_the_form_says() -> None:
    digits = number("digits", least=3, most=5)
    assert typed(digits, "12A3456") == "12345"
    assert [is_complete(digits, "1" * count) for count in range(7)] == [False] * 3 + [True] * 3 + [True]
    assert typed(number("document", most=6), "ab12CD34") == "12CD34"


def test_an_amount_has_one_point_and_two_places() -> None:
    assert typed(AMOUNT, ".1.234.5X") == "1.23"
    assert typed(AMOUNT, "007") == "0"
    assert typed(AMOUNT, "12345") == "1234"
    assert [is_complete(AMOUNT, text) for text in ("", "9.99", "10", "10.", "5000", "5000.01")] == [
        False,
        False,
        True,
        True,
        True,
        False,
    ]
    assert wrong(AMOUNT, "5000.01") == "amount_high"


def test_a_text_has_its_length() -> None:
    assert [is_complete(TEXT, text) for text in ("", "一", " 一", "一二", "一二三四", "一二三四五")] == [
        False,
        False,
        False,
        True,
        True,
        False,
    ]
    assert lacks(TEXT, "一") == 1

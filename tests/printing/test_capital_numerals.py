"""Amounts in capital numerals, by the examples of the payment and settlement measures and beyond."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.capital_numerals import in_capitals


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10", "壹拾元整"),
        ("123.40", "壹佰贰拾叁元肆角整"),
        ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000000001", "壹万亿零壹元整"),
        ("-12.30", "负壹拾贰元叁角整"),
    ],
)
def test_amounts_are_written_as_the_measures_say(amount: str, words: str) -> None:
    assert in_capitals(Decimal(amount)) == f"人民币{words}"


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity", "10000000000000000"])
def test_what_no_cheque_could_say_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="two decimals"):
        in_capitals(Decimal(amount))


_VALUE = {**{digit: n for n, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}, "拾": 10, "佰": 100, "仟": 1000}


def read_aloud(words: str) -> Decimal:
    """What a clerk reads: written anew, without a look at how it was spelled."""
    sign = -1 if "负" in words else 1
    yuan, _, small = words.removeprefix("人民币").removeprefix("负").rpartition("元")
    high, _, low = yuan.rpartition("亿")
    whole = _below_a_hundred_million(high) * 10**8 + _below_a_hundred_million(low)
    cents = 0
    for unit, worth in (("角", 10), ("分", 1)):
        place = small.find(unit)
        cents += _VALUE[small[place - 1]] * worth if place > 0 else 0
    return sign * (Decimal(whole) + Decimal(cents) / 100)


def _below_a_hundred_million(words: str) -> int:
    high, _, low = words.rpartition("万")
    return _group(high) * 10**4 + _group(low)


def _group(words: str) -> int:
    total = digit = 0
    for character in words:
        value = _VALUE[character]
        if value >= 10:
            total, digit = total + digit * value, 0
        else:
            digit = value
    return total + digit


@given(st.decimals("-9999999999999999.99", "9999999999999999.99", places=2))
def test_a_clerk_reads_back_every_amount(amount: Decimal) -> None:
    words = in_capitals(amount)
    assert read_aloud(words) == amount
    assert "零零" not in words
    assert not words.startswith("人民币零") or amount == 0

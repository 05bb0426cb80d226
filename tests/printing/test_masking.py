"""What is left of a name and a number."""

import pytest

from kiosk import masking as of_kiosk
from printing.masking import masked_name, masked_number, masked_phone


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("44990119850307712X", "4499**********712X"),
        ("ABC000085030711", "ABC0*******0711"),
        ("C12345678", "C******78"),
        ("H12345678", "H******78"),
        ("12345678", "1*****78"),
        ("123456", "1***56"),
        ("12345", "1****"),
        ("1", "1"),
        ("", ""),
    ],
)
def test_a_number_shows_what_one_knows_it_by(number: str, shown: str) -> None:
    assert masked_number(number) == shown
    assert len(shown) == len(number)
    assert of_kiosk.masked_number is masked_number


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三丰", "张*丰"),
        ("王五", "王*"),
        ("欧阳演示", "欧**示"),
        ("T", "T*"),
        ("TEST PERSON", "T*** P*****"),
        ("陈", "*"),
    ],
)
def test_a_name_shows_its_first_and_last(name: str, shown: str) -> None:
    assert masked_name(name) == shown


def test_a_telephone_number_looks_as_everybody_writes_it() -> None:
    assert masked_phone("13800000000") == "138****0000"
    assert masked_phone("123456") == "1***56"

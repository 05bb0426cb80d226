"""The national name of an electronic licence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.items.licence_identifier import SAMPLE_BODY, LicenceIdentifier, parse, sample_type_code

PUBLISHED = "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9"
PART = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=20)


def test_the_check_character_is_that_of_a_published_identifier() -> None:
    assert str(LicenceIdentifier("11100000MB03271699022", "340100", "000000016", 1)) == PUBLISHED
    assert parse(PUBLISHED) == LicenceIdentifier("11100000MB03271699022", "340100", "000000016", 1)


@given(PART, PART, st.integers(1, 999))
def test_what_is_made_is_read_back(issuer: str, serial: str, version: int) -> None:
    made = LicenceIdentifier(sample_type_code("L001"), issuer, serial, version)
    assert parse(str(made)) == made


@given(st.integers(len("1.2.156.3005.2."), len(PUBLISHED) - 1), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_one_wrong_character_is_found(place: int, other: str) -> None:
    if PUBLISHED[place] in (".", other):
        return
    with pytest.raises(ValueError, match=r"check|identifier"):
        parse(PUBLISHED[:place] + other + PUBLISHED[place + 1 :])


@pytest.mark.parametrize(
    "text", ["", "1.2.156.3005.2", PUBLISHED[:-2], PUBLISHED + ".1", PUBLISHED.replace("1.2", "2.1", 1)]
)
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a licence identifier"):
        parse(text)


@pytest.mark.parametrize(
    ("type_code", "issuer", "serial", "version", "named"),
    [
        ("1" * 20, "1", "1", 1, "type code"),
        ("1" * 21, "a", "1", 1, "issuer"),
        ("1" * 21, "1", "", 1, "serial"),
        ("1" * 21, "1", "1", 0, "version"),
        ("1" * 21, "1", "1", 1000, "version"),
    ],
)
def test_parts_that_cannot_be_are_refused(type_code: str, issuer: str, serial: str, version: int, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        LicenceIdentifier(type_code, issuer, serial, version)


def test_sample_codes_lie_in_an_area_of_nobody_and_differ() -> None:
    rows = [*(f"L{number:03d}" for number in range(1, 404)), *(f"A{number:02d}" for number in range(1, 34))]
    codes = {sample_type_code(row) for row in rows}
    assert len(codes) == 436
    assert all(len(code) == 21 and code.startswith(SAMPLE_BODY) for code in codes)
    assert SAMPLE_BODY[2:6] == "4499"

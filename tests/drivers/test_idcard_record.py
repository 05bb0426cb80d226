"""The text record of the four cards, and what is refused: never a region."""

from datetime import date

import pytest
from card_samples import CITIZEN, CITIZEN_RECORD, FOREIGN_2017, FOREIGN_2023, LONG_TERM, PUBLISHED, RESIDENCE_PERMIT
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from drivers.faults import DeviceError, Fault
from drivers.idcard import CardKind, IdCard
from drivers.idcard.record import card_of, fields_of, record_of


def test_the_worked_record_is_written_and_read_alike() -> None:
    assert record_of(CardKind.CITIZEN, CITIZEN) == CITIZEN_RECORD
    assert fields_of(CITIZEN_RECORD) == (CardKind.CITIZEN, CITIZEN)


def test_a_citizen() -> None:
    assert card_of(CITIZEN_RECORD, b"picture") == IdCard(
        kind=CardKind.CITIZEN,
        number="440106199001010013",
        name="测试",
        birth=date(1990, 1, 1),
        sex="1",
        nation="01",
        address="广东省广州市天河区测试路1号",
        issuer="广州市公安局天河分局",
        valid_from=date(2020, 1, 1),
        valid_to=date(2040, 1, 1),
        portrait=b"picture",
    )


@pytest.mark.parametrize(("kind", "fields", "check"), PUBLISHED)
def test_each_published_card_is_accepted(kind: CardKind, fields: dict[str, str], check: int) -> None:
    card = card_of(record_of(kind, fields), None)
    assert (card.kind, card.number, card.name) == (kind, fields["number"], fields["name"])


def test_long_term_never_expires_and_others_end_with_their_last_day() -> None:
    assert not card_of(record_of(CardKind.CITIZEN, LONG_TERM), None).is_expired(date(2999, 1, 1))
    card = card_of(CITIZEN_RECORD, None)
    assert not card.is_expired(date(2040, 1, 1))
    assert card.is_expired(date(2040, 1, 2))


def test_an_expired_card_is_read_all_the_same() -> None:
    expired = {**CITIZEN, "valid_from": "2000-01-01".replace("-", ""), "valid_to": "20100101"}
    assert card_of(record_of(CardKind.CITIZEN, expired), None).is_expired(date(2026, 11, 21))


def test_foreigners_have_a_nationality_and_a_name_in_either_script() -> None:
    card = card_of(record_of(CardKind.FOREIGN_2017, {**FOREIGN_2017, "name": ""}), None)
    assert (card.name, card.nationality, card.nation, card.sex) == ("TEST, PERSON", "USA", "", "1")
    long_name = "VERY LONG SAMPLE PERSON NAME, OF FORTY-SIX SIGNS"[:46]
    fields = {**FOREIGN_2023, "name": "", "latin_name": long_name[:35], "latin_name_rest": long_name[35:]}
    assert card_of(record_of(CardKind.FOREIGN_2023, fields), None).name == long_name


def test_a_residence_permit_has_no_nation() -> None:
    card = card_of(record_of(CardKind.RESIDENCE_PERMIT, RESIDENCE_PERMIT), None)
    assert (card.nation, card.address) == ("", RESIDENCE_PERMIT["address"])


@pytest.mark.parametrize(
    "region", ["440106", "449901", "810000", "820000", "830000", "512322", "999999", "000000", "652700", "110103"]
)
def test_no_region_is_refused_be_it_old_special_or_nobodys(region: str) -> None:
    number = _with_check_digit(region + "19900101001")
    fields = {**CITIZEN, "number": number}
    assert card_of(record_of(CardKind.CITIZEN, fields), None).number == number


def test_a_number_beginning_with_9_is_accepted_on_the_new_foreigners_card() -> None:
    assert card_of(record_of(CardKind.FOREIGN_2023, FOREIGN_2023), None).number == "944840199001010016"


def test_a_check_digit_x_is_accepted_in_either_case() -> None:
    fields = {**CITIZEN, "birth": "19600101", "number": "44010619600101001x"}
    assert card_of(record_of(CardKind.CITIZEN, fields), None).number == "44010619600101001X"


def test_characters_beyond_the_basic_plane_are_read() -> None:
    assert card_of(record_of(CardKind.CITIZEN, {**CITIZEN, "name": "演𬴊𠅤"}), None).name == "演𬴊𠅤"


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        (CardKind.CITIZEN, {"number": "440106199001010014"}, "the number's check digit is wrong"),
        (CardKind.CITIZEN, {"number": "44010619900101001"}, "the number is not of 18 characters"),
        (CardKind.CITIZEN, {"number": ""}, "the number is not of 18 characters"),
        (CardKind.CITIZEN, {"number": "４40106199001010013"}, "the number is not of 18 characters"),
        (CardKind.CITIZEN, {"birth": "19900102"}, "the number's birth date is not the card's"),
        (CardKind.CITIZEN, {"birth": "19900230"}, "birth is not a date"),
        (CardKind.CITIZEN, {"birth": "1990011"}, "birth is not a date"),
        (CardKind.CITIZEN, {"birth": "１９９００１０１"}, "birth is not a date"),
        (CardKind.CITIZEN, {"valid_from": "20210229"}, "valid_from is not a date"),
        (CardKind.CITIZEN, {"valid_to": ""}, "valid_to is not a date"),
        (CardKind.CITIZEN, {"valid_to": "00000000"}, "valid_to is not a date"),
        (CardKind.CITIZEN, {"valid_to": "20191231"}, "valid_to lies before valid_from"),
        (CardKind.CITIZEN, {"name": ""}, "the name is empty"),
        (CardKind.FOREIGN_2017, {"number": "USA44019001010"}, "the number is not of 15 characters"),
        (CardKind.FOREIGN_2017, {"birth": "19900102"}, "the number's birth date is not the card's"),
        (CardKind.FOREIGN_2023, {"number": "944840199001010017"}, "the number's check digit is wrong"),
    ],
)
def test_a_record_that_contradicts_itself_is_invalid_and_the_reason_names_no_content(
    kind: CardKind, changes: dict[str, str], said: str
) -> None:
    fields = next(fields for known, fields, _ in PUBLISHED if known is kind)
    with pytest.raises(DeviceError) as caught:
        card_of(record_of(kind, {**fields, **changes}), None)
    assert (caught.value.fault, caught.value.detail) == (Fault.CARD_INVALID, said)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (CITIZEN_RECORD[:-1], "a record of 255 bytes"),
        (CITIZEN_RECORD[:248] + "Q".encode("utf-16-le") + CITIZEN_RECORD[250:], "the type letter is unknown"),
        (b"\x00\xdc" + CITIZEN_RECORD[2:], "not UTF-16"),
        (CITIZEN_RECORD[:248] + b"\x00\xdc" + CITIZEN_RECORD[250:], "the type letter is unknown"),
    ],
)
def test_bytes_that_are_no_record_are_invalid(record: bytes, said: str) -> None:
    with pytest.raises(DeviceError) as caught:
        card_of(record, None)
    assert (caught.value.fault, caught.value.detail) == (Fault.CARD_INVALID, said)


def test_nothing_of_a_person_stands_in_the_repr() -> None:
    assert repr(card_of(CITIZEN_RECORD, b"picture")) == "IdCard(kind=<CardKind.CITIZEN: 'citizen'>)"


def test_a_field_that_does_not_fit_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="room for 15 characters"):
        record_of(CardKind.CITIZEN, {"name": "长" * 16})
    with pytest.raises(ValueError, match="has no 'nationality'"):
        record_of(CardKind.CITIZEN, {"nationality": "USA"})


@settings(deadline=None)
@given(st.binary(min_size=256, max_size=256))
def test_any_256_bytes_are_a_card_or_invalid(record: bytes) -> None:
    try:
        card_of(record, None)
    except DeviceError as error:
        assert error.fault is Fault.CARD_INVALID  # noqa: PT017 - both ends are right, only other errors are not


@settings(deadline=None)
@given(st.sampled_from(sorted(CITIZEN)), st.text(st.characters(codec="utf-16-le"), max_size=7))
def test_any_field_may_hold_anything(field: str, text: str) -> None:
    try:
        record = record_of(CardKind.CITIZEN, {**CITIZEN, field: text})
    except ValueError:
        return
    try:
        card_of(record, None)
    except DeviceError as error:
        assert error.fault is Fault.CARD_INVALID  # noqa: PT017 - as above


@settings(deadline=None)
@given(st.integers(0, 999999), st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 999))
def test_every_right_number_is_accepted(region: int, birth: date, sequence: int) -> None:
    born = f"{birth:%Y%m%d}".rjust(8, "0")
    number = _with_check_digit(f"{region:06d}{born}{sequence:03d}")
    card = card_of(record_of(CardKind.CITIZEN, {**CITIZEN, "number": number, "birth": born}), None)
    assert (card.number, card.birth) == (number, birth)


def _with_check_digit(number: str) -> str:
    return number + str(mod_11_2.calc_check_digit(number))

"""Machine-readable zones: check digits, passports, cards, and the permits of Chinese travellers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.smart_card import DocumentKind, MrzKey
from drivers.smart_card.mrz import MrzError, check_digit, chinese_letters, key_of, permit_line, zone_of

TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C<3UTO6908061F9406236ZE184226B<<<<<14"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
TD1_LONG = "I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<"
"""The specimens of ICAO 9303-4 and -5."""
CS_LINE = "CSC123456788<3001019<9001011<4"
CS_CHIP = CS_LINE + "LCOCMKNE<<<<CE<<SHI<<<<<<<<<<<" + "M<<<<<<<440<<<<<<<<<<<<<<<<<<<"


@pytest.mark.parametrize(
    ("text", "digit"), [("L898902C<", "3"), ("690806", "1"), ("940623", "6"), ("AB2134<<<", "5"), ("", "0")]
)
def test_check_digits(text: str, digit: str) -> None:
    assert check_digit(text) == digit


def test_a_passport() -> None:
    zone = zone_of(TD3)
    assert (zone.kind, zone.number, zone.birth, zone.expiry) == (DocumentKind.PASSPORT, "L898902C", "690806", "940623")
    assert (zone.latin_name, zone.sex, zone.nationality) == ("ERIKSSON ANNA MARIA", "F", "UTO")
    assert (zone.issuer, zone.personal_number) == ("UTO", "ZE184226B")


def test_a_card_with_three_lines() -> None:
    zone = zone_of(TD1)
    assert (zone.kind, zone.number, zone.birth, zone.expiry) == (DocumentKind.OTHER, "D23145890", "740812", "120415")
    assert (zone.latin_name, zone.sex, zone.nationality) == ("ERIKSSON ANNA MARIA", "F", "UTO")


def test_a_number_longer_than_nine_goes_on_in_the_optional_field() -> None:
    assert zone_of(TD1_LONG).number == "D23145890734"


def test_a_permits_printed_line_opens_its_chip() -> None:
    assert permit_line("CS", "C12345678", "300101", "900101") == CS_LINE
    assert key_of(CS_LINE) == MrzKey("C12345678", "900101", "300101")
    assert zone_of(CS_LINE).name == ""


def test_a_permits_chip_spells_the_chinese_name_in_half_bytes() -> None:
    zone = zone_of(CS_CHIP)
    assert (zone.kind, zone.number) == (DocumentKind.HONG_KONG_MACAO_PERMIT, "C12345678")
    assert (zone.name, zone.latin_name, zone.sex) == ("测试", "CE SHI", "M")
    assert chinese_letters("测试") == "LCOCMKNE<<<<"
    assert chinese_letters("证").startswith("NGKE")


@pytest.mark.parametrize("letters", ["LCOCM<<<<<<<", "ZZZZ<<<<<<<<", "PPPP<<<<<<<<"])
def test_a_name_that_only_one_source_describes_never_costs_anyone_the_document(letters: str) -> None:
    assert zone_of(CS_LINE + letters + CS_CHIP[42:]).name == ""


def test_home_return_permits() -> None:
    first = f"CRH12345678{check_digit('H12345678')}<<<300101{check_digit('300101')}F900101{check_digit('900101')}"
    zone = zone_of(first + "<" * 19 + "A1234567<<<" + "CE<<SHI".ljust(30, "<"))
    assert (zone.kind, zone.number) == (DocumentKind.HOME_RETURN_PERMIT, "H12345678")
    assert (zone.birth, zone.expiry, zone.sex) == ("900101", "300101", "F")
    assert (zone.personal_number, zone.latin_name) == ("A1234567", "CE SHI")


def test_the_permits_before_2013_have_their_number_in_the_second_line() -> None:
    number = "H1234567890"
    second = f"900101{check_digit('900101')}M300101{check_digit('300101')}{number}{check_digit(number)}<<<"
    zone = zone_of("C<CHN".ljust(30, "<") + second + "CE<<SHI".ljust(30, "<"))
    assert (zone.kind, zone.number, zone.birth) == (DocumentKind.OTHER, number, "900101")


def test_line_breaks_and_blanks_do_not_matter_to_a_key() -> None:
    assert key_of(TD3[:44] + "\r\n" + TD3[44:] + " ") == key_of(TD3)


@pytest.mark.parametrize("zone", [TD3, TD1, TD1_LONG, CS_LINE])
def test_one_wrong_digit_is_noticed(zone: str) -> None:
    for at in (at for at, letter in enumerate(zone) if letter.isdigit()):
        wrong = zone[:at] + str((int(zone[at]) + 1) % 10) + zone[at + 1 :]
        with pytest.raises(MrzError):
            key_of(wrong)


@pytest.mark.parametrize("text", ["", "CS", "P<UTO", TD3.lower(), TD3.replace("<", "*"), "XX" + CS_LINE[2:]])
def test_what_is_no_zone_says_so_without_repeating_it(text: str) -> None:
    with pytest.raises(MrzError) as caught:
        zone_of(text)
    assert not text or text not in str(caught.value)


@settings(deadline=None)
@given(st.text(alphabet="CSDRTPI<AZ0129", min_size=90, max_size=90) | st.text(max_size=100))
def test_no_text_crashes_the_parser(text: str) -> None:
    for read in (zone_of, key_of):
        try:
            read(text)
        except MrzError:
            continue


def test_a_zone_without_a_number_is_no_key() -> None:
    with pytest.raises(MrzError, match="document number"):
        key_of(permit_line("CS", "", "300101", "900101"))


@pytest.mark.parametrize(
    ("number", "birth", "expiry"),
    [("", "900101", "300101"), ("a1", "900101", "300101"), ("E1", "19900101", "300101"), ("E1", "900101", "30010Z")],
)
def test_a_key_that_cannot_stand_in_a_zone_is_refused(number: str, birth: str, expiry: str) -> None:
    with pytest.raises(ValueError, match="MRZ") as caught:
        MrzKey(number, birth, expiry)
    assert birth not in str(caught.value)

"""A city is chosen by whoever reads no Simplified characters too."""

import pytest

from kiosk.forms.divisions import Divisions


@pytest.fixture(scope="module")
def divisions() -> Divisions:
    return Divisions.load()


@pytest.mark.parametrize(
    ("code", "traditional", "english"),
    [
        ("44", "廣東省", "Guangdong"),
        ("4401", "廣州市", "Guangzhou"),
        ("4403", "深圳市", "Shenzhen"),
        ("441303", "惠陽區", "Huiyang District"),
        ("441324", "龍門縣", "Longmen County"),
        ("210212", "旅順口區", "Lüshunkou District"),
    ],
)
def test_a_division_is_named_in_every_language(divisions: Divisions, code: str, traditional: str, english: str) -> None:
    called = divisions.called(code)
    assert (called.of("zh-Hans"), called.of("zh-Hant"), called.of("en")) == (divisions.city(code), traditional, english)


def test_the_country_is_read_once(divisions: Divisions) -> None:
    assert Divisions.load() is divisions

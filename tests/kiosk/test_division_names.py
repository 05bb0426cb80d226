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
        ("14", "山西省", "Shanxi"),
        ("61", "陝西省", "Shaanxi"),
        ("81", "香港特別行政區", "Hong Kong"),
        ("5223", "黔西南布依族苗族自治州", "Qianxinan Buyizu Miaozu Prefecture"),
        ("150521", "科爾沁左翼中旗", "Ke Er Qin Zuo Yi Zhong Banner"),
        ("130171", "石家莊高新技術產業開發區", "Shijiazhuang High-Tech Zone"),
        ("210212", "旅順口區", "Lüshunkou District"),
    ],
)
def test_a_division_is_named_in_every_language(divisions: Divisions, code: str, traditional: str, english: str) -> None:
    called = divisions.called(code)
    assert (called.of("zh-Hans"), called.of("zh-Hant"), called.of("en")) == (divisions.city(code), traditional, english)


def test_no_word_of_a_name_is_wider_than_a_tile(divisions: Divisions) -> None:
    """As one word 新疆维吾尔自治区 was broken in the middle of a syllable."""
    words = {word for code in divisions.names for word in divisions.called(code).of("en").split()}
    assert max(map(len, words)) <= len("Pingzhuangdongcheng")


def test_the_country_is_read_once(divisions: Divisions) -> None:
    assert Divisions.load() is divisions

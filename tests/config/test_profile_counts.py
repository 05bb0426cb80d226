"""The model cities' counts, asserted over the catalogue and the profiles as they are committed."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from config.toml_file import SettingsError
from kiosk.items.catalogue import Catalogue, functions_of, offered, whole_catalogue
from kiosk.items.facts import Group
from kiosk.items.profiles import FOLDER, load_profile, profile_ids
from kiosk.platform.provinces import load_province, province_ids

WHOLE = whole_catalogue()
ZHAOQINGS_EIGHT = {
    "business",
    "civil-affairs",
    "social-security",
    "housing-fund",
    "household",
    "licences",
    "disability",
    "tax",
}
EIGHT_CITIES = {"440100", "440600", "440700", "441900", "441300", "441800", "441400", "441600"}
"""广州 佛山 江门 东莞 惠州 清远 梅州 河源."""
NINE_CITIES = {"440100", "440300", "440400", "440600", "440700", "441200", "441300", "441900", "442000"}
"""广州 深圳 珠海 佛山 江门 肇庆 惠州 东莞 中山."""


def of(profile: str) -> Catalogue:
    return offered(WHOLE, profile)


def scopes(profile: str) -> Counter[str]:
    return Counter(item.settings.facts.scope for item in of(profile).values())


def test_every_first_level_group_has_items_and_zhaoqing_shows_all_nine() -> None:
    groups = Counter(item.settings.group for item in WHOLE.values())
    assert set(groups) == set(get_args(Group))
    assert {item.settings.group for item in of("zhaoqing").values()} == {*ZHAOQINGS_EIGHT, "everyday"}


def test_zhaoqing_has_95_items_33_of_its_own_and_62_of_the_province() -> None:
    offer = of("zhaoqing")
    assert len(offer) == len(functions_of(offer, load_profile("zhaoqing")).found) == 95
    assert scopes("zhaoqing") == {"local": 33, "province": 62}
    own = [item_id for item_id, item in offer.items() if item.settings.facts.scope == "local"]
    permits = [item_id for item_id in own if item_id.startswith("residence-permit")]
    births = [item_id for item_id in own if item_id.startswith("birth-certificate")]
    assert (len(permits), len(births), len(own) - len(permits) - len(births)) == (4, 2, 27)
    assert all("441200" in offer[item_id].settings.facts.cities for item_id in own)


def test_huiyang_has_16_machines_and_about_twenty_items_that_all_end_on_paper_or_on_the_screen() -> None:
    profile, offer = load_profile("huiyang"), of("huiyang")
    assert len(profile.machines) == 16
    assert len(offer) == 20
    assert {item.settings.facts.finish for item in offer.values()} == {"here"}
    named = {"ss-payment-list", "medical-transfer-voucher", "pension-transfer-voucher", "property-certificate"}
    assert {*named, "tax-list", "toll-card"} <= set(offer)


def test_shantou_has_22_functions_and_over_160_in_its_eight_cities() -> None:
    profile = load_profile("shantou")
    functions = functions_of(of("shantou"), profile)
    assert set(profile.cities) == EIGHT_CITIES
    assert functions.own == 22
    assert functions.elsewhere >= 160
    assert {function.city for function in functions.found} == {*EIGHT_CITIES, "440500"}


def test_where_functions_are_counted_in_cities_the_person_is_asked_for_which_of_them() -> None:
    facts = {item_id: item.settings.facts for item_id, item in of("shantou").items()}
    assert facts["tax-record"].scope == "cross-city"
    assert set(facts["tax-record"].cities) == {*EIGHT_CITIES, "440500"}
    assert facts["old-age-allowance"].scope == "local"
    assert of("zhaoqing")["tax-record"].settings.facts.scope == "province"
    assert WHOLE["tax-record"].settings.facts.scope == "province"


def test_dongguan_has_295_functions_over_nine_cities() -> None:
    profile = load_profile("dongguan")
    functions = functions_of(of("dongguan"), profile)
    assert {profile.city, *profile.cities} == NINE_CITIES
    assert len(functions.found) == 295
    assert set(functions.by_city()) == NINE_CITIES


def test_quzhou_has_six_classes_of_machine_with_their_own_devices_home_and_items_in_another_province() -> None:
    profile = load_profile("quzhou")
    assert profile.province == "zhejiang"
    assert len(profile.classes) == 6
    assert len(profile.machines) == 15
    assert len({one.devices for one in profile.classes}) > 3
    assert {one.home for one in profile.classes} == {"groups", "tiles"}
    shown = [tuple(of(f"quzhou/{one.id}")) for one in profile.classes]
    assert [len(items) for items in shown] == [len(one.items) for one in profile.classes]
    assert len(set(shown)) == 6
    assert load_profile("quzhou/property").home == "tiles"


def test_a_paper_that_bears_its_provinces_name_bears_the_right_one() -> None:
    quzhou, zhaoqing = of("quzhou/general"), of("zhaoqing")
    assert quzhou["ss-enrolment-certificate"].layout.title == "浙江省社会保险个人参保证明"
    assert zhaoqing["ss-enrolment-certificate"].layout.title == "广东省社会保险个人参保证明"
    for item in quzhou.values():
        assert item.paper is None or "广东" not in item.paper.model_dump_json()
        assert not re.search("广东|粤", item.settings.model_dump_json()), item.id


def test_a_village_has_fifteen_for_the_old_and_a_bank_a_hundred_in_its_own_hours() -> None:
    assert len(of("village")) == 15
    assert load_profile("village").home == "elder"
    assert len(of("bank")) == 100
    bank = load_profile("bank")
    assert bank.brand is not None
    assert not bank.opening.is_always
    assert not {"id-photo", "card-copy", "exit-endorsement", "driver-medical"} & set(of("bank"))


@pytest.mark.parametrize("profile", profile_ids())
def test_every_profile_can_be_offered_and_no_item_stands_there_twice(profile: str) -> None:
    found = load_profile(profile)
    functions = functions_of(of(profile), found)
    assert len(set(functions.found)) == len(functions.found)
    assert functions.own + functions.elsewhere == len(functions.found)


def test_provinces_differ_in_gateway_signature_code_and_issuer() -> None:
    assert province_ids() == ("guangdong", "zhejiang")
    one, other = map(load_province, province_ids())
    for name in ("division", "gateway", "signature", "e_id", "issuer"):
        assert getattr(one, name) != getattr(other, name)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('city = "330800"', 'city = "441200"', r"bad\.toml:\d+: 'city' 441200 does not lie in Zhejiang"),
        ('province = "zhejiang"', 'province = "atlantis"', "'province' atlantis is no file of config/provinces"),
        ('"衢州-02"', '"衢州-01"', "has a machine twice"),
        ('id = "tax"', 'id = "general"', "'classes' has an id twice"),
        ('home = "tiles"', 'home = "maze"', "must be one of"),
        (
            'items = [\n    "medical-account',
            'items = [\n    "tax-list",\n    "medical-account',
            "'items' has tax-list twice",
        ),
        ('"receipt_printer", "locker"]', '"receipt_printer", "teleporter"]', r"'classes\.5\.devices' names teleporter"),
        (
            '"receipt_printer", "locker"]',
            '"receipt_printer"]',
            r"'classes\.5\.items' names pick-up, which needs a locker",
        ),
        (
            '    "tax-record",\n    "tax-list",',
            '    "tax-list",\n    "xinghu-card",',
            "names xinghu-card, which 'items' of the profile",
        ),
        (
            'items = [\n    "medical-account',
            'items = [\n    "xinghu-card",\n    "medical-account',
            "names xinghu-card, which no city",
        ),
    ],
)
def test_a_profile_that_cannot_be_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (FOLDER / "quzhou.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "bad.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(SettingsError, match=said):
        offered(WHOLE, "bad", tmp_path)


def test_a_class_of_machines_that_there_is_not_is_named() -> None:
    with pytest.raises(SettingsError, match="no class of machines submarine, there are general, property"):
        load_profile("quzhou/submarine")

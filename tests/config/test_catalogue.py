"""Items as data: what is wrong in a file is named, and nobody can be forced to show a face."""

from pathlib import Path

import pytest

import config
from config.toml_file import SettingsError
from kiosk.flows import FLOWS, check, reached, steps_of
from kiosk.items.catalogue import load_catalogue, offered, whole_catalogue
from kiosk.items.flow_names import FLOW_NAMES as NAMED
from kiosk.items.routes import ACTING
from kiosk.session import Level

FLOW_NAMES = frozenset(FLOWS)
ITEM_ID = "ss-enrolment-certificate"
ITEM = (Path(config.__file__).parent / "catalogue" / f"{ITEM_ID}.toml").read_text("utf-8")
ROUTES = next(line for line in ITEM.splitlines() if line.startswith("routes = "))


BROUGHT_ALONG = frozenset({"copy_card", "copy_document", "print_file"})
"""Flows that print what the person holds in their hand: nobody's record."""


def test_every_item_of_the_catalogue_has_a_flow_that_asks_for_identity_before_anything_personal() -> None:
    items = load_catalogue(FLOW_NAMES)
    assert items
    for item in items.values():
        for route in (None, *item.settings.routes):
            needs = [step.needs for step in steps_of(item, route)]
            assert max(needs) <= reached(item, route)
            assert needs[0] == Level.NOBODY, item.id
            if NAMED[item.settings.flow].ends_in == "paper" and item.settings.flow not in BROUGHT_ALONG:
                assert Level.CARD_AND_FACTOR in needs


def test_the_table_of_an_items_flow_is_made_once_for_each_way() -> None:
    """Every event asks for it several times: a table is the very same one again."""
    item = load_catalogue(FLOW_NAMES)["driver-medical"]
    assert steps_of(item, "card_code") is steps_of(item, "card_code")
    assert steps_of(item, "card_code") is not steps_of(item, "card_face")


def test_nobody_stands_before_the_machine_for_the_body_that_an_item_is_about() -> None:
    items = whole_catalogue()
    of_the_body = {name for name, item in items.items() if "camera" in item.settings.devices}
    assert of_the_body == {"id-photo", "case-photo", "driver-medical"}
    for name in of_the_body:
        assert not ACTING & set(items[name].settings.routes), name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('devices = ["a4_printer", "platform"]', 'devices = ["a4_printer", "platform", "camera"]', "has helper"),
        (ROUTES, 'routes = ["card_face"]', "face as the only way"),
        (ROUTES, 'routes = ["card_face", "typed_face"]', "face as the only way"),
        (ROUTES, 'routes = ["card", "card_code"]', "has card, which proves level 1"),
        (ROUTES, "routes = []", "needs 'routes'"),
        (ROUTES, 'routes = ["crystal_ball"]', "'routes.0'"),
        ('flow = "print_certificate"', 'flow = "print_money"', "print_money does not exist"),
        ("level = 2", "level = 9", "'level'"),
        (
            'flow = "print_certificate"',
            'flow = "print_certificate"\nform = "nowhere"',
            "nowhere is not there: add config/forms",
        ),
        ('record = "ss-enrolment"', 'record = "tax-record"', "is not ss-enrolment, of which"),
        ('record = "ss-enrolment"', 'record = "wishes"', "wishes is not in printing/records"),
        ('layout = "ss-enrolment-certificate"\n', "", "print_certificate needs 'layout'"),
        ('pinyin = "she4 bao3 ', 'pinyin = "she4 ', "must say every Han"),
        ('pinyin = "she4 bao3 ', 'pinyin = "she4 bao ', "which is no syllable"),
        ('zh-Hant = "社保個人參保證明"\n', "", "'name.zh-Hant' is missing"),
        ('department = "social-security"', 'department = "magic"', "'facts.department' magic"),
        ('needs = ["identity-card"]', 'needs = ["enrolment-statement"]', "'facts.needs' asks for enrolment-statement"),
        ("level = 2", "level = 3", "no way to be proven"),
        ('icon = "certificate"', 'icon = "certificate"\nprice = 5', "'price' unknown setting"),
        (
            'devices = ["a4_printer", "platform"]',
            'devices = ["teleporter"]',
            "'devices.0' must be one of 'platform', 'idcard'",
        ),
    ],
)
def test_a_bad_item_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in ITEM
    (tmp_path / "bad-item.toml").write_text(ITEM.replace(old, new), "utf-8")
    with pytest.raises(SettingsError, match=said) as error:
        load_catalogue(FLOW_NAMES, tmp_path)
    assert "bad-item.toml" in str(error.value)


@pytest.mark.parametrize("level", [0, 1])
def test_an_item_below_the_level_of_its_flow_is_named(tmp_path: Path, level: int) -> None:
    (tmp_path / "cheap.toml").write_text(ITEM.replace("level = 2", f"level = {level}"), "utf-8")
    with pytest.raises(SettingsError, match="item cheap: 'level'"):
        check(load_catalogue(FLOW_NAMES, tmp_path))


def test_an_item_whose_flow_nobody_has_built_stands_there_with_its_guide(tmp_path: Path) -> None:
    (tmp_path / "paid.toml").write_text(ITEM.replace('flow = "print_certificate"', 'flow = "pay_bill"'), "utf-8")
    (item,) = load_catalogue(frozenset({"guide", "print_certificate"}), tmp_path).values()
    assert (item.waits_for, item.settings.flow, item.settings.level) == ("pay_bill", "guide", 0)
    assert not item.ends_here
    assert (item.paper, item.settings.devices, item.settings.routes) == (None, (), ())
    assert item.settings.facts.guide
    assert load_catalogue(frozenset({"print_certificate"}), tmp_path) == {}
    (whole,) = whole_catalogue(tmp_path).values()
    assert (whole.waits_for, whole.settings.flow) == ("", "pay_bill")


def test_a_flow_that_the_table_of_names_has_not_got_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"flow dance is not in kiosk/items/flow_names\.py"):
        load_catalogue(frozenset({"dance"}), tmp_path)


def test_a_profile_offers_what_it_names_in_its_order(tmp_path: Path) -> None:
    catalogue = load_catalogue(FLOW_NAMES)
    assert offered(catalogue, "everything") == catalogue
    (tmp_path / "village.toml").write_text('name = "村"\nitems = ["ss-enrolment-certificate"]\n', "utf-8")
    assert list(offered(catalogue, "village", tmp_path)) == ["ss-enrolment-certificate"]


@pytest.mark.parametrize(
    ("text", "said"), [('name = "x"\nitems = ["nothing"]\n', "names nothing"), ('name = "x"\nitems = []\n', "'items'")]
)
def test_a_bad_profile_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bad.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said):
        offered(load_catalogue(FLOW_NAMES), "bad", tmp_path)
    with pytest.raises(SettingsError, match="cannot be read"):
        offered(load_catalogue(FLOW_NAMES), "nowhere", tmp_path)


def test_a_missing_layout_is_named(tmp_path: Path) -> None:
    (tmp_path / "lost.toml").write_text(
        ITEM.replace('layout = "ss-enrolment-certificate"', 'layout = "nowhere"'), "utf-8"
    )
    with pytest.raises(SettingsError, match=r"lost\.toml:\d+: 'layout' nowhere is not there"):
        load_catalogue(FLOW_NAMES, tmp_path)

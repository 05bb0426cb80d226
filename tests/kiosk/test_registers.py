"""The registers have the counts that were promised, and say which lines are samples."""

import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from config.toml_file import SettingsError
from drivers.clock import BEIJING
from kiosk.items.everyday_words import EverydayWords
from kiosk.items.opening_hours import opening
from kiosk.items.registers import FOLDER, load_registers
from kiosk.items.search import Entry, Search
from kiosk.items.working_days import load_working_days

REGISTERS = load_registers()
PLACES = REGISTERS.places


def test_403_kinds_of_licence_and_33_of_approval() -> None:
    assert Counter(row.kind for row in REGISTERS.licences) == {"licence": 403, "approval": 33}
    assert len({row.name for row in REGISTERS.licences}) == 436
    assert len({row.sample_type_code for row in REGISTERS.licences}) == 436


def test_226_matters_of_persons_and_172_of_enterprises_need_only_the_card() -> None:
    assert Counter(row.audience for row in REGISTERS.card_only) == {"person": 226, "enterprise": 172}
    assert len({(row.name, row.audience) for row in REGISTERS.card_only}) == 398


def test_8_districts_66_towns_and_1087_villages_below_one_city() -> None:
    assert PLACES.counts() == {"city": 1, "county": 8, "town": 66, "village": 1087}


def test_what_was_made_up_says_so() -> None:
    named = [(row.name, row.sample) for row in REGISTERS.licences] + [
        (row.name, row.sample) for row in REGISTERS.card_only
    ]
    assert all(sample == ("样例" in name) for name, sample in named)
    assert all(place.sample for place in PLACES)


def test_every_village_stands_below_a_town_a_district_and_the_city() -> None:
    for place in PLACES:
        if place.level == "village":
            assert [one.level for one in PLACES.upwards(place.code)] == ["village", "town", "county", "city"]


def test_a_village_is_found_by_name_with_its_level_and_hours() -> None:
    found = Search([Entry(place.code, (place.name,)) for place in PLACES], EverydayWords()).find("jingu居委会")
    (place,) = [place for place in PLACES if place.code == found[0].id]
    assert place.name == "金谷居委会"
    assert PLACES.level_name(place).zh_hans == "村居公共服务站"
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=BEIJING)
    assert opening(PLACES.hours(place), load_working_days(), friday).is_open


def test_originals_go_to_the_nearest_place_that_takes_them() -> None:
    village = next(place.code for place in PLACES if place.level == "village")
    levels = {
        name: PLACES.nearest_taking(village, name) for name in ("household-book", "lease-contract", "court-document")
    }
    assert {name: place.level for name, place in levels.items() if place} == {
        "household-book": "village",
        "lease-contract": "town",
        "court-document": "city",
    }
    assert PLACES.nearest_taking(village, "identity-card-copy") is None


def test_a_place_of_its_own_hours_keeps_them() -> None:
    island = PLACES.upwards("440523")[0]
    assert PLACES.hours(island).days == "every"


def test_nobody_asks_for_what_the_province_supplies() -> None:
    supplied = {name for name, row in REGISTERS.materials.items() if row.supplied_by}
    assert len(supplied) > 30
    assert not any(PLACES.originals(place) & supplied for place in PLACES)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "licences.csv",
            "L002,临时居民身份证,licence",
            "L002,临时居民身份证,paper",
            r"licences\.csv:3: 'kind' must be one of",
        ),
        ("licences.csv", "L002", "L001", r"licences\.csv:3: 'id' L001 stands there twice"),
        ("licences.csv", "id,name,kind", "id,nom,kind", r"licences\.csv:2: '(name' is missing|nom' unknown)"),
        ("licences.csv", "L002,临时居民身份证", "L002,", r"licences\.csv:3: 'name' is missing"),
        ("id-card-only.csv", "P001,", "X001,", r"id-card-only\.csv:2: 'id' must have the form"),
        ("id-card-only.csv", "人力资源社会保障,false", "人力资源社会保障,perhaps", r"'sample' must be true or false"),
        ("materials.csv", "身份證影印本", "", r"materials\.csv:2: 'zh-Hant' is missing"),
        ("places.csv", "440507,龙湖区,county,4405", "440507,龙湖区,county,9999", "no place of the level above"),
        ("places.csv", "440507,龙湖区,county,4405", "440507,龙湖区,town,4405", "no place of the level above"),
        ("places.csv", "every 09:00-17:00", "always", r"places\.csv:\d+: 'hours' must have the form"),
        ("place-levels.toml", "working 08:30-11:30", "working 08:30-99:99", "hours"),
        (
            "place-levels.toml",
            "household-book application-form",
            "identity-card-copy application-form",
            "nobody may be asked",
        ),
        ("place-levels.toml", "household-book application-form", "unicorn application-form", "nobody may be asked"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = tmp_path / "registers"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(SettingsError, match=said):
        load_registers(folder)


def test_a_missing_or_broken_table_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "registers"
    shutil.copytree(FOLDER, folder)
    (folder / "licences.csv").write_bytes(b"id,name\n\xff\xfe")
    with pytest.raises(SettingsError, match=r"licences\.csv: no table in UTF-8"):
        load_registers(folder)
    (folder / "licences.csv").unlink()
    with pytest.raises(SettingsError, match=r"licences\.csv: cannot be read"):
        load_registers(folder)

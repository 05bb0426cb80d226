"""What is told of an item keeps the rules, and what does not is named."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from sample_facts import FACTS

from config.toml_file import Block, SettingsError, checked
from kiosk.items.facts import Facts, fact_breaches, load_data_sources, load_departments
from kiosk.items.registers import load_registers

MATERIALS = load_registers().materials
DEPARTMENTS = load_departments()
SOURCES = load_data_sources()


class File(Block):
    """An item's file, as far as this is about."""

    facts: Facts


def read(folder: Path, *changes: tuple[str, str]) -> Facts:
    text = FACTS
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / "item.toml").write_text(text, "utf-8")
    return checked(File, folder / "item.toml").facts


def breaches(facts: Facts) -> list[tuple[str, str]]:
    return list(fact_breaches(facts, departments=DEPARTMENTS, materials=MATERIALS, sources=SOURCES))


def test_a_whole_table_is_read(tmp_path: Path) -> None:
    facts = read(tmp_path)
    assert breaches(facts) == []
    assert facts.needs_only_the_card
    assert facts.fee == Decimal("0.00")
    assert not facts.opening.is_always
    assert facts.guide[0].title.of("en") == "How"


def test_most_of_it_may_be_left_out() -> None:
    table = tomllib.loads(FACTS)["facts"]
    for name in ("fee", "legal", "before", "ways", "spared", "sources", "words", "opening", "copies"):
        del table[name]
    facts = Facts.model_validate(table)
    assert facts.opening.is_always
    assert facts.fee == 0
    assert facts.copies.a_day == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('fee = "0.00"', "fee = 15.5", r"item\.toml:9: 'facts\.fee' must be money as text"),
        ('fee = "0.00"', 'fee = "1.005"', r"'facts\.fee'"),
        ('fee = "0.00"', "fee = -1", r"'facts\.fee' must be 0 or more"),
        ("promised = { minutes = 3 }", "promised = {}", r"'facts\.promised' must have 'minutes' or"),
        ("promised = { minutes = 3 }", "promised = { minutes = 3, working_days = 1 }", "one of them"),
        (
            "promised = { minutes = 3 }",
            "promised = { working_days = 2 }",
            r"item\.toml:10: 'facts\.promised' is longer",
        ),
        ('cities = ["*"]', 'cities = ["441300"]', r"item\.toml:6: 'facts\.scope' is 'province' exactly"),
        ('cities = ["*"]', 'cities = ["*", "441300"]', r"'facts\.cities' has \* and more"),
        ('cities = ["*"]', 'cities = ["Huizhou"]', r"'facts\.cities\.0' must have the form"),
        ('scope = "province"', 'scope = "local"', r"'facts\.scope' is 'province' exactly"),
        ("before = { materials = 2, trips = 1 }", "before = { materials = 0, trips = 1 }", "fewer materials"),
        ('needs = ["identity-card"]', 'needs = ["identity-card-copy"]', r"'facts\.spared' has identity-card-copy"),
        ('needs = ["identity-card"]', 'needs = ["bank-card", "bank-card"]', "a material twice"),
        ("at_once = 1", "at_once = 9", "more copies at once than in a day"),
        ('hours = ["06:00-23:00"]', 'hours = ["6-23"]', r"'facts\.opening\.hours\.0'"),
        ('kind = "government"', 'kind = "private"', r"'facts\.kind' must be one of"),
        ('life_event = "work"\n', "", r"'facts\.life_event' is missing"),
        ('life_event = "work"', 'life_event = "party"', r"'facts\.life_event' must be one of"),
        ('zh-Hant = "怎麼辦", ', "", r"'facts\.guide\.0\.title\.zh-Hant' is missing"),
        ('type = "print"', 'type = "pay"\nfinish = "phone"', r"'facts\.finish' must be 'here' for a payment"),
        ('type = "print"', 'type = "apply"\nfinish = "counter"', r"'facts\.trips' must be 1 or more"),
        ("before = { materials = 2, trips = 1 }", "before = { materials = 2, trips = 0 }\ntrips = 1", "fewer trips"),
        ('ways = ["at-once"', 'price = 3\nways = ["at-once"', r"'facts\.price' unknown setting"),
    ],
)
def test_what_cannot_be_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        read(tmp_path, (old, new))


def test_data_of_nobody_known_is_named(tmp_path: Path) -> None:
    facts = read(tmp_path, ('sources = ["social-enrolment"]', 'sources = ["horoscopes"]'))
    assert breaches(facts) == [
        ("facts.sources", "names horoscopes, which config/data-sources.toml has not got: add it there")
    ]


def test_a_few_minutes_are_within_the_same_day(tmp_path: Path) -> None:
    facts = read(tmp_path, ("legal = { working_days = 1 }", "legal = { working_days = 0 }"))
    assert facts.legal is not None
    assert facts.promised.working_time < facts.legal.working_time


def test_cities_of_a_cross_city_item(tmp_path: Path) -> None:
    several = ('cities = ["*"]', 'cities = ["440500", "440100"]')
    assert read(tmp_path, several, ('scope = "province"', 'scope = "cross-city"')).scope == "cross-city"
    with pytest.raises(SettingsError, match="one city only"):
        read(tmp_path, ('cities = ["*"]', 'cities = ["440500"]'), ('scope = "province"', 'scope = "cross-city"'))
    with pytest.raises(SettingsError, match="a city twice"):
        read(tmp_path, ('cities = ["*"]', 'cities = ["440500", "440500"]'))


@pytest.mark.parametrize("name", sorted(name for name, row in MATERIALS.items() if row.supplied_by))
def test_what_the_provinces_data_supplies_is_not_asked_for(tmp_path: Path, name: str) -> None:
    facts = read(
        tmp_path, ('needs = ["identity-card"]', f'needs = ["{name}"]'), ('spared = ["identity-card-copy"]\n', "")
    )
    ((key, what),) = breaches(facts)
    assert key == "facts.needs"
    assert what.startswith(f"asks for {name}: {MATERIALS[name].supplied_by} supplies it")


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ('department = "social-security"', 'department = "magic"', "facts.department", "magic is not in config"),
        ('needs = ["identity-card"]', 'needs = ["unicorn"]', "facts.needs", "names unicorn"),
        ('spared = ["identity-card-copy"]', 'spared = ["unicorn"]', "facts.spared", "names unicorn"),
    ],
)
def test_what_no_register_has_is_named(tmp_path: Path, old: str, new: str, key: str, said: str) -> None:
    ((named, what),) = breaches(read(tmp_path, (old, new)))
    assert named == key
    assert what.startswith(said)


def test_a_bad_department_is_named(tmp_path: Path) -> None:
    (tmp_path / "departments.toml").write_text('[departments]\ntax = { zh-Hans = "税" }\n', "utf-8")
    with pytest.raises(SettingsError, match=r"departments\.toml:2: 'departments\.tax\.zh-Hant' is missing"):
        load_departments(tmp_path / "departments.toml")

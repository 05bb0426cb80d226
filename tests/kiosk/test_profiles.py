"""Functions are counted as each of the model cities counts them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from sample_facts import FACTS

from config.settings import Settings, load
from config.toml_file import SettingsError
from kiosk.items.facts import Facts
from kiosk.items.profiles import Function, Functions, check_province

SHANTOU, GUANGZHOU, FOSHAN = "440500", "440100", "440600"


def facts(*cities: str, scope: str = "local") -> Facts:
    return Facts.model_validate(tomllib.loads(FACTS)["facts"] | {"cities": cities, "scope": scope})


ITEMS = [
    ("local", facts(SHANTOU)),
    ("everywhere", facts("*", scope="province")),
    ("elsewhere", facts(GUANGZHOU, FOSHAN, scope="cross-city")),
]


def test_an_item_is_a_function_once_where_items_are_counted() -> None:
    counted = Functions.of(ITEMS, SHANTOU, (GUANGZHOU, FOSHAN), "items")
    assert [function.item for function in counted.found] == ["local", "everywhere", "elsewhere"]
    assert (counted.own, counted.elsewhere) == (3, 0)


def test_an_item_is_a_function_for_each_city_that_can_do_it() -> None:
    counted = Functions.of(ITEMS, SHANTOU, (GUANGZHOU, FOSHAN), "items-in-cities")
    assert counted.by_city() == {SHANTOU: 2, GUANGZHOU: 2, FOSHAN: 2}
    assert (counted.own, counted.elsewhere) == (2, 4)
    assert Function("elsewhere", GUANGZHOU) in counted.found
    assert Function("elsewhere", SHANTOU) not in counted.found
    assert len(set(counted.found)) == len(counted.found)


HUIYANG = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"


def terminal(profile: str, gateway: str, city: str) -> Settings:
    found = load(HUIYANG)
    platform = found.platform.model_copy(update={"gateway": gateway})
    return found.model_copy(update={"profile": profile, "platform": platform, "city": city})


def test_a_terminal_of_its_province_is_let_through() -> None:
    check_province(load(HUIYANG))
    check_province(terminal("quzhou/tax", "gjgxjhpt", "330800"))


@pytest.mark.parametrize(
    ("profile", "gateway", "city", "said"),
    [
        ("quzhou/tax", "x-tif", "330800", "'platform.gateway' is x-tif, but the profile 'quzhou/tax' is of Zhejiang"),
        ("zhaoqing", "gjgxjhpt", "441200", "of Guangdong, whose gateway is x-tif: set it so, or name another"),
        ("quzhou/tax", "gjgxjhpt", "441300", "'city' 441300 does not lie there"),
    ],
)
def test_another_gateway_or_city_than_the_profiles_province_is_named(
    profile: str, gateway: str, city: str, said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        check_province(terminal(profile, gateway, city))


@pytest.mark.parametrize("command", [("core", "--config"), ("enrol", "--config"), ("config", "check")])
def test_a_terminal_that_speaks_to_another_provinces_gateway_does_not_start(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = tmp_path / "terminal.toml"
    file.write_text(f'profile = "quzhou/tax"\n{HUIYANG.read_text("utf-8")}', "utf-8")
    asked = [sys.executable, "-m", "kiosk", *command, str(file)]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=60)
    assert answer.returncode == 2
    assert "'platform.gateway' is x-tif" in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1

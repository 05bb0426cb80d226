"""Functions are counted as each of the model cities counts them."""

import tomllib

from sample_facts import FACTS

from kiosk.items.facts import Facts
from kiosk.items.profiles import Function, Functions

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

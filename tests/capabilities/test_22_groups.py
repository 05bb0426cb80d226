"""营商环境、民政、社保、公积金、户政、证照、助残爱残、税务: eight first tiles; each item in three touches."""

from at_the_terminal import at, glass, offer, press
from province_in_process import InProcess

from kiosk.over.home import ALL, SIGNS

EIGHT = {
    "business",
    "civil-affairs",
    "social-security",
    "housing-fund",
    "household",
    "licences",
    "disability",
    "tax",
}
TOUCHES = 3


def reached(there: InProcess, profile: str) -> set[str]:
    """Items that somebody who touches at most three tiles begins with."""
    found: set[str] = set()
    ways: list[tuple[str, ...]] = [()]
    while ways:
        way = ways.pop()
        view = press(at(there, profile), *way)
        below = (ALL,) if view.words.get("everything") else ()
        for one in (*(choice.id for choice in view.choices), *below):
            if one in offer(profile):
                found.add(one)
            elif one in SIGNS and len(way) < TOUCHES - 1 and one != "elder-help":
                ways.append((*way, f"choice-{one}"))
    return found


def test_zhaoqings_first_screen_is_its_eight_groups_and_everyday_things(there: InProcess) -> None:
    assert {one.id for one in glass(at(there, "zhaoqing")).choices} == {*EIGHT, "everyday"}


def test_a_villages_first_screen_is_four_calm_tiles_with_a_button_for_all_else_below(there: InProcess) -> None:
    view = glass(at(there, "village"))
    assert [one.id for one in view.choices] == ["elder-print", "elder-social", "elder-pay", "elder-help"]
    assert view.words["everything"] == "全部要办的事"


def test_every_item_of_ninety_five_is_reached_in_three_touches(there: InProcess) -> None:
    assert reached(there, "zhaoqing") == set(offer("zhaoqing"))


def test_so_is_every_item_behind_the_calm_tiles_of_a_village(there: InProcess) -> None:
    assert reached(there, "village") == set(offer("village"))

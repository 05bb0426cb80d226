"""新增361项，增长率达到95.8%: two catalogues side by side say what is new, what is gone and by how much it grew."""

import json

from click.testing import CliRunner

from kiosk.commands.items import items
from kiosk.items.compared import compared
from kiosk.items.profiles import Function, Functions

BEFORE, NEW = 377, 361
"""What a city that grew so had before: 361 is 95.8 % of 377."""


def functions(count: int) -> Functions:
    return Functions("items", "441200", tuple(Function(f"item-{number}", "441200") for number in range(count)))


def test_as_a_city_counts_its_growth() -> None:
    found = compared(functions(BEFORE), functions(BEFORE + NEW))
    assert (len(found.added), len(found.gone), found.growth_percent) == (NEW, 0, 95.8)


def test_two_packages_of_this_repository_by_the_command() -> None:
    done = CliRunner().invoke(items, ["--profile", "dongguan", "--since", "shantou", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert told["after"] == 295
    assert told["before"] + len(told["added"]) - len(told["gone"]) == told["after"]
    assert told["growth_percent"] == round(100 * (295 - told["before"]) / told["before"], 1)

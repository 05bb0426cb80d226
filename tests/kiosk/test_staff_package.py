"""Another package of items and cities: looked at by one, taken by two, tried as any change of the file."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from installed_terminal import install
from staff_bench import Shift

from kiosk.hall.staff_people import PEOPLE
from kiosk.items.catalogue import functions_of, offered, whole_catalogue
from kiosk.items.compared import compared
from kiosk.items.profiles import Function, Functions, load_profile
from kiosk.staff.pages.package import possible
from kiosk.staff.rights import Role
from kiosk.upkeep.change import stage
from kiosk.upkeep.pieces import FILE, WANTED

ADMIN = next(one for one in PEOPLE if one.role is Role.ADMIN)
BUSINESS = next(one for one in PEOPLE if one.role is Role.BUSINESS)


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    """An installed terminal without a card reader: who signs has number, PIN and code."""
    made = Shift(tmp_path, reader=False)
    install(made.root)
    yield made
    made.close()


def test_only_packages_of_this_city_and_province_can_be_had(shift: Shift) -> None:
    found = possible(shift.settings)
    assert {"huiyang/hall-a", "village"} <= set(found)
    assert not {"shantou", "dongguan", "quzhou/tax"} & set(found), "of other cities, of another province"
    real = shift.settings.model_copy(update={"is_demo": False})
    assert "everything" not in possible(real), "that one keeps no hours"


def test_it_is_looked_at_first_and_two_people_take_it(shift: Shift, tmp_path: Path) -> None:
    shift.enter(Role.ADMIN)
    shift.open("items")
    shift.choose("packages")
    assert "在用" in shift.said
    shift.choose("packages:village")
    before, after = (functions_of(offered(whole_catalogue(), one), load_profile(one)) for one in ("demo", "village"))
    assert f"{len(before.found)} → {len(after.found)}" in shift.said
    shift.choose("take")
    shift.yes()
    assert shift.screen == "staff_door", "a second person has to sign"
    assert not (shift.folder / WANTED / FILE).exists()
    shift.clock.jump(30)
    shift.by_code(BUSINESS)
    wanted = (shift.folder / WANTED / FILE).read_text("utf-8")
    assert tomllib.loads(wanted)["profile"] == "village"
    assert shift.acts()[-1] == (ADMIN.number, "take-package", "demo>village", BUSINESS.number)
    # And it is a file like any other: checked and tried at the next start, the old one is the way back.
    name = stage(shift.root.files, shift.folder / WANTED / FILE)
    assert shift.root.files.begin() == name
    assert shift.root.files.good == "first"


def test_one_person_alone_and_a_role_without_the_right_take_nothing(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    shift.open("items")
    shift.choose("packages")
    shift.choose("packages:village")
    shift.choose("take")
    shift.yes()
    shift.clock.jump(30)
    shift.by_code(next(one for one in PEOPLE if one.role is Role.MAINTENANCE))
    assert "不能做" in shift.view.notice
    assert not (shift.folder / WANTED / FILE).exists()
    shift.choose("back")
    shift.choose("packages:village")
    shift.choose("take")
    shift.no()
    assert not (shift.folder / WANTED / FILE).exists()


def test_where_nothing_is_installed_it_can_only_be_looked_at(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    shift.enter(Role.BUSINESS)
    shift.open("items")
    shift.choose("packages")
    shift.choose("packages:village")
    assert "take" not in shift.offered
    assert "只能看" in shift.said
    shift.close()


def test_the_one_in_use_is_nothing_to_take(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    shift.open("items")
    shift.choose("packages")
    shift.choose("packages:demo")
    assert "take" not in shift.offered


def test_growth_is_counted_from_the_older_one_and_from_nothing_there_is_none() -> None:
    def functions(*items: str) -> Functions:
        return Functions("items", "441300", tuple(Function(item, "441300") for item in items))

    found = compared(functions("a", "b"), functions("b", "c", "d"))
    assert (found.new_items, found.items_gone, found.growth_percent) == (("c", "d"), ("a",), 50.0)
    assert compared(functions(), functions("a")).growth_percent is None
    assert compared(functions("a", "b"), functions("a")).growth_percent == -50.0

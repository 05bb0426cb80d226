"""Figures without persons, what hands did to the computer, the voices, and the report on what is done for everybody."""

import json
from pathlib import Path
from typing import Any

import pytest
from staff_bench import Shift

from drivers.sound import Prompt
from kiosk.journal_rows import read_rows
from kiosk.masking import home_city
from kiosk.staff.guarding import EVERY_S, Guarding
from kiosk.staff.pages.statistics import FEW, pairs, table
from kiosk.staff.plugged import Plugged, plugged_in
from kiosk.staff.rights import Role

KEYBOARD = Plugged("1-2", "046d", "c31c", "Some keyboard")
READER = Plugged("1-1", "076b", "5422", "OMNIKEY 5422")


@pytest.fixture
def shift(cardless: Shift) -> Shift:
    return cardless


def came(shift: Shift, home: str, city: str, people: int) -> None:
    for _ in range(people):
        facts = {"visit": "v", "item": "hall-map", "route": "card_code", "home": home, "city": city}
        shift.journal.write("identified", "", facts)


def test_whose_people_did_whose_things_and_nobody_from_far_away_stands_alone(shift: Shift) -> None:
    came(shift, "440100", "441900", FEW)
    came(shift, "441300", "441300", 2)
    came(shift, "330800", "441300", 1)
    rows = [row for row in read_rows(shift.journal.path) if row.kind == "identified"]
    assert pairs(rows) == [("440100", "441900", FEW), ("", "", 3)]
    shift.enter(Role.BUSINESS)
    shift.open("statistics")
    assert f"→ 441900 {FEW}" in shift.said
    assert "不足5人的 3" in shift.said
    assert "330800" not in "\n".join(table(shift.means, "7"))


def test_of_a_number_only_its_city_is_left() -> None:
    assert home_city("449901199001011234") == "449900"
    assert home_city("C12345678") == ""


def test_the_figures_go_into_a_file_that_is_signed_or_says_that_it_is_not(shift: Shift) -> None:
    came(shift, "440100", "441900", FEW)
    shift.enter(Role.BUSINESS)
    shift.open("statistics")
    shift.choose("export")
    (file,) = (shift.folder / "exports").glob("*statistics*.txt")
    assert f"city,440100,441900,{FEW}" in file.read_text("utf-8").splitlines()
    assert shift.acts()[-1][1:3] == ("export-statistics", "days:7")


def test_what_is_plugged_in_and_who_opened_the_door_stands_in_the_journal_over_a_restart_too(shift: Shift) -> None:
    plugged: list[tuple[Plugged, ...]] = [(READER,)]
    opened = [False]
    now = iter(range(0, 10_000, round(EVERY_S)))

    def guard() -> Guarding:
        return Guarding(shift.journal, shift.book, lambda: opened[0], lambda: plugged[0])

    guarding = guard()
    guarding.beat(next(now))
    assert not shift.rows("usb-plugged"), "what was there at first is no news"
    plugged[0] = (READER, KEYBOARD)
    opened[0] = True
    guarding.beat(next(now))
    guarding.beat(next(now))
    assert [row.facts["device"] for row in shift.rows("usb-plugged")] == [KEYBOARD.key]
    assert len(shift.rows("case-opened")) == 1
    plugged[0] = (KEYBOARD,)
    guard().beat(next(now))
    assert [row.facts["device"] for row in shift.rows("usb-gone")] == [READER.key], "seen though we did not run"


def test_a_device_that_nobody_vouched_for_is_shown_until_somebody_does(shift: Shift) -> None:
    shift.plugged = (READER,)
    shift.enter(Role.MAINTENANCE)
    shift.open("security")
    assert "OMNIKEY 5422 没有人认过" in shift.said
    shift.choose("ours")
    shift.yes()
    assert "OMNIKEY 5422 本机的" in shift.said
    shift.plugged = (READER, KEYBOARD)
    shift.choose("run")
    assert "Some keyboard 没有人认过" in shift.said
    assert json.loads(shift.book.value("usb_ours")[0]) == [READER.key]


def test_the_kernels_list_is_read_and_a_name_cannot_do_harm(tmp_path: Path) -> None:
    for name, facts in {
        "1-1": {"idVendor": "076b", "idProduct": "5422", "product": "x\x1b[2J名" + "y" * 90, "bDeviceClass": "00"},
        "1-1:1.0": {"bInterfaceClass": "0b"},
        "1-0": {"idVendor": "1d6b", "idProduct": "0002", "bDeviceClass": "09"},
        "usb1": {"idVendor": "1d6b", "idProduct": "0002"},
    }.items():
        (tmp_path / name).mkdir()
        for fact, value in facts.items():
            (tmp_path / name / fact).write_text(value, "utf-8")
    (found,) = plugged_in(tmp_path)
    assert found.key == "1-1 076b:5422"
    assert found.name == ("x[2J" + "y" * 90)[:40]
    assert plugged_in(tmp_path / "nothing") == ()


class Speaker:
    def __init__(self) -> None:
        self.said: list[Any] = []

    def say(self, what: Any) -> None:
        self.said.append(what)


def test_voices_say_what_is_missing_and_are_heard(tmp_path: Path) -> None:
    speaker = Speaker()
    shift = Shift(tmp_path, reader=False, devices={"sound": speaker})
    shift.workers["sound"] = shift.workers["staff"]
    shift.enter(Role.MAINTENANCE)
    shift.open("voices")
    assert "mandarin" in shift.offered
    shift.choose("mandarin")
    shift.choose("play")
    assert isinstance(speaker.said[0], Prompt)
    shift.close()


def test_the_report_on_accessibility_holds_what_the_page_shows(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("accessibility")
    shift.choose("export")
    (file,) = (shift.folder / "exports").glob("*accessibility*.txt")
    assert "坐着够得到：420 mm" in file.read_text("utf-8")

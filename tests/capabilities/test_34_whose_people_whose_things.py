"""广州市民在东莞专区累计办理8840项: how many people of which city came for which city, without a person in it."""

from pathlib import Path

from staff_bench import Shift

from kiosk.staff.rights import Role


def test_the_figures_say_whose_people_did_whose_things(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    for _ in range(7):
        facts = {"visit": "v", "item": "hall-map", "route": "card_code", "home": "440100", "city": "441900"}
        shift.journal.write("identified", "", facts)
    shift.enter(Role.BUSINESS)
    shift.open("statistics")
    assert "440100 → 441900 7" in shift.said
    shift.close()

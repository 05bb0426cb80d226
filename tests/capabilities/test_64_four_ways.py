"""马上办、网上办、就近办、一次办: what share of the items is done so, and of the people who came."""

from pathlib import Path

from staff_bench import Shift

from kiosk.staff.rights import Role


def test_the_four_shares_stand_among_the_figures(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    facts = {"visit": "v", "item": "ss-enrolment-certificate", "route": "card_code", "home": "", "city": "441300"}
    shift.journal.write("identified", "", facts)
    shift.enter(Role.BUSINESS)
    shift.open("statistics")
    shown = [line for line in shift.said.splitlines() if "事项" in line and "办件" in line]
    assert [line.split()[0] for line in shown] == ["马上办", "网上办", "就近办", "一次办"]
    assert all("%" in line for line in shown)
    shift.close()

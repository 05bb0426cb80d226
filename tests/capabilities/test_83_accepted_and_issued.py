"""受理9402宗,发放4326宗: what was accepted and what came out, counted from the journal and not by hand."""

from pathlib import Path

from staff_bench import Shift

from drivers.outcome import Outcome
from kiosk.staff.rights import Role


def test_both_numbers_stand_among_the_figures(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    for number, outcome in enumerate((Outcome.DONE, Outcome.DONE, Outcome.UNKNOWN)):
        shift.journal.intend(f"s{number}", "submission", {"session": "s", "item": "hall-map"})
        shift.journal.settle(f"s{number}", "submission", outcome, {})
    shift.journal.intend("p", "print", {"session": "s"})
    shift.journal.settle("p", "print", Outcome.DONE, {"sheets": 1})
    shift.enter(Role.BUSINESS)
    shift.open("statistics")
    assert "收件 2" in shift.said, "what nobody knows is not counted as accepted"
    assert "打印完成 1" in shift.said
    shift.close()

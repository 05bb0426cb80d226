"""只跑一次: whoever has to come again is a broken promise, on record by item, time and reason; never by name."""

from pathlib import Path

from staff_bench import Shift

from drivers.outcome import Outcome
from kiosk.kept_visits import KINDS, kept
from kiosk.staff.rights import Role

ITEM = "property-query"


def test_a_paper_that_did_not_come_is_named_with_its_time_and_why(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    for number, outcome in enumerate((Outcome.NOT_DONE, Outcome.UNKNOWN)):
        visit = f"{number:032x}"
        shift.clock.jump(3600)
        shift.journal.write("identified", "", {"visit": visit, "item": ITEM, "route": "card_code"})
        shift.journal.intend(f"p{number}", "print", {"session": visit, "job": f"p{number}", "pages": 1})
        shift.journal.settle(f"p{number}", "print", outcome, {"sheets": 0, "fault": "jammed" if not number else ""})
    (first, second) = kept(shift.journal.newest_of(KINDS, 1_000), lambda item: item == ITEM).broken
    assert (first.item, first.kind, first.outcome, first.fault) == (ITEM, "print", "not_done", "jammed")
    assert (second.outcome, second.fault) == ("unknown", "")
    assert first.at < second.at
    shift.enter(Role.ADMIN)
    shift.open("promises")
    assert "要人再跑一趟的" in shift.said
    assert "没打出来" in shift.said
    assert "打没打出来说不准" in shift.said
    shift.close()

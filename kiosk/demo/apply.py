"""Chapter `apply`: somebody of eighty applies for the allowance: filled in, one question, handed in once, the paper."""

from pathlib import Path

from kiosk.demo.stage import Stage
from kiosk.demo.visiting import Visiting, Visitor, rows_that_name_nobody
from kiosk.hall.person import LostError
from kiosk.hall.visit import Report

ITEM, SHELF = "old-age-allowance", "civil-affairs"
ADVICE = "the pictures show each step; `submissions` on the platform's control line tells what it has taken"


def play(stage: Stage, out: Path) -> Report:
    """The visit, and the sum of it: one application by the platform's books, and ours name nobody.

    Raises:
        LostError: a screen did not come, or the books do not agree.
    """
    citizen = stage.hall.tell("platform", "citizens", count=1, item=ITEM)["citizens"][0]
    visiting = Visiting(stage, out, Visitor(ITEM, SHELF, citizen["number"]))
    visiting.finds_item()
    last = visiting.goes_through()
    report = visiting.takes_papers(has_slip=False, reason="" if last.screen == "done" else last.title)
    _check(stage, (citizen["number"], citizen["name"]))
    return visiting.leaves(report, by="primary" if last.screen == "done" else "leave")


def _check(stage: Stage, persons: tuple[str, ...]) -> None:
    """One application at the platform, by the deed of our own journal, and no word of the person in it."""
    rows = rows_that_name_nobody(stage, persons)
    told = stage.hall.tell("platform", "submissions")["submissions"]
    taken = [one["deed"] for one in told if one["state"] == "open"]
    intended = [row.deed for row in rows if row.kind == "submission-intended"]
    if len(taken) != 1 or taken != intended:
        raise LostError(f"the platform has {len(taken)} applications, {len(intended)} were handed in")

"""Chapter `apply`: somebody of eighty applies for the allowance: filled in, one question, handed in once, the paper."""

from dataclasses import replace
from pathlib import Path

from kiosk.app import JOURNAL
from kiosk.demo.stage import Stage
from kiosk.hall.person import LostError, Person
from kiosk.hall.visit import CORE_S, STEP_S, Report, collect, needed_by, wait_for_devices, wait_for_slip
from kiosk.journal import read_rows

ITEM, SHELF = "old-age-allowance", "civil-affairs"
ADVICE = "the pictures show each step; `submissions` on the platform's control line tells what it has taken"


def play(stage: Stage, out: Path) -> Report:
    """The visit, and the sum of it: one application by the platform's books, and ours name nobody.

    Raises:
        LostError: a screen did not come, or the books do not agree.
    """
    hall = stage.hall
    hand = stage.robot(out)
    citizen = hall.tell("platform", "citizens", count=1, item=ITEM)["citizens"][0]
    person = Person(ITEM, citizen["number"], hand=hand, tell=hall.tell, clock=hall.clock, meanwhile=hall.launcher.look)
    person.wait_for(lambda _: hand.offers(f"choice-{SHELF}"), CORE_S, "its shelf on the home screen")
    wait_for_devices(hall, needed_by(ITEM))
    hand.press(f"choice-{SHELF}")
    person.wait_for(lambda _: hand.offers(f"choice-{ITEM}"), STEP_S, "the item on its shelf")
    last = person.visit(STEP_S)
    wait_for_slip(hall)
    reason = "" if last.screen == "done" else last.title
    report = collect(hall, item=ITEM, steps=tuple(person.passed), reason=reason, out=out)
    _check(stage, (citizen["number"], citizen["name"]))
    hand.press("primary" if last.screen == "done" else "leave")
    person.wait_for(lambda seen: seen.screen == "home", STEP_S, "the home screen after the wipe")
    return replace(report, steps=tuple(person.passed))


def _check(stage: Stage, persons: tuple[str, ...]) -> None:
    """One application at the platform, by the deed of our own journal, and no word of the person in it."""
    hall = stage.hall
    taken = [one["deed"] for one in hall.tell("platform", "submissions")["submissions"] if one["state"] == "open"]
    rows = list(read_rows(hall.state / JOURNAL))
    intended = [row.deed for row in rows if row.kind == "submission-intended"]
    if len(taken) != 1 or taken != intended:
        raise LostError(f"the platform has {len(taken)} applications, {len(intended)} were handed in")
    if any(word in row.written for row in rows for word in persons):
        raise LostError("the journal names the person")

"""Chapter `medical`: a driver's medical from the declaration to the form; the doctor on line is played by a script.

The doctor's own page, with live picture and sound, is the sandbox's: its address stands in docs/medical.md.
"""

from dataclasses import replace
from pathlib import Path

from drivers.outcome import Outcome
from kiosk.app import JOURNAL
from kiosk.demo.stage import Stage
from kiosk.hall.medical_people import HEIGHT, ITEM, TONE, doctor_is_there, side_heard
from kiosk.hall.person import LostError, Person
from kiosk.hall.visit import CORE_S, STEP_S, Report, collect, needed_by, wait_for_devices, wait_for_slip
from kiosk.journal import read_rows

SHELF = "licences"
CHOSEN = ("go-on", "done", "post")
ADVICE = "the pictures show each station; `examinations` on the platform's control line counts what doctors signed"


def play(stage: Stage, out: Path) -> Report:
    """The visit, and its sum: one examination signed, one form printed, one licence sent, and books that name nobody.

    Raises:
        LostError: a screen did not come, or the books do not say so.
    """
    hall = stage.hall
    hand = stage.robot(out)
    citizen = hall.tell("platform", "citizens", count=1)["citizens"][0]
    doctor_is_there(hall.tell)
    person = Person(
        ITEM,
        citizen["number"],
        answers=(HEIGHT,),
        ear=lambda: side_heard(hall.run / TONE),
        ways=CHOSEN,
        hand=hand,
        tell=hall.tell,
        clock=hall.clock,
        meanwhile=hall.launcher.look,
    )
    person.wait_for(lambda _: hand.offers(f"choice-{SHELF}"), CORE_S, "its shelf on the home screen")
    wait_for_devices(hall, needed_by(ITEM))
    hand.press(f"choice-{SHELF}")
    person.wait_for(lambda _: hand.offers(f"choice-{ITEM}"), STEP_S, "the item on its shelf")
    last = person.visit(STEP_S)
    if last.screen != "done":
        raise LostError(f"the form was not printed: {last.title}")
    wait_for_slip(hall)
    report = collect(hall, item=ITEM, steps=tuple(person.passed), reason="", out=out)
    _check(stage, (citizen["number"], citizen["name"]))
    hand.press("primary")
    person.wait_for(lambda seen: seen.screen == "home", STEP_S, "the home screen after the wipe")
    hall.tell("camera", "nobody")
    return replace(report, steps=tuple(person.passed))


def _check(stage: Stage, persons: tuple[str, ...]) -> None:
    hall = stage.hall
    rows = list(read_rows(hall.state / JOURNAL))
    settled = [row.facts["outcome"] for row in rows if row.kind == "lodgement-settled"]
    signed, done = hall.tell("platform", "examinations"), Outcome.DONE.value
    if signed != {"signed": 1} or set(settled) != {done}:
        raise LostError(f"the platform says of the examination {signed}, the journal of what was lodged {settled}")
    if any(word in row.written for row in rows for word in persons):
        raise LostError("the journal names a person")

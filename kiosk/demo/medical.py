"""Chapter `medical`: a driver's medical from the declaration to the form; the doctor on line is played by a script.

The doctor's own page, with live picture and sound, is the sandbox's: its address stands in docs/medical.md.
"""

from functools import partial
from pathlib import Path

from drivers.outcome import Outcome
from kiosk.demo.stage import Stage
from kiosk.demo.visiting import Visiting, Visitor, rows_that_name_nobody
from kiosk.hall.medical_people import HEIGHT, ITEM, TONE, doctor_is_there, side_heard
from kiosk.hall.person import LostError
from kiosk.hall.visit import Report

SHELF = "licences"
CHOSEN = ("go-on", "done", "post")
ADVICE = "the pictures show each station; `examinations` on the platform's control line counts what doctors signed"


def play(stage: Stage, out: Path) -> Report:
    """The visit, and its sum: one examination signed, one form printed, one licence sent, and books that name nobody.

    Raises:
        LostError: a screen did not come, or the books do not say so.
    """
    hall = stage.hall
    citizen = hall.tell("platform", "citizens", count=1)["citizens"][0]
    doctor_is_there(hall.tell)
    visiting = Visiting(
        stage, out, Visitor(ITEM, SHELF, citizen["number"], (HEIGHT,), CHOSEN, partial(side_heard, hall.run / TONE))
    )
    visiting.finds_item()
    last = visiting.goes_through()
    if last.screen != "done":
        raise LostError(f"the form was not printed: {last.title}")
    report = visiting.takes_papers(has_slip=True)
    _check(stage, (citizen["number"], citizen["name"]))
    report = visiting.leaves(report)
    hall.tell("camera", "nobody")
    return report


def _check(stage: Stage, persons: tuple[str, ...]) -> None:
    rows = rows_that_name_nobody(stage, persons)
    settled = [row.facts["outcome"] for row in rows if row.kind == "lodgement-settled"]
    signed, done = stage.hall.tell("platform", "examinations"), Outcome.DONE.value
    if signed != {"signed": 1} or set(settled) != {done}:
        raise LostError(f"the platform says of the examination {signed}, the journal of what was lodged {settled}")

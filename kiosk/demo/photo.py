"""Chapter `photo`: somebody has an identity photograph taken and gets receipt and prints.

Before the camera stands an invented person; the rules are measured by the real face process.
"""

from pathlib import Path

from drivers.outcome import Outcome
from kiosk.demo.stage import Stage
from kiosk.demo.visiting import Visiting, Visitor, rows_that_name_nobody
from kiosk.hall.person import LostError
from kiosk.hall.visit import Report

ITEM, SHELF = "id-photo", "everyday"
CHOSEN = ("id-card", "both")
"""What for, and what becomes of it."""
ADVICE = (
    "the pictures show each step; a wall that is not even, or a machine so busy that frames are missing, is said on "
    "the camera's screen (docs/photo.md)"
)


def play(stage: Stage, out: Path) -> Report:
    """The visit, and its sum: one photograph kept, two papers printed, and the books know nobody.

    Raises:
        LostError: a screen did not come, or the books do not say so.
    """
    citizen = stage.hall.tell("platform", "citizens", count=1)["citizens"][0]
    visiting = Visiting(stage, out, Visitor(ITEM, SHELF, citizen["number"], ways=CHOSEN))
    visiting.finds_item()
    last = visiting.goes_through()
    if last.screen != "result":
        raise LostError(f"the photograph was not kept: {last.title}")
    report = visiting.takes_papers(has_slip=False)
    _check(stage, (citizen["number"], citizen["name"]))
    report = visiting.leaves(report)
    stage.hall.tell("camera", "nobody")
    return report


def _check(stage: Stage, persons: tuple[str, ...]) -> None:
    rows = rows_that_name_nobody(stage, persons)
    lodged = [row.facts["outcome"] for row in rows if row.kind == "lodgement-settled"]
    printed = [row.facts["outcome"] for row in rows if row.kind == "print-settled"]
    done = Outcome.DONE.value
    if (lodged, printed) != ([done], [done, done]):
        raise LostError(f"the journal says of the photograph {lodged}, of its papers {printed}")
    agreed = {(row.facts["kind"], row.facts["answer"]) for row in rows if row.kind == "consent"}
    if ("photo", "yes") not in agreed:
        raise LostError(f"the journal shows the consents {sorted(agreed)}")

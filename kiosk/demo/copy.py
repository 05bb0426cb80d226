"""Chapter `copy`: a card is copied, both sides on one sheet, for one purpose; nothing of it is left behind."""

from pathlib import Path

from kiosk.demo.stage import Stage
from kiosk.demo.visiting import Visiting, Visitor, rows_that_name_nobody
from kiosk.hall.copying_people import CARD as ITEM
from kiosk.hall.copying_people import FIELDS, NUMBER
from kiosk.hall.person import LostError
from kiosk.hall.visit import Report

SHELF = "everyday"
ADVICE = "the pictures show each step; `lay` on the document scanner's control line puts a picture on its glass"


def play(stage: Stage, out: Path) -> Report:
    """The visit, and what is left of it: a sheet in the tray, and in the books neither name nor number.

    Raises:
        LostError: a screen did not come, or somebody is named.
    """
    visiting = Visiting(stage, out, Visitor(ITEM, SHELF))
    visiting.finds_item()
    last = visiting.goes_through()
    if last.screen != "done":
        raise LostError(f"the card was not copied: {last.title}")
    report = visiting.takes_papers(has_slip=False)
    rows_that_name_nobody(stage, (NUMBER, FIELDS[0][1]))
    return visiting.leaves(report)

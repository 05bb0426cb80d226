"""Chapter `copy`: a card is copied, both sides on one sheet, for one purpose; nothing of it is left behind."""

from dataclasses import replace
from pathlib import Path

from kiosk.app import JOURNAL
from kiosk.demo.stage import Stage
from kiosk.hall.copying_people import CARD as ITEM
from kiosk.hall.copying_people import FIELDS, NUMBER
from kiosk.hall.person import LostError, Person
from kiosk.hall.visit import CORE_S, STEP_S, Report, collect, needed_by, wait_for_devices
from kiosk.journal import read_rows

SHELF = "everyday"
ADVICE = "the pictures show each step; `lay` on the document scanner's control line puts a picture on its glass"


def play(stage: Stage, out: Path) -> Report:
    """The visit, and what is left of it: a sheet in the tray, and in the books neither name nor number.

    Raises:
        LostError: a screen did not come, or somebody is named.
    """
    hall = stage.hall
    hand = stage.robot(out)
    person = Person(ITEM, "", hand=hand, tell=hall.tell, clock=hall.clock, meanwhile=hall.launcher.look)
    person.wait_for(lambda _: hand.offers(f"choice-{SHELF}"), CORE_S, "its shelf on the home screen")
    wait_for_devices(hall, needed_by(ITEM))
    hand.press(f"choice-{SHELF}")
    person.wait_for(lambda _: hand.offers(f"choice-{ITEM}"), STEP_S, "the item on its shelf")
    person.visit(STEP_S)
    report = collect(hall, item=ITEM, steps=tuple(person.passed), reason="", out=out)
    rows = list(read_rows(hall.state / JOURNAL))
    if any(word in row.written for row in rows for word in (NUMBER, FIELDS[0][1])):
        raise LostError("the journal names whose card it was")
    hand.press("primary")
    person.wait_for(lambda seen: seen.screen == "home", STEP_S, "the home screen after the wipe")
    return replace(report, steps=tuple(person.passed))

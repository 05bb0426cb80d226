"""Chapter `photo`: somebody has an identity photograph taken, first with an open mouth, and gets receipt and prints.

Before the camera stands an invented person; the rules are measured by the real face process.
"""

from dataclasses import replace
from pathlib import Path

from drivers.outcome import Outcome
from kiosk.app import JOURNAL
from kiosk.demo.stage import Stage
from kiosk.hall.person import LostError, Person
from kiosk.hall.visit import CORE_S, STEP_S, Report, collect, needed_by, wait_for_devices
from kiosk.journal import read_rows

ITEM, SHELF = "id-photo", "everyday"
CHOSEN = ("id-card", "both")
"""What for, and what becomes of it."""
SETTLED_S = 10.0
"""Our choice: the last print's row stands in the journal a moment after its screen."""
ADVICE = (
    "the pictures show each step; a wall that is not even, or a machine so busy that frames are missing, is said on "
    "the camera's screen (docs/photo.md)"
)


def play(stage: Stage, out: Path) -> Report:
    """The visit, and its sum: one photograph kept, two papers printed, and neither books nor disk know the person.

    Raises:
        LostError: a screen did not come, or the books do not say so.
    """
    hall = stage.hall
    hand = stage.robot(out)
    citizen = hall.tell("platform", "citizens", count=1)["citizens"][0]
    person = Person(
        ITEM,
        citizen["number"],
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
    if last.screen != "result":
        raise LostError(f"the photograph was not kept: {last.title}")
    report = collect(hall, item=ITEM, steps=tuple(person.passed), reason="", out=out)
    _check(stage)
    hand.press("primary")
    person.wait_for(lambda seen: seen.screen == "home", STEP_S, "the home screen after the wipe")
    hall.tell("camera", "nobody")
    return replace(report, steps=tuple(person.passed))


def _check(stage: Stage) -> None:
    rows = list(read_rows(stage.hall.state / JOURNAL))
    lodged = [row.facts["outcome"] for row in rows if row.kind == "lodgement-settled"]
    printed = [row.facts["outcome"] for row in rows if row.kind == "print-settled"]
    done = Outcome.DONE.value
    if (lodged, printed) != ([done], [done, done]):
        raise LostError(f"the journal says of the photograph {lodged}, of its papers {printed}")
    agreed = {(row.facts["kind"], row.facts["answer"]) for row in rows if row.kind == "consent"}
    if ("photo", "yes") not in agreed:
        raise LostError(f"the journal shows the consents {sorted(agreed)}")

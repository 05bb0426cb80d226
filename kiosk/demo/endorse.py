"""Chapter `endorse`: a permit is endorsed: card and code, the permit in, a choice, the fee, the permit back."""

from pathlib import Path

from drivers.outcome import Outcome
from kiosk.demo.stage import Stage
from kiosk.demo.visiting import Visiting, Visitor, rows_that_name_nobody
from kiosk.hall.permit_people import ITEM
from kiosk.hall.person import LostError
from kiosk.hall.visit import Report

SHELF = "licences"
CHOSEN = ("HK", "HK-G-3-1", "by-code")
"""Where to, how often, and how it is paid."""
PROMISED_S = 120.0
"""What the item promises: one to two minutes."""
ADVICE = "the pictures show each step; `count` on the endorser's control line tells where the card is"


def play(stage: Stage, out: Path) -> Report:
    """The visit, and the sum of it: machine, cashier and books say the same, and the books name nobody.

    Raises:
        LostError: a screen did not come, it took longer than was promised, or the books do not agree.
    """
    hall = stage.hall
    citizen = hall.tell("platform", "citizens", count=1)["citizens"][0]
    visiting = Visiting(stage, out, Visitor(ITEM, SHELF, citizen["number"], ways=CHOSEN))
    visiting.finds_item()
    began = hall.clock.monotonic()
    last = visiting.goes_through()
    took_s = hall.clock.monotonic() - began
    report = visiting.takes_papers(has_slip=True)
    _check(stage, (citizen["number"], citizen["name"]))
    if took_s > PROMISED_S:
        raise LostError(f"it took {took_s:.0f} s, {PROMISED_S:.0f} were promised: the last screen is '{last.title}'")
    return visiting.leaves(report)


def _check(stage: Stage, persons: tuple[str, ...]) -> None:
    rows = rows_that_name_nobody(stage, persons)
    machine, money = stage.hall.tell("endorser", "count"), stage.hall.tell("platform", "money")
    settled = [row.facts["outcome"] for row in rows if row.kind == "endorsement-settled"]
    if (settled, machine["written"], machine["taken"]) != ([Outcome.DONE.value], ["permit"], 1):
        raise LostError(f"the journal says {settled}, the machine {machine['written']}, taken {machine['taken']}")
    if not 0 < money["delivered"] == money["charged"] - money["refunded"]:
        raise LostError(f"the cashier says {money}")

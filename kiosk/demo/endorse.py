"""Chapter `endorse`: a permit is endorsed: card and code, the permit in, a choice, the fee, the permit back."""

from dataclasses import replace
from pathlib import Path

from drivers.outcome import Outcome
from kiosk.app import JOURNAL
from kiosk.demo.stage import Stage
from kiosk.hall.permit_people import ITEM
from kiosk.hall.person import LostError, Person
from kiosk.hall.visit import CORE_S, STEP_S, Report, collect, needed_by, wait_for_devices, wait_for_slip
from kiosk.journal import read_rows

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
    began = hall.clock.monotonic()
    last = person.visit(STEP_S)
    took_s = hall.clock.monotonic() - began
    wait_for_slip(hall)
    report = collect(hall, item=ITEM, steps=tuple(person.passed), reason="", out=out)
    _check(stage, (citizen["number"], citizen["name"]))
    if took_s > PROMISED_S:
        raise LostError(f"it took {took_s:.0f} s, {PROMISED_S:.0f} were promised: the last screen is '{last.title}'")
    hand.press("primary")
    person.wait_for(lambda seen: seen.screen == "home", STEP_S, "the home screen after the wipe")
    return replace(report, steps=tuple(person.passed))


def _check(stage: Stage, persons: tuple[str, ...]) -> None:
    hall = stage.hall
    machine, money = hall.tell("endorser", "count"), hall.tell("platform", "money")
    rows = list(read_rows(hall.state / JOURNAL))
    settled = [row.facts["outcome"] for row in rows if row.kind == "endorsement-settled"]
    if (settled, machine["written"], machine["taken"]) != ([Outcome.DONE.value], ["permit"], 1):
        raise LostError(f"the journal says {settled}, the machine {machine['written']}, taken {machine['taken']}")
    if not 0 < money["delivered"] == money["charged"] - money["refunded"]:
        raise LostError(f"the cashier says {money}")
    if any(word in row.written for row in rows for word in persons):
        raise LostError("the journal names a person")

"""Chapter `locker`: counter staff put a folder into the locker, the message goes out, and its receiver collects it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from kiosk.demo.stage import RobotHand, Stage
from kiosk.hall.locker_people import waiting_parcel
from kiosk.hall.person import LostError, Passed, Person
from kiosk.hall.visit import CORE_S, STEP_S, Report, collect, needed_by, wait_for_devices, wait_for_slip
from kiosk.journal import JOURNAL, read_rows

DEPOSIT, PICK_UP, SHELF = "locker-deposit", "pick-up", "everyday"
BY_CODE = ("code",)
ADVICE = "the pictures show each step; `count` on the locker's control line tells what its doors did"


def play(stage: Stage, out: Path) -> Report:
    """Both visits, and the sum of it: two openings by two orders, nothing behind a door, and the books name nobody.

    Raises:
        LostError: a screen did not come, or doors, platform and books do not agree.
    """
    hall = stage.hall
    hand = stage.robot(out)
    citizen = hall.tell("platform", "citizens", count=1)["citizens"][0]
    made = waiting_parcel(hall.tell, citizen["number"], asks_person=False)
    put_in = _person(stage, hand, DEPOSIT, citizen["number"], label=made["label"])
    put_in.wait_for(lambda seen: seen.screen == "home", CORE_S, "the home screen")
    wait_for_devices(hall, (*needed_by(DEPOSIT), *needed_by(PICK_UP)))
    steps = _visit(put_in, hand, DEPOSIT, "back")
    known = next(one for one in hall.tell("platform", "parcels")["parcels"] if one["parcel"] == made["parcel"])
    if known["state"] != "stored":
        raise LostError(f"the platform has the folder as {known['state']}")
    taker = _person(stage, hand, PICK_UP, citizen["number"], answers=(known["code"],))
    steps += _visit(taker, hand, PICK_UP, "primary")
    wait_for_slip(hall)
    report = collect(hall, item=PICK_UP, steps=steps, reason="", out=out)
    _check(stage, made["parcel"], (citizen["number"], citizen["name"]))
    return replace(report, ms=sum(person.passed[-1].ms for person in (put_in, taker)))


def _person(
    stage: Stage, hand: RobotHand, item: str, citizen: str, *, label: str = "", answers: tuple[str, ...] = ()
) -> Person:
    hall = stage.hall
    return Person(
        item,
        citizen,
        answers=answers,
        label=label,
        ways=BY_CODE,
        hand=hand,
        tell=hall.tell,
        clock=hall.clock,
        meanwhile=hall.launcher.look,
    )


def _visit(person: Person, hand: RobotHand, item: str, farewell: str) -> tuple[Passed, ...]:
    """From the shelf to the last screen of a visit, and from there to the home screen."""
    hand.press(f"choice-{SHELF}")
    person.wait_for(lambda _: hand.offers(f"choice-{item}"), CORE_S, "the item on its shelf")
    last = person.visit(STEP_S)
    if last.screen != "done":
        raise LostError(f"it ended at '{last.title}'")
    hand.press(farewell)
    person.wait_for(lambda seen: seen.screen == "home", STEP_S, "the home screen after the wipe")
    return tuple(person.passed)


def _check(stage: Stage, parcel: str, words: tuple[str, ...]) -> None:
    hall = stage.hall
    counted = hall.tell("locker", "count")
    rows = list(read_rows(hall.state / JOURNAL))
    outcomes = Counter(row.facts["outcome"] for row in rows if row.kind == "door-settled")
    state = next(one["state"] for one in hall.tell("platform", "parcels")["parcels"] if one["parcel"] == parcel)
    if (counted["openings"], counted["forced"], counted["items"], dict(outcomes), state) != (
        2,
        0,
        [],
        {"done": 2},
        "collected",
    ):
        raise LostError(f"doors and books do not agree: {counted['openings']} openings, {dict(outcomes)}, {state}")
    if any(word in row.written for row in rows for word in words):
        raise LostError("the journal names a person")

"""Chapter `certificate`: a resident prints a 个人参保证明."""

from dataclasses import replace
from pathlib import Path

from kiosk.demo.stage import Stage
from kiosk.hall.person import Person
from kiosk.hall.person_ways import DEVICES
from kiosk.hall.visit import CORE_S, STEP_S, Report, collect, needed_by, wait_for_devices, wait_for_slip
from kiosk.items.routes import Route

ITEM = "ss-enrolment-certificate"


def play(stage: Stage, out: Path) -> Report:
    """Card and code (see `resident`)."""
    return resident(stage, out, "card_code")


def resident(stage: Stage, out: Path, route: Route) -> Report:
    """The robot goes through one visit; papers and pictures lie in `out` afterwards.

    Args:
        stage: risen.
        out: folder.
        route: how the resident proves who they are.

    Raises:
        LostError: a screen did not come.
    """
    hall = stage.hall
    hand = stage.robot(out)
    citizen = str(hall.tell("platform", "citizens", count=1)["citizens"][0]["number"])
    person = Person(
        ITEM, citizen, route=route, hand=hand, tell=hall.tell, clock=hall.clock, meanwhile=hall.launcher.look
    )
    person.wait_for(lambda _: hand.offers(f"choice-{ITEM}"), CORE_S, "the item on the home screen")
    wait_for_devices(hall, (*needed_by(ITEM), *DEVICES.get(route, ())))
    last = person.visit(STEP_S)
    wait_for_slip(hall)
    report = collect(
        hall,
        item=ITEM,
        steps=tuple(person.passed),
        reason="" if last.screen == "done" else last.title,
        out=out,
    )
    hand.press("primary" if last.screen == "done" else "leave")
    person.wait_for(lambda seen: seen.screen == "home", STEP_S, "the home screen after the wipe")
    return replace(report, steps=tuple(person.passed))

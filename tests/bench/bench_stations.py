"""`make bench`: how long a scripted endorsement and a scripted medical take, on real drivers and the simulators' wires.

The person answers at once; what remains is the machine: its devices, the platform, the camera, and the paper.
"""

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.demo.endorse import PROMISED_S
from kiosk.flows import FLOWS
from kiosk.hall.counterparts import COUNTERPARTS
from kiosk.hall.medical_people import ITEM as MEDICAL
from kiosk.hall.permit_people import ITEM as ENDORSEMENT
from kiosk.hall.person_answers import answers_for
from kiosk.hall.surroundings import system_hall
from kiosk.hall.visit import Report, scripted_visit
from kiosk.items.catalogue import load_catalogue
from kiosk.platform.enrol import enrol

EVERYTHING = "everything"
"""The profile that offers all."""
MEDICAL_PROMISED_S = 600.0
"""config/catalogue/driver-medical.toml: ten minutes, most of them the person's own."""


def taken(item: str, out: Path) -> Report:
    known = load_catalogue(frozenset(FLOWS))[item]
    fitted = tuple(one for one in known.settings.devices if one in COUNTERPARTS)
    hall = system_hall(fitted=fitted, settings={"profile": EVERYTHING})
    try:
        settings = hall.start()
        hall.tell("platform", "auto_approve", value=True)
        enrol(settings, hall.clock, limit_s=60.0)
        citizen = hall.tell("platform", "citizens", count=1)["citizens"][0]["number"]
        answers = answers_for(known, citizen, hall.tell)
        return scripted_visit(hall, settings, item=item, citizen=citizen, period=None, answers=answers, out=out)
    finally:
        hall.remove()


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("item", "promised_s"), [(ENDORSEMENT, PROMISED_S), (MEDICAL, MEDICAL_PROMISED_S)])
def test_a_station_keeps_its_promise(item: str, promised_s: float, tmp_path: Path) -> None:
    report = taken(item, tmp_path)
    took_s = report.ms / 1000
    sys.stdout.write(f"\n{item}: {report.word}, {took_s:.1f} s of {promised_s:.0f} s that are promised\n")
    steps = report.steps
    for before, after in pairwise(steps):
        if after.ms - before.ms > 2000:
            sys.stdout.write(f"  {(after.ms - before.ms) / 1000:5.1f} s  {before.screen}  {before.title}\n")
    assert report.word in ("printed", "paid", "slip given"), report.reason
    assert took_s <= promised_s

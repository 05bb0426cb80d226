"""勾选自身的情况,只需简单几步: at most five questions, 不知道 allowed, and the list of one's own case."""

import pytest
from at_the_terminal import at, offer, press, shown
from province_in_process import InProcess

from kiosk.flows.before_start import UNSURE_ID
from kiosk.items.registers import load_materials
from kiosk.items.situations import load_situations

SITUATIONS = load_situations(load_materials())
ASKED = {
    name: next(item.id for item in offer("everything").values() if item.settings.facts.situation == name)
    for name in SITUATIONS
}


@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_every_case_is_reached_by_touch_and_says_what_to_bring(there: InProcess, name: str) -> None:
    materials, hall = load_materials(), at(there)
    for way, case in SITUATIONS[name].ends():
        assert len(way) <= 5
        for touched in (ASKED[name], "case", *(UNSURE_ID if answer is None else str(answer) for answer in way)):
            hall.press(f"choice-{touched}")
        told = shown(press(hall, "choice-list"))
        for material in case.needs:
            assert materials[material].of("zh-Hans") in told, (name, way, material)
        hall.press("leave")

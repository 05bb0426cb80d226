"""并联审批: offices that work at the same time stand beside each other on one timeline."""

from at_the_terminal import at, glass, press
from province_in_process import InProcess

from kiosk.sandbox.cases import cases_of


def test_a_case_with_parallel_offices_has_lanes(there: InProcess) -> None:
    province = there.province
    register, now = province.register, province.clock.now()
    who, wanted = next(
        (citizen, case)
        for citizen in register.samples(40)
        for case in cases_of(register.seed, citizen, register.land, province.began, now)
        if len({stage.lane for stage in case.stages}) > 1
    )
    told = there.handlers["cases"]({"number": who.number}) or {}
    code = next(one["code"] for one in told["cases"] if one["case_no"] == wanted.progress.case_no)
    hall = at(there)
    hall.press("choice-progress")
    while glass(hall).screen != "pick":
        hall.press("primary")
    press(hall, "choice-number")
    for answer in (wanted.progress.case_no, str(code)):
        press(hall, *(f"key-{character}" for character in answer), "primary")
    view = glass(hall)
    assert view.screen == "timeline"
    assert len({stage.lane for stage in view.stages}) > 1

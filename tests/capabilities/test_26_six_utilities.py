"""供水、供電、燃氣、排水、通信、有線電視報裝接入: one form, six cases with states of their own."""

from pathlib import Path

from applying_bench import Applicant, submissions
from province_in_process import province_in

from kiosk.platform import services


def test_one_form_six_cases(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "utilities-bundle")
        person.to("要装哪些？")
        person.press(*(f"choice-{choice.id}" for choice in person.view.choices), "primary")
        person.to("已经受理")
        assert len(submissions(there)) == 1
        identity = person.hall.session.identity
        assert identity is not None
        cases = services.cases(there.platform, identity).cases[:6]
        assert {case.progress.item for case in cases} == {"供水", "供电", "燃气", "排水", "通信", "有线电视"}
        assert all(case.progress.state for case in cases)
        assert len({case.progress.case_no for case in cases}) == 6

"""Several matters in one form: asked once, and each a case of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from applying_bench import Applicant
from province_in_process import InProcess, province_in

from kiosk.sandbox.submitted_cases import SubmittedCases

DECLARE, ACCEPTED = "提交前，请您确认", "已经受理"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


def test_eleven_matters_are_asked_once_and_each_is_a_case(there: InProcess) -> None:
    person = Applicant(there, "licence-bundle")
    person.to("要一起办哪些证？")
    matters = [choice.id for choice in person.view.choices]
    assert len(matters) == 11
    person.press(*(f"choice-{one}" for one in matters), "primary")
    view = person.to(DECLARE)
    together = next(row.value for row in view.rows if row.label == "一起办")
    assert together.startswith("11件事一起办")
    asked, apart = (int(part) for part in "".join(c if c.isdigit() else " " for c in together).split()[1:])
    assert asked < apart
    view = person.press("primary")
    listed = there.tell("platform", "submissions")["submissions"]
    assert len(listed) == 1, "one form"
    numbers = [row.value.replace(" ", "") for row in view.rows if row.value.replace(" ", "").isdigit()]
    assert len({one for one in numbers if len(one) == 22}) == 11, "eleven cases"


def test_six_utilities_have_states_of_their_own(there: InProcess) -> None:
    person = Applicant(there, "utilities-bundle")
    person.to("要装哪些？")
    person.press(*(f"choice-{choice.id}" for choice in person.view.choices), "primary")
    person.to(ACCEPTED)
    citizen = there.province.register.of(person.number)
    assert citizen is not None
    cases = SubmittedCases(there.province).of(citizen)
    assert [case.progress.item for case in cases] == ["供水", "供电", "燃气", "排水", "通信", "有线电视"]
    assert len({case.progress.case_no for case in cases}) == 6
    assert len({case.department for case in cases}) == 6


def test_a_transfer_opens_the_renames_of_the_utilities(there: InProcess) -> None:
    person = Applicant(there, "property-transfer")
    person.to("一起办哪些？")
    person.press(*(f"choice-{choice.id}" for choice in person.view.choices), "primary")
    view = person.to(ACCEPTED)
    assert len(there.tell("platform", "submissions")["submissions"]) == 1, "one form"
    citizen = there.province.register.of(person.number)
    assert citizen is not None
    cases = SubmittedCases(there.province).of(citizen)
    names = [case.progress.item for case in cases]
    assert names == ["不动产转移登记", "供水过户", "供电过户", "燃气过户", "有线电视过户"]
    assert len({case.department for case in cases}) == 5
    numbers = [row.value.replace(" ", "") for row in view.rows if row.value.replace(" ", "").isdigit()]
    assert {case.progress.case_no for case in cases} <= set(numbers)

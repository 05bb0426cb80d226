"""体检…与医院医生实时连接: stations, then a doctor on line, whose signed word makes the form."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from examining_bench import MedicalHall
from province_in_process import province_in


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[MedicalHall]:
    folder = tmp_path / "province"
    folder.mkdir()
    with province_in(folder) as there:
        person = next(one for one in there.province.register.samples(9) if one.phone and one.kind == "citizen")
        hall = MedicalHall(there, tmp_path, person, folder / "trust" / "sandbox.toml")
        yield hall
        hall.kill()


def test_a_doctor_on_line_signs_and_the_form_comes_out(hall: MedicalHall) -> None:
    hall.doctor()
    hall.whole()
    assert (hall.step, hall.counted()) == ("done", {"signed": 1})
    assert "机动车驾驶人身体条件证明" in hall.taken.texts[0]


def test_without_a_doctor_nothing_is_printed_and_an_hour_is_offered(hall: MedicalHall) -> None:
    hall.comes()
    hall.to("medical_no_doctor")
    assert (hall.step, hall.taken.texts) == ("medical_no_doctor", [])

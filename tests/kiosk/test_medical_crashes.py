"""kill -9 at any moment of a driver's medical: nobody has passed by it, and no finished station is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from examining_bench import MedicalHall, medical_hall, printed
from one_thread import Killed
from province_in_process import InProcess, province_in
from waiting import soak_only

from kiosk.effects import Effect
from kiosk.lodgement_effects import Lodge


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def hall(there: InProcess, tmp_path: Path) -> Iterator[MedicalHall]:
    with medical_hall(there, tmp_path) as made:
        yield made


class Cut:
    """Kills the core at the n-th effect, before it is carried out."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, _: Effect) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed


@pytest.mark.parametrize("number", [16, 33, *(pytest.param(one, marks=soak_only) for one in range(3, 38))])
def test_kill_9_at_any_effect_passes_nobody_and_loses_no_finished_station(hall: MedicalHall, number: int) -> None:
    hall.before = Cut(number)
    try:
        hall.whole()
    except Killed:
        hall.kill()
        hall.restart()
        assert not hall.session.examining.is_passed
    before = printed(hall)
    signed = hall.counted().get("signed", 0)
    assert before <= signed, "no sheet without a signature"
    hall.whole()
    assert (hall.step, printed(hall)) == ("done", before + 1)


def test_kill_9_while_the_findings_are_on_their_way_leaves_them_known(hall: MedicalHall) -> None:
    def cut(effect: Effect) -> None:
        if isinstance(effect, Lodge):
            hall._answered(effect)
            # It is done, and nobody hears of it.
            raise Killed

    hall.before = cut
    with pytest.raises(Killed):
        hall.whole()
    hall.kill()
    hall.restart()
    assert [row.facts["what"] for row in hall.rows("lodgement-intended")] == ["examination"]
    hall.whole()
    assert (hall.step, printed(hall)) == ("done", 1)

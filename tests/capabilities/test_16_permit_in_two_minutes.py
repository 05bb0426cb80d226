"""港澳通行证续签仅需一两分钟: from the first question to the card in the hand, by the machine's own times."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from endorsing_bench import EndorsingHall, code_in
from province_in_process import province_in

PROMISED_S = 120


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EndorsingHall]:
    monkeypatch.setattr("kiosk.hands.endorsing.code_on", code_in)
    folder = tmp_path / "province"
    folder.mkdir()
    with province_in(folder) as there:
        person = next(one for one in there.province.register.samples(9) if one.phone and one.kind == "citizen")
        hall = EndorsingHall(there, tmp_path, person)
        yield hall
        hall.kill()


def test_a_permit_is_endorsed_within_two_minutes(hall: EndorsingHall) -> None:
    began = hall.clock.seconds
    hall.whole()
    assert hall.screen == "result"
    assert (hall.step, hall.machine.count()["written"]) == ("endorse_done", ["own"])
    assert hall.clock.seconds - began <= PROMISED_S
    assert "承诺2分钟" in {row.label: row.value for row in hall.taken.last.rows}["用时"]

"""Licence, register and medical form speak of one driving licence: its classes, its days, its points."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from province_in_process import InProcess, province_in

from kiosk.platform.values import RecordRequest
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.examined import licence_of
from kiosk.sandbox.records_desk import RecordsDesk
from kiosk.sandbox.vehicles import UNDECIDED, offences_of
from printing.records.enterprise import LicenceCopy
from printing.records.extract import RegisterExtract

YEAR_S = 365 * 86_400


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


def register_of(there: InProcess, citizen: Citizen) -> dict[str, str]:
    wanted = RecordRequest(
        item="driving-query", record="register-extract", city="441300", period_from="202611", period_to="202611"
    )
    found = RecordsDesk(there.province).about(citizen, wanted)
    assert isinstance(found, RegisterExtract)
    return {line.name: line.value for line in found.lines}


def licence(there: InProcess, citizen: Citizen) -> LicenceCopy:
    wanted = RecordRequest(
        item="e-licence",
        record="e-licence",
        city="441300",
        period_from="202611",
        period_to="202611",
        asked={"licence": "driving-licence"},
    )
    found = RecordsDesk(there.province).about(citizen, wanted)
    assert isinstance(found, LicenceCopy)
    return found


def drivers(there: InProcess) -> list[Citizen]:
    today = there.province.clock.now().date()
    return [one for one in there.province.register.samples(80) if one.age(today) >= 18]


def test_all_speak_of_the_same_classes(there: InProcess) -> None:
    for citizen in drivers(there):
        face = {one.name: one.value for one in licence(there, citizen).face}
        told = register_of(there, citizen)["准驾车型"]
        assert face["准驾车型"] == told
        assert licence_of(there.province, citizen).vehicle_classes == told


@pytest.mark.parametrize("years", [0, 3, 9])
def test_a_licence_that_has_run_out_has_run_out_in_the_register_too(there: InProcess, years: int) -> None:
    people = drivers(there)
    there.province.clock.move(years * YEAR_S)
    over = {one.number for one in people if licence(there, one).state == "已过期"}
    assert over == {one.number for one in people if register_of(there, one)["驾驶证状态"] == "逾期未换证"}
    assert bool(over) == (years > 0), "nobody begins with one that has run out"


def test_points_are_those_of_a_year_and_of_what_is_decided(there: InProcess) -> None:
    began = there.province.began.date()
    for citizen in drivers(there):
        seen = offences_of(there.province.register.seed, citizen.number, began)
        counted = [one for one in seen if one.state != UNDECIDED and one.on > began - timedelta(days=365)]
        told = register_of(there, citizen)
        assert told["本记分周期累积记分"] == f"{sum(one.points for one in counted)}分"
    there.province.clock.move(YEAR_S)
    assert {register_of(there, one)["本记分周期累积记分"] for one in drivers(there)} == {"0分"}


def test_whoever_has_twelve_points_may_not_drive(there: InProcess) -> None:
    began = there.province.began.date()

    def points(citizen: Citizen) -> int:
        seen = offences_of(there.province.register.seed, citizen.number, began)
        recent = (one for one in seen if one.state != UNDECIDED and one.on > began - timedelta(days=365))
        return sum(one.points for one in recent) if citizen.age(began) >= 18 else 0

    worst = next(one for one in there.province.register.everyone() if points(one) >= 12)
    assert register_of(there, worst)["驾驶证状态"] == "超分"

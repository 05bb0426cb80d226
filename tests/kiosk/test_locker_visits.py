"""Deposit, collection and recall with real boards, journal, flows and province; and what goes wrong at each step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from locker_bench import CU16, EIGHT, KINDS, Kind, LockerHall, Person
from province_in_process import InProcess, province_in

from kiosk.sandbox.citizens import Citizen


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture(params=KINDS, ids=lambda kind: kind.model)
def hall(there: InProcess, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[LockerHall]:
    yield from made(there, tmp_path, request.param)


@pytest.fixture
def sensed(there: InProcess, tmp_path: Path) -> Iterator[LockerHall]:
    yield from made(there, tmp_path, CU16)


def made(there: InProcess, folder: Path, kind: Kind) -> Iterator[LockerHall]:
    there.province.store.rows("DELETE FROM parcels")
    there.province.store.rows("DELETE FROM doors_out")
    there.province.store.rows("DELETE FROM marks")
    hall = LockerHall(there, folder, kind)
    yield hall
    hall.kill()


def somebody(there: InProcess, which: int = 0) -> Citizen:
    return there.province.register.samples(which + 1)[which]


def test_a_parcel_is_put_in_and_its_receiver_takes_it_by_the_code_of_the_message(hall: LockerHall) -> None:
    parcel = hall.parcel(somebody(hall.there))
    view = hall.deposit(parcel)
    assert view.screen == "done"
    assert "短信" in view.words["lead"]
    known = hall.known(parcel)
    assert (known["state"], hall.world.inside) == ("stored", {known["door"]: parcel})
    message = hall.there.province.outbox[-1]
    assert known["code"] in message.text
    assert len(message.text) <= 70
    view = hall.collect(known["code"])
    assert (view.screen, view.words["title"]) == ("done", "取件完成")
    assert hall.known(parcel)["state"] == "collected"
    assert hall.world.person is not None
    assert hall.world.person.holds == parcel
    assert len(hall.taken.slips) == 1
    hall.balance()


def test_eight_boxes_have_no_sensor_and_the_contact_alone_is_believed(there: InProcess, tmp_path: Path) -> None:
    for hall in made(there, tmp_path, EIGHT):
        parcel = hall.parcel(somebody(there))
        hall.deposit(parcel)
        assert hall.rows("door-settled")[0].facts["item"] == "not-fitted"


def test_what_was_not_put_in_is_not_stored(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    view = sensed.deposit(parcel, person=Person(sensed.world.boxes, takes=False, puts=False))
    assert (view.screen, "没有东西" in view.words["title"]) == ("trouble", True)
    assert sensed.known(parcel)["state"] == "waiting"

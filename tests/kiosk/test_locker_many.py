"""Random deposits and collections with faults on two boards of different kinds with 48 doors, and the sum of it.

A share of it in every run; all of it under `make soak`.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from locker_bench import Kind, LockerHall, Person
from province_in_process import InProcess, province_in

from drivers.locker.board_8a import Board8A
from drivers.locker.cu16 import Cu16
from drivers.locker.simulated_boards import Simulated8A, SimulatedCu16

SOAK = bool(os.environ.get("KIOSK_SOAK"))
ACTS = 500 if SOAK else 30
"""On each board."""
BOARD_8A = Kind("8a", {1: 24}, False, lambda boxes: Simulated8A(boxes, 0x82), Board8A)
BOARD_CU16 = Kind("cu16", {0: 16, 1: 8}, True, SimulatedCu16, Cu16)
FAULTS = ("", "", "", "lost", "silent", "garbled", "gone")
LIMIT_S = 900.0 if SOAK else 120.0


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


class Fate:
    """What goes wrong next, the same for the same seed."""

    def __init__(self, hall: LockerHall, seed: int) -> None:
        self.dice = Random(f"{hall.kind.model} {seed}")  # noqa: S311  the same faults again, nothing secret
        self.hall = hall

    def person(self, *, puts: bool) -> Person:
        """Most do as they are told; some leave it in, or out, or the door open.

        Boxes without a sensor cannot tell: whoever shuts the door there has used it (kiosk/doors.py).
        """
        does_it = self.dice.random() < 0.85 or not self.hall.kind.item_sensors
        shuts = self.dice.choice((2, 3, 4, 6, 9)) if self.dice.random() < 0.93 else -1
        return Person(self.hall.world.boxes, takes=not puts and does_it, puts=puts and does_it, shuts_after=shuts)

    def spoil(self) -> None:
        """The bus goes wrong at some requests of the next act; a lock sticks now and then."""
        strikes = {self.dice.randrange(60): self.dice.choice(FAULTS) for _ in range(self.dice.randrange(3))}
        asked = iter(range(1_000_000))
        self.hall.line.fault = lambda _: strikes.get(next(asked), "")
        for row in self.hall.world.boxes.boards.values():
            for box in row:
                box.is_stuck = self.dice.random() < 0.02

    def heal(self) -> None:
        """Between two people: doors are shut, staff look after what is out of order, reports are made."""
        self.hall.line.fault = lambda _: ""
        for row in self.hall.world.boxes.boards.values():
            for box in row:
                box.is_stuck = False
        self.hall.close_doors()
        self.hall.report()
        self.hall.there.province.store.rows("DELETE FROM doors_out")
        self.hall.there.province.store.rows("DELETE FROM marks")


@pytest.mark.timeout(LIMIT_S)
@pytest.mark.parametrize("kind", [BOARD_8A, BOARD_CU16], ids=lambda kind: kind.model)
def test_no_parcel_goes_to_the_wrong_person_and_none_is_lost(there: InProcess, tmp_path: Path, kind: Kind) -> None:
    for table in ("parcels", "door_orders"):
        there.province.store.rows(f"DELETE FROM {table}")  # noqa: S608  names of ours
    hall = LockerHall(there, tmp_path, kind)
    fate, people = Fate(hall, 1), there.province.register.samples(8)
    owners: dict[str, str] = {}
    in_hand: dict[str, str] = {}
    """Who has got which parcel."""
    for act in range(ACTS):
        told = there.tell("platform", "parcels")["parcels"]
        stored = [one["parcel"] for one in told if one["state"] == "stored"]
        fate.spoil()
        if stored and fate.dice.random() < 0.5:
            parcel = fate.dice.choice(stored)
            known = hall.known(parcel)
            taker = fate.person(puts=False)
            hall.collect(known["code"], person=taker)
            if taker.holds:
                in_hand[taker.holds] = parcel
        else:
            citizen = fate.dice.choice(people)
            parcel = hall.parcel(citizen, size=fate.dice.choice(("small", "medium", "large")))
            owners[parcel] = citizen.number
            hall.deposit(parcel, person=fate.person(puts=True))
        fate.heal()
        if not SOAK or act % 20 == 0:
            hall.balance()
    hall.balance()
    assert all(got == wanted for got, wanted in in_hand.items()), "somebody got another parcel than their code's"
    states = {parcel: hall.known(parcel)["state"] for parcel in owners}
    for parcel, state in states.items():
        lies = parcel in hall.world.inside.values()
        if state == "collected":
            assert parcel in in_hand or not kind.item_sensors, "collected, and nobody has it"
        assert not (lies and parcel in in_hand)
        assert lies or parcel in in_hand or state in ("waiting", "unclear"), f"lost: {state}"
    assert not hall.journal.open_deeds()
    assert len(hall.rows("door-reported")) >= len(hall.rows("door-settled"))
    hall.kill()

"""Vehicles of a grown-up: one or two cars, and what the traffic police saw them doing."""

import hashlib
from dataclasses import dataclass
from datetime import date
from random import Random

from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.places import Land

DRIVING_AGE = 18
UNPAID, UNDECIDED, PAID, CONTESTED = "已处理未缴款", "未处理", "已缴款", "已提出异议，待答复"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_ACTS = (
    ("机动车不按规定停放", 150, 0),
    ("驾驶机动车违反禁令标志指示", 200, 1),
    ("超过规定时速10%以上未达20%", 50, 0),
    ("不按交通信号灯规定通行", 200, 6),
    ("机动车不礼让行人", 200, 3),
)
RULES = {
    "机动车不按规定停放": "道路交通安全法第五十六条",
    "驾驶机动车违反禁令标志指示": "道路交通安全法第三十八条",
    "超过规定时速10%以上未达20%": "道路交通安全法第四十二条",
    "不按交通信号灯规定通行": "道路交通安全法第三十八条",
    "机动车不礼让行人": "道路交通安全法第四十七条",
}
"""What each of them breaks."""


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One car."""

    plate: str
    make: str
    registered: date
    inspect_by: date
    electric: bool

    @property
    def masked(self) -> str:
        """As slips and screens show it: 粤L·*****."""
        return f"{self.plate[:2]}·{'*' * (len(self.plate) - 3)}{self.plate[-1]}"


@dataclass(frozen=True, slots=True)
class Offence:
    """One entry of the traffic police."""

    on: date
    place: str
    act: str
    fine: int
    points: int
    state: str


def vehicles_of(seed: int, number: str, land: Land, first_day: date) -> tuple[Vehicle, ...]:
    """The cars of a grown-up, as they were registered on the province's first day."""
    random = Random(f"{seed}/{number}/vehicles")  # noqa: S311  the same every time, nothing secret
    return tuple(_vehicle(random, land, first_day) for _ in range(random.choice((1, 1, 1, 2))))


def offences_of(seed: int, number: str, first_day: date) -> tuple[Offence, ...]:
    """What the cars of a person were seen doing in the two years before the province's first day."""
    random = Random(f"{seed}/{number}/offences")  # noqa: S311  as above
    found = []
    for _ in range(random.choice((0, 0, 1, 2, 3))):
        act, fine, points = random.choice(_ACTS)
        on = date.fromordinal(first_day.toordinal() - random.randint(5, 700))
        state = random.choice((UNDECIDED, UNPAID, PAID))
        found.append(Offence(on, f"样例路{random.randint(1, 90)}号路段", act, fine, points, state))
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def is_settled(offence: Offence) -> bool:
    """Whether nothing is left to be said or paid."""
    return offence.state not in (UNPAID, UNDECIDED)


def offence_number(citizen: Citizen, offence: Offence) -> str:
    """Id of the bill of an offence."""
    about = f"{citizen.number}/{offence.on}/{offence.act}/{offence.place}"
    return f"F{hashlib.sha256(about.encode()).hexdigest()[:15].upper()}"


def _vehicle(random: Random, land: Land, first_day: date) -> Vehicle:
    electric = random.random() < 1 / 3
    letter = random.choice("LMSABE")
    if electric:
        plate = f"{land.plate}{letter}D{random.choice(_LETTERS)}{random.randint(0, 9999):04d}"
    else:
        plate = f"{land.plate}{letter}{random.choice(_LETTERS)}{random.randint(0, 9999):04d}"
    registered = date(random.randint(2012, first_day.year - 1), random.randint(1, 12), random.randint(1, 28))
    return Vehicle(
        plate=plate,
        make=random.choice(("样例牌SL7150", "演示牌YS6480", "示范牌SF7000BEV" if electric else "示范牌SF7180")),
        registered=registered,
        inspect_by=registered.replace(year=first_day.year + (1 if registered.month > first_day.month else 2)),
        electric=electric,
    )

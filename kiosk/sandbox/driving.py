"""Who may drive what, and since when: the one licence that wallet, register and medical form speak of."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kiosk.sandbox.asked import Asked
from kiosk.sandbox.vehicles import CONTESTED, DRIVING_AGE, UNDECIDED, offence_number, offences_of

MOST_POINTS = 12
"""道路交通安全法实施条例 article 23: whoever has twelve within a period of twelve months may not drive."""
_PERIOD = timedelta(days=365)
_FIRST_YEARS, _LATER_YEARS = 6, 10
"""机动车驾驶证申领和使用规定: how long the first licence holds, and the ones after it."""


@dataclass(frozen=True, slots=True)
class DrivingLicence:
    """As the register has it on the day of the question."""

    classes: str
    since: date
    until: date
    points: int
    """Of what was decided in the last twelve months."""
    state: Literal["正常", "逾期未换证", "超分"]


def driving_licence_of(asked: Asked) -> DrivingLicence | None:
    """None for whoever is too young. It was renewed in time until the province began, and is not since."""
    if asked.age < DRIVING_AGE:
        return None
    born = asked.citizen.birth.replace(day=min(asked.citizen.birth.day, 28))
    grown = born.replace(year=born.year + DRIVING_AGE)
    first = grown.replace(year=grown.year + asked.random("driving since").randint(0, 8))
    since = min(first, max(asked.first_day, grown))
    since = since.replace(day=min(since.day, 28))
    until = since.replace(year=since.year + _FIRST_YEARS)
    while until < asked.first_day:
        until = until.replace(year=until.year + _LATER_YEARS)
    points = _points(asked)
    return DrivingLicence(
        classes=classes_of(asked),
        since=since,
        until=until,
        points=points,
        state="逾期未换证" if until < asked.today else "超分" if points >= MOST_POINTS else "正常",
    )


def classes_of(asked: Asked) -> str:
    """准驾车型 of the licence that the person has, or will have."""
    return asked.random("driving classes").choice(("C1", "C1", "C2", "B2"))


def _points(asked: Asked) -> int:
    states, began = asked.written.offences, asked.today - _PERIOD
    return sum(
        one.points
        for one in offences_of(asked.seed, asked.citizen.number, asked.first_day)
        if one.on > began and states.get(offence_number(asked.citizen, one), one.state) not in (UNDECIDED, CONTESTED)
    )

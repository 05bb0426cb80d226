"""The coaches of the sandbox: the same hours every day to the same cities, derived from the seed; nothing is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from drivers.clock import BEIJING
from kiosk.sandbox.citizens import Register

DAYS = 7
"""Tickets are sold for so many days, today included (our choice; stations sell for 7 to 30)."""
SEATS = 45
DESTINATIONS = 8
"""Cities of the province that coaches go to from each."""
FIRST, TEN_MINUTES = time(6, 30), timedelta(minutes=10)
_TENS = 79
"""So many times ten minutes after the first coach the last one leaves at the latest: 19:40."""
_SHORTEST, _LONGEST = 12, 60
"""Of a journey, in five minutes: one hour to five."""
_FEN_A_MINUTE, _HALF_YUAN = 35, 50


@dataclass(frozen=True, slots=True)
class Run:
    """One coach of one day."""

    id: str
    number: str
    station: str
    gate: str
    to: str
    departs: datetime
    minutes: int
    fare_fen: int
    sold: int
    """Seats that were sold elsewhere, from the first on."""


def runs(register: Register, city: str, now: datetime) -> tuple[Run, ...]:
    """Those that leave a city from now on, by destination and time.

    Args:
        register: of the province: its seed and its cities.
        city: division code; of a district: its city's coaches.
        now: the moment; what has left is left out.
    """
    today = now.astimezone(BEIJING).date()
    days = [today + timedelta(days=ahead) for ahead in range(DAYS)]
    return tuple(
        run
        for to in _destinations(register, city)
        for day in days
        for run in _of_day(register, city, to, day)
        if run.departs > now
    )


def run_of(register: Register, coach: str, now: datetime) -> Run | None:
    """The coach with that id; None where no such coach leaves any more, or tickets are not sold yet."""
    return next((run for run in runs(register, coach[:6], now) if run.id == coach), None)


def _destinations(register: Register, city: str) -> list[str]:
    land = register.land
    if land.city(city) is None:
        return []
    others = sorted(code for code in land.cities if code[:4] != city[:4])
    return sorted(_dice(register, city[:4], "to").sample(others, min(DESTINATIONS, len(others))))


def _of_day(register: Register, city: str, to: str, day: date) -> Iterator[Run]:
    start = f"{city[:4]}00"
    dice = _dice(register, start, to)
    minutes = dice.randint(_SHORTEST, _LONGEST) * 5
    fare = round(minutes * _FEN_A_MINUTE / _HALF_YUAN) * _HALF_YUAN
    first = datetime.combine(day, FIRST, tzinfo=BEIJING)
    for order, tens in enumerate(sorted(dice.sample(range(_TENS), dice.randint(3, 5)))):
        departs = first + tens * TEN_MINUTES
        coach = f"{start}-{to}-{departs:%Y%m%d-%H%M}"
        others = _dice(register, coach, "sold")
        yield Run(
            id=coach,
            number=f"K{to[2:4]}{order + 1:02d}",
            station=f"{register.land.city(start)}样例汽车客运总站（演示）",
            gate=f"{dice.randint(1, 9)}号检票口",
            to=register.land.cities[to],
            departs=departs,
            minutes=minutes,
            fare_fen=fare,
            sold=min(SEATS, others.randint(0, SEATS * 6 // 5)),
        )


def _dice(register: Register, *of: str) -> Random:
    return Random("/".join((str(register.seed), *of)))  # noqa: S311  invented, nothing secret

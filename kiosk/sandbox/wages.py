"""What people earn and what is paid on it every month. Figures are the sandbox's own, of the order of real ones."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from random import Random

from kiosk.sandbox import months
from kiosk.sandbox.citizens import Citizen, Employment
from kiosk.sandbox.money import NOTHING, fen

PENSION = (Decimal("0.16"), Decimal("0.08"))
UNEMPLOYMENT = (Decimal("0.008"), Decimal("0.002"))
MEDICAL = (Decimal("0.06"), Decimal("0.02"))
INJURY = Decimal("0.004")
"""Shares of employer and employee; the orders of magnitude of Guangdong's, not a rate of any year."""
_GROWTH = Decimal("1.04")
_FIRST_YEAR = 2000
_MOST_OF_BASE = 3
"""Contribution bases end at three times the average wage (社会保险法 实施若干规定); the average is ours."""


@dataclass(frozen=True, slots=True)
class Paid:
    """One month at one employer."""

    month: int
    job: Employment
    wage: Decimal
    base: Decimal
    """Of the social insurance, between its bounds of that year."""
    pension: bool
    unemployment: bool
    injury: bool

    @property
    def own_share(self) -> Decimal:
        """What the employee pays of all insurances."""
        pension = fen(self.base * PENSION[1]) if self.pension else NOTHING
        other = fen(self.base * UNEMPLOYMENT[1]) if self.unemployment else NOTHING
        return pension + other + fen(self.base * MEDICAL[1])


def average(year: int) -> Decimal:
    """Monthly, of everybody, in that year."""
    return (Decimal(1600) * Decimal("1.068") ** (year - _FIRST_YEAR)).quantize(Decimal(1))


def paid_months(seed: int, citizen: Citizen, first: int, last: int) -> tuple[Paid, ...]:
    """Every month from first to last in which the citizen had a job, the earliest first."""
    found = []
    for number, job in enumerate(citizen.employments):
        start = _start(seed, citizen.number, number)
        for month in range(max(first, job.first), min(last, job.last) + 1):
            worked = month - job.first
            wage = fen(start * average(month // 12) / 100 * _growth(worked // 12))
            found.append(
                Paid(
                    month=month,
                    job=job,
                    wage=wage,
                    base=_base(wage, month // 12),
                    pension=worked >= job.pension_late,
                    unemployment=worked >= job.unemployment_late,
                    injury=worked >= job.injury_late,
                )
            )
    return tuple(sorted(found, key=lambda one: one.month))


def newest(seed: int, citizen: Citizen, now: int) -> Paid | None:
    """The last month that was worked, the running one included."""
    ended = [job for job in citizen.employments if job.first <= now]
    if not ended:
        return None
    last = min(ended[-1].last, now)
    return paid_months(seed, citizen, last, last)[-1]


def text(month: int) -> str:
    """YYYYMM."""
    return months.text(month)


@cache
def _growth(years: int) -> Decimal:
    return _GROWTH**years


@cache
def _start(seed: int, number: str, job: int) -> Decimal:
    """The first wage in a job, as a percentage of what everybody earned then."""
    random = Random(f"{seed}/{number}/wage/{job}")  # noqa: S311  the same every time, nothing secret
    return Decimal(random.choice((55, 62, 70, 81, 93, 107, 128, 155, 210, 340)))


def _base(wage: Decimal, year: int) -> Decimal:
    middle = average(year)
    low, high = fen(middle * 6 / 10), fen(middle * _MOST_OF_BASE)
    return min(max(wage, low), high).quantize(Decimal(1)).quantize(NOTHING)

"""Paying back a loan: 等额本息 and 等额本金, every month in `Decimal`, the last one taking what rounding left."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kiosk.sandbox.money import NOTHING, fen

Way = Literal["等额本息", "等额本金"]
RATES = (
    ("201001", Decimal("3.87")),
    ("201208", Decimal("4.50")),
    ("201411", Decimal("4.25")),
    ("201510", Decimal("3.25")),
    ("202210", Decimal("3.10")),
    ("202405", Decimal("2.85")),
    ("202505", Decimal("2.60")),
)
"""Percent a year of housing-fund loans of more than five years, from that month on, as the central bank published
them; a loan here keeps the rate of its first month."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One month."""

    number: int
    principal: Decimal
    interest: Decimal
    left: Decimal


def rate_of(month: str) -> Decimal:
    """Percent a year for a loan of that month (YYYYMM)."""
    return next((rate for since, rate in reversed(RATES) if since <= month), RATES[0][1])


def schedule(
    loan: Decimal, percent: Decimal, count: int, way: Way, early: dict[int, Decimal] | None = None
) -> Iterator[Instalment]:
    """All instalments.

    Args:
        loan: yuan.
        percent: a year.
        count: months.
        way: 等额本息 pays M = P·r(1+r)^n / ((1+r)^n - 1) a month, 等额本金 the same principal.
        early: what is paid on top of an instalment; the months stay, the instalments after it shrink.
    """
    rate = percent / 1200
    left = loan
    for number in range(1, count + 1):
        if left <= 0:
            return
        interest = fen(left * rate)
        principal = _principal(left, rate, count - number + 1, way, interest)
        extra = min((early or {}).get(number, NOTHING), left - principal)
        if number == count:
            principal, extra = left, NOTHING
        left -= principal + extra
        yield Instalment(number, principal + extra, interest, left)


def _principal(left: Decimal, rate: Decimal, months: int, way: Way, interest: Decimal) -> Decimal:
    if months == 1:
        return left
    if way == "等额本金":
        return fen(left / months)
    growth = (1 + rate) ** months
    return min(fen(left * rate * growth / (growth - 1)) - interest, left)

"""个人所得税 on wages and other work, withheld cumulatively over the year and settled in the next one.

Rates: 个人所得税法 (2018), table 1; withholding: 国家税务总局公告2018年第61号. All in `Decimal`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from kiosk.sandbox import months, wages
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.money import NOTHING, fen

FIRST = months.index("201901")
"""The law's first month; there is no record of this kind before."""
_BRACKETS = (
    (Decimal(36_000), Decimal("0.03"), Decimal(0)),
    (Decimal(144_000), Decimal("0.10"), Decimal(2_520)),
    (Decimal(300_000), Decimal("0.20"), Decimal(16_920)),
    (Decimal(420_000), Decimal("0.25"), Decimal(31_920)),
    (Decimal(660_000), Decimal("0.30"), Decimal(52_920)),
    (Decimal(960_000), Decimal("0.35"), Decimal(85_920)),
)
_TOP = (Decimal("0.45"), Decimal(181_920))
_FREE_A_MONTH = Decimal(5_000)
_DUE_DAY = 15
"""Withholding agents declare by the 15th of the next month (第十四条)."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What one payer declared for one month."""

    month: int
    kind: str
    payer: str
    payer_unit: str
    income: Decimal
    tax: Decimal
    insured: Decimal = NOTHING
    """What the person paid of the social insurance."""


@dataclass(frozen=True, slots=True)
class Settled:
    """综合所得年度汇算 of a year; a refund is negative."""

    year: int
    on: date
    amount: Decimal


def annual_tax(taxable: Decimal) -> Decimal:
    """The tax on so much in a year; nothing for nothing and less."""
    if taxable <= 0:
        return NOTHING
    for most, rate, quick in _BRACKETS:
        if taxable <= most:
            return fen(taxable * rate - quick)
    return fen(taxable * _TOP[0] - _TOP[1])


def withheld(seed: int, citizen: Citizen, last: int) -> tuple[Withheld, ...]:
    """Everything that was declared from 2019 to that month, the earliest first."""
    found: list[Withheld] = []
    year, income, tax = 0, NOTHING, NOTHING
    jobs: dict[str, int] = {}
    for paid in wages.paid_months(seed, citizen, FIRST, last):
        if paid.month // 12 != year:
            year, income, tax, jobs = paid.month // 12, NOTHING, NOTHING, {}
        unit = paid.job.unit_no
        if unit not in jobs:
            # A new employer begins to count anew, which is why there is something to settle.
            jobs[unit], income, tax = 0, NOTHING, NOTHING
        jobs[unit] += 1
        income += paid.wage - paid.own_share
        due = max(annual_tax(income - _FREE_A_MONTH * jobs[unit]) - tax, NOTHING)
        tax += due
        found.append(Withheld(paid.month, "正常工资薪金", paid.job.unit_name, unit, paid.wage, due, paid.own_share))
        side = _side_work(seed, citizen.number, paid)
        if side is not None:
            found.append(side)
    return tuple(found)


def settled(seed: int, citizen: Citizen, today: date) -> Iterator[Settled]:
    """The settlements that are booked by today: of all years but the running one, in the spring after."""
    declared = withheld(seed, citizen, months.index_of(today))
    for year in sorted({one.month // 12 for one in declared}):
        random = Random(f"{seed}/{citizen.number}/settlement/{year}")  # noqa: S311  the same every time
        on = date(year + 1, random.randint(3, 6), random.randint(1, 28))
        if on > today or random.random() < 1 / 4:
            continue
        of_year = [one for one in declared if one.month // 12 == year]
        income = sum((one.income for one in of_year), NOTHING)
        advanced = sum((one.tax for one in of_year), NOTHING)
        # 专项附加扣除: most tell their employer, some tell it only now, some told more than was true.
        family = Decimal(random.choice((0, 0, 0, 1_000, 1_500, 3_000, 4_500, -1_000, -2_000))) * 12
        insured = sum((one.insured for one in of_year), NOTHING)
        due = annual_tax(fen(income - insured - _FREE_A_MONTH * 12 - family))
        if due != advanced:
            yield Settled(year, on, due - advanced)


def declared_on(month: int) -> date:
    """The day by which the tax of a month is declared."""
    following = month + 1
    return date(following // 12, following % 12 + 1, _DUE_DAY)


def _side_work(seed: int, number: str, paid: wages.Paid) -> Withheld | None:
    """劳务报酬 of some months: 20 % of four fifths is withheld (第三条、第十一条)."""
    random = Random(f"{seed}/{number}/side/{paid.month}")  # noqa: S311  as above
    if random.random() > 1 / 30:
        return None
    income = Decimal(random.randint(9, 90)) * 100
    taxable = income - 800 if income <= Decimal(4_000) else income * 8 / 10
    payer = f"{paid.job.city}样例文化传播有限公司"
    return Withheld(paid.month, "劳务报酬", payer, "999900000077", fen(income), fen(taxable * 2 / 10))

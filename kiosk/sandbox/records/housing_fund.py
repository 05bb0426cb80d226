"""住房公积金 of a citizen: what was saved, and the loan."""

from datetime import date
from decimal import Decimal
from typing import Literal

from kiosk.sandbox import months, wages
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.loans import Way, rate_of, schedule
from kiosk.sandbox.money import NOTHING, fen
from printing.records.housing_fund import DepositMovement, DepositRecord, LoanStatement, Repayment

BORROWING_AGE = 22
_INTEREST = Decimal("0.015")
"""A year, on what is saved, at the end of June (央行 2016-02)."""
_PENALTY = Decimal("1.5")
"""Times the rate, for days too late."""
_DEPOSITS_BEGIN = months.index("200501")
How = Literal["正常", "逾期", "提前", "冲还贷"]


def loan(asked: Asked) -> LoanStatement | None:
    """贷款还款明细; None for who is too young for one. Loans of the long retired are paid off."""
    if asked.age < BORROWING_AGE:
        return None
    random = asked.random("loan")
    grown = months.index_of(asked.citizen.birth) + BORROWING_AGE * 12
    first_day = months.index_of(asked.first_day)
    start = min(max(grown + random.randint(0, 15 * 12), months.index("201001")), max(first_day - 1, grown - 1))
    amount = Decimal(random.randint(12, 90)) * 10_000
    count = random.choice((60, 120, 180, 240, 300, 360))
    way: Way = random.choice(("等额本息", "等额本金"))
    rate = rate_of(months.text(start))
    # A third of all loans is paid down early once, a fifth is late now and then.
    early = {random.randint(6, 90): Decimal(random.randint(1, 8)) * 10_000} if random.random() < 1 / 3 else {}
    is_late, day = random.random() < 1 / 5, random.randint(5, 25)
    rows: list[Repayment] = []
    left = amount
    upcoming = None
    account = f"6200****{asked.number('repayment account', 4)}"
    dice = asked.random("instalments")
    for one in schedule(amount, rate, count, way, early):
        month = start + one.number
        planned = date(month // 12, month % 12 + 1, day)
        chance = dice.random()
        if planned > asked.today:
            upcoming = one
            break
        how: How = "正常"
        paid_on, penalty = planned, NOTHING
        if one.number in early:
            how = "提前"
        elif is_late and chance < 1 / 12 and day <= 20:
            how, paid_on = "逾期", planned.replace(day=day + 1 + int(chance * 80))
            days = (paid_on - planned).days
            penalty = fen((one.principal + one.interest) * rate / 36_000 * _PENALTY * days)
        elif chance > 19 / 20:
            how = "冲还贷"
        left = one.left
        rows.append(
            Repayment(
                instalment=one.number,
                month=months.text(month),
                planned_on=planned,
                paid_on=paid_on,
                how=how,
                account=account,
                principal=one.principal,
                interest=one.interest,
                penalty=penalty,
                left=one.left,
            )
        )
    return LoanStatement(
        subject=asked.subject,
        issuer=asked.office("住房公积金管理中心"),
        name=asked.citizen.name,
        document_type=asked.document,
        number=asked.citizen.number,
        contract_no=f"{asked.wanted.city}{months.text(start)}{asked.number('loan contract', 6)}",
        repayment_account=account,
        loan=amount,
        balance=left,
        rate=rate,
        repayment_way=way,
        instalments_paid=len(rows),
        instalments_left=count - len(rows) if left else 0,
        last_paid_on=rows[-1].paid_on if rows else None,
        due=upcoming.principal + upcoming.interest if upcoming else NOTHING,
        due_principal=upcoming.principal if upcoming else NOTHING,
        due_interest=upcoming.interest if upcoming else NOTHING,
        overdue=NOTHING,
        data_to=asked.today,
        repayments=tuple(row for row in rows if asked.first <= months.index(row.month) <= asked.last),
    )


def deposits(asked: Asked) -> DepositRecord | None:
    """缴存证明 with its movements; None for who never had an employer."""
    now = months.index_of(asked.today)
    paid = wages.paid_months(asked.seed, asked.citizen, _DEPOSITS_BEGIN, now)
    if not paid:
        return None
    share = Decimal(asked.random("deposit share").choice((5, 7, 8, 10, 12)))
    movements, balances = _movements(asked, paid, share)
    newest = paid[-1]
    base = newest.wage.quantize(Decimal(1)).quantize(NOTHING)
    is_running = newest.month >= now - 1
    last_year = [amount for on, amount in balances if on.year < asked.today.year]
    return DepositRecord(
        subject=asked.subject,
        issuer=asked.office("住房公积金管理中心"),
        name=asked.citizen.name,
        number=asked.citizen.number,
        account=f"{asked.wanted.city}{asked.number('deposit account', 8)}",
        unit=newest.job.unit_name,
        base=base,
        unit_rate=share,
        own_rate=share,
        unit_monthly=_monthly(base, share),
        own_monthly=_monthly(base, share),
        paid_to=months.text(newest.month),
        state="正常" if is_running else "封存",
        balance_last_year=last_year[-1] if last_year else NOTHING,
        balance=balances[-1][1],
        last_moved_on=balances[-1][0],
        data_to=asked.today,
        movements=tuple(one for one in movements if asked.first <= months.index_of(one.on) <= asked.last),
    )


def _monthly(base: Decimal, share: Decimal) -> Decimal:
    """Whole yuan, as the funds round."""
    return fen((base * share / 100).quantize(Decimal(1)))


def _movements(
    asked: Asked, paid: tuple[wages.Paid, ...], share: Decimal
) -> tuple[list[DepositMovement], list[tuple[date, Decimal]]]:
    found: list[DepositMovement] = []
    balances: list[tuple[date, Decimal]] = []
    balance = NOTHING
    by_month = {one.month: one for one in paid}
    rent = asked.random("withdrawals")

    def move(on: date, summary: str, amount: Decimal, unit: str) -> None:
        nonlocal balance
        balance += amount
        found.append(DepositMovement(on=on, summary=summary, amount=amount, balance=balance, unit=unit))
        balances.append((on, balance))

    unit = paid[0].job.unit_name
    for month in range(paid[0].month, months.index_of(asked.today) + 1):
        day = date(month // 12, month % 12 + 1, 16)
        if day <= asked.today and month in by_month:
            unit = by_month[month].job.unit_name
            base = by_month[month].wage.quantize(Decimal(1))
            move(day, "汇缴", 2 * _monthly(base, share), unit)
        if month % 12 == 5 and day.replace(day=30) <= asked.today and balance:
            move(day.replace(day=30), "年度结息", fen(balance * _INTEREST), "—")
        if month % 12 == 8 and rent.random() < 1 / 6 and day.replace(day=20) <= asked.today and balance > 6000:
            move(day.replace(day=20), "提取", -Decimal(rent.randint(2, 6)) * 1000, "—")
    return found, balances

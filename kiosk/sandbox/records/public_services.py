"""交通 and 公用事业: passages of toll cards, bills of households."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Literal

from drivers.clock import BEIJING
from kiosk.sandbox import months
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.money import NOTHING, fen
from kiosk.sandbox.vehicles import vehicles_of
from printing.records.public_services import Passage, TollCard, UtilityPayment

Utility = Literal["水费", "电费", "燃气费"]
UTILITIES: dict[str, Utility] = {"water": "水费", "power": "电费", "gas": "燃气费"}
"""By a word in the item's id."""
PRICES: dict[Utility, tuple[Decimal, str, int]] = {
    "水费": (Decimal("2.98"), "m³", 18),
    "电费": (Decimal("0.6"), "kWh", 240),
    "燃气费": (Decimal("3.85"), "m³", 22),
}
"""Yuan a unit, the unit, and what a household uses in a month; the sandbox's own figures."""
_GATES = ("样例东站", "样例西站", "样例南站", "样例北站", "演示新城站", "演示港站")
_LATE_A_DAY = Decimal("0.001")


def toll_card(asked: Asked) -> TollCard:
    """粤通卡通行明细 of the months that are asked for, with what was put on the card."""
    random = asked.random("toll card")
    kind = random.choice(("储值卡", "记账卡"))
    vehicle = vehicles_of(asked.seed, asked.citizen.number, asked.land, asked.first_day)[0]
    passages = tuple(
        one for month in range(asked.first, asked.last + 1) for one in _passages(asked, month, charges=kind == "储值卡")
    )
    return TollCard.model_validate(
        {
            "subject": asked.subject,
            "issuer": "样例电子收费公司（演示）",
            "name": asked.citizen.name,
            "number": asked.citizen.number,
            "card": f"4401************{asked.number('toll card', 4)}",
            "card_kind": kind,
            "plate": vehicle.masked,
            "month_from": asked.wanted.period_from,
            "month_to": asked.wanted.period_to,
            "passages": passages,
            "trips": sum(one.kind == "通行" for one in passages),
            "spent": sum((one.amount for one in passages if one.kind == "通行"), NOTHING),
            "returned": sum((one.amount for one in passages if one.kind != "通行"), NOTHING),
            "balance": fen(Decimal(random.randint(2_000, 60_000)) / 100) if kind == "储值卡" else None,
        }
    )


def _passages(asked: Asked, month: int, *, charges: bool) -> Iterator[Passage]:
    random: Random = asked.random(f"passages {month}")
    begin = datetime(month // 12, month % 12 + 1, 1, tzinfo=BEIJING)
    moments = sorted(begin + timedelta(minutes=random.randint(0, 27 * 1440)) for _ in range(random.randint(2, 14)))
    for number, entered in enumerate(moments):
        left = entered + timedelta(minutes=random.randint(12, 160))
        if left > asked.now:
            return
        gate, other = random.sample(_GATES, 2)
        kind: Literal["通行", "充值", "退款"] = "通行"
        amount = Decimal(random.randint(300, 9_600)) / 100
        if charges and number == 0:
            kind, amount, other, left = "充值", -Decimal(random.choice((200, 300, 500))), gate, entered
        elif random.random() < 1 / 60:
            kind, amount = "退款", -amount
        yield Passage(
            serial_no=f"{months.text(month)}{number:02d}{random.randint(0, 9999):04d}",
            kind=kind,
            province=asked.land.name.removesuffix("省"),
            entered=gate,
            # A gate's clock shows China's time and names no zone.
            entered_at=entered.replace(tzinfo=None),
            left=other,
            left_at=left.replace(tzinfo=None),
            amount=fen(amount),
        )


def utility(asked: Asked) -> UtilityPayment:
    """The last bill of a household. Who asks by household number need not be who lives there: all of it is masked."""
    of_item: Utility = next((utility for word, utility in UTILITIES.items() if word in asked.wanted.item), "电费")
    kind = UTILITIES.get(asked.given("utility", ""), of_item)
    price, unit, usual = PRICES[kind]
    month = months.index_of(asked.today) - 1
    random = asked.random_of_home(f"{kind} {month}")
    before = random.randint(500, 9_000)
    used = random.randint(usual // 3, usual * 2)
    owed = fen(price * used)
    late = fen(owed * _LATE_A_DAY * random.randint(3, 25)) if random.random() < 1 / 8 else NOTHING
    household = asked.given("household_no", asked.number(f"household {kind}", 10))
    return UtilityPayment(
        subject=asked.subject,
        issuer={"水费": "样例供水公司（演示）", "电费": "样例供电公司（演示）", "燃气费": "样例燃气公司（演示）"}[kind],
        utility=kind,
        household_no=f"{'*' * max(1, len(household) - 4)}{household[-4:]}",
        household=asked.masked,
        month=months.text(month),
        reading_before=str(before),
        reading=str(before + used),
        used=f"{used} {unit}",
        usage="居民生活用电" if kind == "电费" else None,
        multiplier="1" if kind == "电费" else None,
        owed=owed,
        late_fee=late,
        paid=owed + late,
        card=f"6200****{asked.number('bank card', 4)}",
        order_no=f"E{asked.now:%Y%m%d}{asked.number(f'order {kind} {month}', 8)}",
        result="缴费成功",
        paid_at=asked.now,
    )

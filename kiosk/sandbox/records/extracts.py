"""Extracts of registers that have no paper of their own; which register, the item's id says."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType

from kiosk.masking import masked_number
from kiosk.sandbox import months, wages
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.disabilities import disability_card_of
from kiosk.sandbox.driving import driving_licence_of
from kiosk.sandbox.money import fen
from kiosk.sandbox.papers import name_of_item
from kiosk.sandbox.records.applications import applied_for
from kiosk.sandbox.vehicles import DRIVING_AGE, RULES, offence_number, offences_of, vehicles_of
from printing.records.extract import ExtractEntry, ExtractLine, RegisterExtract

Found = tuple[list[tuple[str, str]], list[tuple[str, str, str]]]
PAY_DAYS = 15
"""行政处罚法 article 67: a fine is paid within fifteen days of the decision."""
PENSION_MONTHS = 24
"""How far back payments are listed."""


def extract(asked: Asked) -> RegisterExtract | None:
    """Lines and rows of the register that the item is about; None where the person is in none."""
    item = asked.wanted.item
    if asked.given("accepted_no", ""):
        return applied_for(asked)
    found = next((derive for word, derive in _REGISTERS.items() if word in item), _own)(asked)
    if found is None:
        return None
    lines, entries = found
    return RegisterExtract(
        subject=asked.subject,
        issuer=f"{asked.city}政务服务数据管理机构（演示）",
        title=name_of_item(item) or "登记信息查询",
        name=asked.citizen.name,
        number=asked.citizen.number,
        queried_at=asked.now,
        lines=tuple(ExtractLine(name=name, value=value) for name, value in lines),
        entries=tuple(ExtractEntry(on=on, what=what, value=value) for on, what, value in entries),
    )


def _own(asked: Asked) -> Found | None:
    registered = f"{asked.citizen.valid_from:%Y-%m-%d}"
    return [("登记状态", "正常"), ("登记日期", registered), ("登记地", asked.city)], []


def _pension(asked: Asked) -> Found | None:
    """Paid from sixty on; whoever is younger sees what is saved up to now."""
    now = months.index_of(asked.today)
    if asked.age < 60:
        paid = wages.paid_months(asked.seed, asked.citizen, 0, now)
        saved = sum((fen(one.base * wages.PENSION[1]) for one in paid if one.pension), Decimal(0))
        return [("待遇状态", "未领取"), ("累计缴费月数", str(len(paid))), ("个人账户储存额", f"{saved:.2f}元")], []
    amount = Decimal(asked.random("pension").randint(1_200, 6_800))
    rows = [
        (f"{months.text(month)[:4]}-{months.text(month)[4:]}-15", "养老金发放", f"{amount:.2f}元")
        for month in range(now - PENSION_MONTHS, now)
    ]
    return [("待遇状态", "正常领取"), ("月养老金", f"{amount:.2f}元"), ("发放银行", "样例银行")], rows


def _medical(asked: Asked) -> Found | None:
    random = asked.random("medical account")
    rows = []
    day = asked.first_day
    for _ in range(random.randint(3, 14)):
        day -= timedelta(days=random.randint(2, 40))
        what = random.choice(("定点药店购药", "门诊就医", "个人账户划入", "住院结算"))
        rows.append((f"{day:%Y-%m-%d}", what, f"{Decimal(random.randint(1_000, 60_000)) / 100:.2f}元"))
    balance = Decimal(random.randint(0, 900_000)) / 100
    return [("参保状态", "正常参保"), ("参保地", asked.city), ("个人账户余额", f"{balance:.2f}元")], rows


def _driving(asked: Asked) -> Found | None:
    licence = driving_licence_of(asked)
    if licence is None:
        return None
    return [
        ("准驾车型", licence.classes),
        ("驾驶证状态", licence.state),
        ("本记分周期累积记分", f"{licence.points}分"),
        ("档案编号", f"{asked.land.area}{asked.number('driving file', 8)}"),
    ], []


def _vehicle(asked: Asked) -> Found | None:
    if asked.age < DRIVING_AGE:
        return None
    lines = []
    for car in vehicles_of(asked.seed, asked.citizen.number, asked.land, asked.first_day):
        lines += [("号牌号码", car.plate), ("品牌型号", car.make), ("检验有效期至", f"{car.inspect_by:%Y-%m-%d}")]
    return lines, []


def _offences(asked: Asked) -> Found | None:
    found = offences_of(asked.seed, asked.citizen.number, asked.first_day)
    states = asked.written.offences
    rows = [
        (
            f"{one.on:%Y-%m-%d}",
            f"{one.place} {one.act}",
            f"{one.fine}元 {one.points}分 {states.get(offence_number(asked.citizen, one), one.state)}",
        )
        for one in found
    ]
    return [("违法记录数", str(len(found)))], rows


def _decision(asked: Asked) -> Found | None:
    """简易程序处罚决定: of the offence that was accepted; none where the person has no such offence."""
    number = asked.given("bill", "")
    found = offences_of(asked.seed, asked.citizen.number, asked.first_day)
    one = next((one for one in found if offence_number(asked.citizen, one) == number), None)
    if one is None:
        return None
    due = asked.today + timedelta(days=PAY_DAYS)
    return [
        ("决定书编号", asked.given("decision_no", "")),
        ("违法时间", f"{one.on:%Y-%m-%d}"),
        ("违法地点", one.place),
        ("违法行为", one.act),
        ("违反条款", RULES[one.act]),
        ("处罚决定", f"罚款{one.fine}元"),
        ("记分", f"{one.points}分"),
        ("缴款期限", f"{due:%Y-%m-%d}"),
    ], []


def _library(asked: Asked) -> Found | None:
    random = asked.random("library")
    due = asked.first_day + timedelta(days=random.randint(1, 28))
    state = "在借" if asked.today <= due else "已逾期"
    books = random.sample(("样例城市史", "示范编程入门", "演示诗选", "样例菜谱", "岭南样例建筑"), random.randint(0, 3))
    return [("读者证状态", "正常"), ("在借册数", str(len(books)))], [
        (f"{due:%Y-%m-%d}", f"《{book}》", state) for book in books
    ]


def _hospital(asked: Asked) -> Found | None:
    """What is still to come: booked elsewhere before the province began, and at terminals since."""
    random = asked.random("hospital")
    day = asked.first_day + timedelta(days=random.randint(1, 7))
    rooms = random.sample(("内科", "外科", "口腔科", "眼科", "皮肤科"), random.randint(0, 2))
    rows = [(f"{day:%Y-%m-%d} 09:30", f"样例医院{room}", f"{random.randint(1, 40)}号") for room in rooms]
    booked = [
        (f"{one.on:%Y-%m-%d} {one.slot[:5]}", f"{one.place} {one.room}", f"{one.number}号")
        for one in asked.written.appointments
    ]
    found = sorted([*(rows if day >= asked.today else ()), *booked])
    return [("预约数", str(len(found)))], found


def _disability(asked: Asked) -> Found | None:
    """残疾人证; that there is none is an answer too. The number is shown as cards' numbers are: without its middle."""
    card = disability_card_of(asked.seed, asked.citizen, asked.first_day)
    if card is None:
        return [("登记状态", "没有残疾人证登记")], []
    lines = [
        ("登记状态", "有效" if card.valid_to >= asked.today else "已到期，请换证"),
        ("残疾人证号", f"{masked_number(asked.citizen.number)}{card.digits}"),
        ("残疾类别", card.kind),
        ("残疾等级", card.grade),
        ("发证日期", f"{card.issued:%Y-%m-%d}"),
        ("有效期至", f"{card.valid_to:%Y-%m-%d}"),
    ]
    if card.needs_guardian:
        lines.append(("监护人", "已登记"))
    return [*lines, ("发证机关", asked.office("残疾人联合会"))], []


_REGISTERS: Mapping[str, Callable[[Asked], Found | None]] = MappingProxyType(
    {
        "traffic-fine": _decision,
        "pension": _pension,
        "medical": _medical,
        "offence": _offences,
        "violation": _offences,
        "vehicle": _vehicle,
        "driving": _driving,
        "driver": _driving,
        "library": _library,
        "book": _library,
        "hospital": _hospital,
        "disability": _disability,
    }
)
"""By a word in the item's id."""

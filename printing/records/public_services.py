"""交通 and 公用事业: toll cards, coach tickets, and the bills of water, power and gas."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, WithJsonSchema

from printing.records.value import Count, Masked, Money, Month, PersonName, PersonNumber, Record, Value, Words

GateTime = Annotated[
    datetime, WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$"})
]
"""As a gate's clock shows it: China's time, without a zone (which `date-time` of JSON Schema would want)."""


class Passage(Value):
    """One passage, or money put on the card (negative)."""

    serial_no: Words = Field(examples=["202611000712"])
    kind: Literal["通行", "充值", "退款"]
    province: Words = Field(examples=["广东"])
    entered: Words = Field(examples=["样例东站", "样例西站"])
    entered_at: GateTime
    left: Words = Field(examples=["样例南站", "样例北站"])
    left_at: GateTime
    amount: Money


class TollCard(Record):
    """粤通卡通行明细."""

    kind: Literal["toll-card"] = "toll-card"
    name: PersonName
    number: PersonNumber
    card: Masked
    card_kind: Literal["储值卡", "记账卡"]
    plate: Masked
    month_from: Month
    month_to: Month
    passages: tuple[Passage, ...]
    trips: Count | None = None
    spent: Money | None = None
    """Of all passages below."""
    returned: Money | None = None
    """Topped up and paid back, as a negative number."""
    balance: Money | None = None
    """None of a card without one (记账卡)."""


class CoachTicket(Record):
    """汽车票: real-name, without paper; whoever is named boards by the identity card."""

    kind: Literal["coach-ticket"] = "coach-ticket"
    ticket_no: Words = Field(examples=["2026112300000712"])
    name: Masked
    station: Words = Field(examples=["样例汽车客运总站"])
    to: Words = Field(examples=["广州市"])
    on: date
    departs: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$", examples=["07:40"])]
    coach_no: Words = Field(examples=["K0712"])
    """车次."""
    gate: Words = Field(examples=["3号检票口"])
    seat: Count = Field(ge=1, examples=[12])
    fare: Money


class UtilityPayment(Record):
    """缴费凭条 for water, power or gas, masked for a slip."""

    kind: Literal["utility-payment"] = "utility-payment"
    utility: Literal["水费", "电费", "燃气费"]
    household_no: Masked
    household: Masked
    month: Month
    reading_before: Words = Field(examples=["1024"])
    reading: Words = Field(examples=["1131"])
    used: Words = Field(examples=["107 kWh"])
    usage: Words | None = Field(default=None, examples=["居民生活用电"])
    """用电类别."""
    multiplier: Words | None = Field(default=None, examples=["1"])
    """综合倍率."""
    owed: Money
    late_fee: Money
    paid: Money
    card: Masked
    order_no: Words = Field(examples=["E2026112100000712"])
    result: Literal["缴费成功", "缴费结果待确认"]
    paid_at: AwareDatetime

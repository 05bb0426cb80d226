"""税务: what the tax authority has on record."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from printing.records.value import Link, Money, Month, PersonName, PersonNumber, Record, Value, Words


class TaxPaid(Value):
    """One entry of the 纳税记录; a refund is negative."""

    declared_on: date
    amount: Money
    booked_on: date
    income_kind: Words = Field(examples=["工资、薪金所得", "劳务报酬所得", "综合所得年度汇算"])
    month: Month
    office: Words = Field(examples=["样例税务局第一税务分局"])
    remark: Words = Field(examples=[""])


class TaxRecord(Record):
    """个人所得税纳税记录."""

    kind: Literal["tax-record"] = "tax-record"
    name: PersonName
    taxpayer_no: PersonNumber
    document_type: Words = Field(examples=["居民身份证"])
    number: PersonNumber
    period_from: Month
    period_to: Month
    paid: tuple[TaxPaid, ...]


class IncomeEntry(Value):
    """Income that one payer declared for one month."""

    month: Month
    income_kind: Words = Field(examples=["正常工资薪金", "劳务报酬"])
    payer: Words = Field(examples=["惠州市样例电子有限公司"])
    payer_no: Words = Field(examples=["914499010000000001"])
    income: Money
    tax: Money


class IncomeList(Record):
    """收入纳税明细."""

    kind: Literal["income-list"] = "income-list"
    name: PersonName
    number: PersonNumber
    period_from: Month
    period_to: Month
    entries: tuple[IncomeEntry, ...]
    income_total: Money = Decimal(0)
    tax_total: Money = Decimal(0)


class TaxCode(Record):
    """One tile of the 办税二维码 wall."""

    kind: Literal["tax-code"] = "tax-code"
    topic: Words = Field(examples=["车船税申报"])
    link: Link = Field(examples=["https://tax.invalid/topics/vehicle"])
    steps: tuple[Words, ...] = Field(examples=["用手机扫描二维码", "登录后核对车辆信息", "确认并缴款"])
    updated: date

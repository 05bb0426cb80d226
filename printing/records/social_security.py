"""社会保险: what the human-resources and medical-security authorities have on record."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from printing.records.value import (
    Account,
    Address,
    Count,
    Masked,
    Money,
    Month,
    PersonName,
    PersonNumber,
    Phone,
    Picture,
    Place,
    Record,
    ShortWords,
    Token,
    Value,
    Words,
)


class EnrolmentSpan(Value):
    """One stretch of months at one employer, 粤参保证明 table."""

    period_from: Month
    period_to: Month
    city: ShortWords = Field(examples=["441300"])
    unit_no: ShortWords = Field(examples=["44132200123"])
    unit_name: Words = Field(examples=["惠州市样例电子有限公司", "惠州市惠阳区样例物业服务有限公司"])
    pension: Count
    injury: Count
    unemployment: Count


class EnrolmentRecord(Value):
    """社会保险参保情况 of one person."""

    kind: Literal["ss-enrolment"] = "ss-enrolment"
    subject: Token
    name: PersonName
    document_type: ShortWords | None = Field(default=None, examples=["居民身份证"])
    number: PersonNumber
    personal_no: ShortWords = Field(examples=["1300000712"])
    city: ShortWords = Field(examples=["441300"])
    period_from: Month
    period_to: Month
    spans: tuple[EnrolmentSpan, ...]
    pension_months: Count
    injury_months: Count
    unemployment_months: Count
    pension_deferred: Count = 0
    """Months whose contributions may be paid later (缓缴); not among those above."""
    injury_deferred: Count = 0
    unemployment_deferred: Count = 0
    cutoff: AwareDatetime
    issuer: Words = Field(examples=["样例服务机构"])


class PaymentMonth(Value):
    """One month at one employer."""

    month: Month
    unit_no: Words = Field(examples=["44132200123"])
    pension_base: Money
    pension_unit: Money
    pension_own: Money
    unemployment_base: Money
    unemployment_unit: Money
    unemployment_own: Money
    injury_base: Money
    injury_unit: Money
    remark: Words = Field(examples=["", "", "补缴"])


class Unit(Value):
    """What an employer's number stands for."""

    unit_no: Words = Field(examples=["44132200123"])
    unit_name: Words = Field(examples=["惠州市样例电子有限公司", "惠州市惠阳区样例物业服务有限公司"])


class PaymentHistory(Record):
    """社保缴费历史明细."""

    kind: Literal["ss-payments"] = "ss-payments"
    name: PersonName
    number: PersonNumber
    personal_no: Words = Field(examples=["1300000712"])
    city: Place
    period_from: Month
    period_to: Month
    payments: tuple[PaymentMonth, ...]
    units: tuple[Unit, ...]
    cutoff: AwareDatetime


class PensionTransfer(Record):
    """基本养老保险参保缴费凭证, the national form of 关系转移接续."""

    kind: Literal["pension-transfer"] = "pension-transfer"
    name: PersonName
    sex: Literal["男", "女"]
    personal_no: Words = Field(examples=["1300000712"])
    number: PersonNumber
    household_address: Address
    period_from: Month
    period_to: Month
    months: Count
    savings: Money
    agency_area: Place
    agency_area_name: Words = Field(examples=["惠州市惠阳区"])
    agency: Words = Field(examples=["样例社会保险基金管理局"])
    agency_phone: Words = Field(examples=["0752-00000000"])
    agency_address: Words = Field(examples=["惠州市惠阳区样例路1号政务服务中心二楼"])
    agency_postcode: Words = Field(examples=["516200"])
    operator: Words = Field(examples=["自助办理"])
    print_kind: Literal["首次打印", "补打"] = "首次打印"
    """A second print of the voucher says so."""


class MedicalEnrolment(Record):
    """基本医疗保险参保凭证."""

    kind: Literal["medical-enrolment"] = "medical-enrolment"
    name: PersonName
    sex: Literal["男", "女"]
    document_type: Words = Field(examples=["居民身份证"])
    number: PersonNumber
    born: date
    insurance: Literal["职工基本医疗保险", "城乡居民基本医疗保险"]
    city: Place
    period_from: Month
    period_to: Month
    months: Count
    months_interrupted: Count
    balance: Money
    agency: Words = Field(examples=["样例医疗保障事业管理中心"])
    agency_address: Words = Field(examples=["惠州市惠城区样例路2号"])
    agency_postcode: Words = Field(examples=["516000"])
    agency_phone: Words = Field(examples=["0752-00000000"])


class QualificationCheck(Record):
    """养老保险待遇领取资格认证: that it was passed; a failed one has no paper."""

    kind: Literal["pension-qualification"] = "pension-qualification"
    name: Masked
    number: Masked
    benefit: Literal["企业职工基本养老保险", "城乡居民基本养老保险"]
    city: Place
    way: Words = Field(examples=["人脸识别"])
    checked_at: AwareDatetime
    checked_before: date | None
    valid_to: date
    transaction: Words = Field(examples=["0752202611210000712"])
    place: Words = Field(examples=["惠阳区政务服务中心24小时自助区"])


class AllowanceApplication(Record):
    """高龄津贴申领."""

    kind: Literal["elderly-allowance"] = "elderly-allowance"
    name: PersonName
    sex: Literal["男", "女"]
    born: date
    number: PersonNumber
    household_address: Address
    home_address: Address
    phone: Phone
    bank: Words = Field(examples=["样例银行惠阳支行"])
    account: Account
    purpose: Literal["申领", "调整", "停止", "补发"]
    category: Literal["80-needy", "80", "90", "100"]
    agent_name: PersonName | None
    agent_number: PersonNumber | None
    signature: Picture | None
    signed_on: date
    accepted_no: Words = Field(examples=["0752202611210000713"])
    working_days: Count

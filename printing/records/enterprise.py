"""市场监管: licences and registrations of those who do business."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from printing.records.value import (
    Address,
    Count,
    Link,
    LongWords,
    Money,
    PersonName,
    PersonNumber,
    Phone,
    Picture,
    Record,
    ShortWords,
    Value,
    Words,
)


class BusinessLicence(Record):
    """营业执照, as the register has it."""

    kind: Literal["business-licence"] = "business-licence"
    credit_code: ShortWords = Field(examples=["914499010000000001"])
    name: ShortWords = Field(examples=["惠州市样例电子有限公司"])
    type: ShortWords = Field(examples=["有限责任公司(自然人投资或控股)"])
    head: PersonName
    head_role: Literal["法定代表人", "经营者", "负责人"]
    capital: Money | None
    currency: ShortWords = Field(default="人民币", examples=["人民币"])
    form: Literal["个人经营", "家庭经营"] | None = None
    """组成形式, of a sole trader only."""
    founded: date
    term_from: date
    term_to: date | None
    """None is without end."""
    address: ShortWords = Field(examples=["惠州市惠阳区样例路88号样例大厦5层501室"])
    scope: Annotated[str, Field(max_length=2000)] = Field(
        examples=["电子产品销售；信息技术咨询服务。（依法须经批准的项目，经相关部门批准后方可开展经营活动）"]
    )
    copy_no: ShortWords = Field(examples=["1-1"])
    is_copy: bool
    approved: date
    link: Link = Field(examples=["https://licences.invalid/e/914499010000000001"])
    purpose: ShortWords = Field(examples=["银行开户"])


class FamilyMember(Value):
    """Who takes part in a business run by a family."""

    name: PersonName
    number: PersonNumber
    relation: Words = Field(examples=["配偶", "子女"])


class SoleTrader(Record):
    """个体工商户登记（备案）申请."""

    kind: Literal["sole-trader"] = "sole-trader"
    application_no: Words = Field(examples=["0752202611210000717"])
    names: tuple[Words, ...] = Field(
        examples=["惠州市惠阳区样例餐饮店", "惠州市惠阳区样例小吃店", "惠州市惠阳区样例面馆"]
    )
    form: Literal["个人经营", "家庭经营"]
    name: PersonName
    sex: Literal["男", "女"]
    nation: Words = Field(examples=["汉"])
    number: PersonNumber
    home_address: Address
    education: Words = Field(examples=["高中"])
    politics: Words = Field(examples=["群众"])
    occupation: Words = Field(examples=["个体经营"])
    phone: Phone
    photo: Picture | None
    place: Words = Field(examples=["惠州市惠阳区样例路66号首层"])
    place_right: Words = Field(examples=["租赁"])
    postcode: Words = Field(examples=["516200"])
    scope: LongWords = Field(examples=["餐饮服务；食品销售（仅销售预包装食品）"])
    funds: Money
    """Ten thousand yuan."""
    staff: Count
    filings: tuple[Words, ...] = Field(examples=["公章刻制备案", "社会保险登记"])
    family: tuple[FamilyMember, ...] | None = None
    """Of a business run by a family only."""
    card_front: Picture | None = None
    card_back: Picture | None = None
    """The operator's identity card."""
    accepted_at: AwareDatetime | None = None
    working_days: Count | None = None
    signature: Picture | None
    signed_on: date


class LicenceField(Value):
    """One field on an electronic licence's face."""

    name: Words = Field(examples=["准驾车型", "发证机关", "初次领证日期"])
    value: Words = Field(examples=["C1", "样例机关", "2015-06-01"])


class LicenceCopy(Record):
    """电子证照打印件: a copy derived for one purpose."""

    kind: Literal["e-licence"] = "e-licence"
    licence: Words = Field(examples=["机动车驾驶证"])
    licence_type: Words = Field(examples=["11100000000013338W011"])
    licence_no: PersonNumber
    identifier: Words = Field(examples=["1.2.156.3005.2.11100000000013338W011.114499010000000001.0000000712.001.U"])
    holder: PersonName
    holder_no: PersonNumber
    authority: Words = Field(examples=["样例发证机关"])
    authority_code: Words = Field(examples=["114499010000000001"])
    granted: date
    valid_from: date
    valid_to: date | None
    state: Literal["有效", "已过期", "已注销"]
    face: tuple[LicenceField, ...]
    photo: Picture | None
    purpose: Words = Field(examples=["入职手续"])
    copy_valid_to: date

"""公安: residence, travel endorsements, driving licences."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from printing.records.value import (
    Address,
    Count,
    Masked,
    Money,
    PersonName,
    PersonNumber,
    Phone,
    Picture,
    Record,
    Value,
    Words,
)


class ResidenceRegistration(Record):
    """居住登记凭证 and the receipt for a residence permit."""

    kind: Literal["residence-registration"] = "residence-registration"
    accepted_no: Words = Field(examples=["0752202611210000715"])
    business: Words = Field(examples=["居住登记", "居住证签注"])
    name: PersonName
    sex: Literal["男", "女"]
    nation: Words = Field(examples=["汉"])
    born: date
    number: PersonNumber
    household_address: Address
    home_address: Address
    phone: Phone
    landlord: Masked
    registered_on: date
    police_station: Words = Field(examples=["样例派出所"])
    permit_no: PersonNumber | None = None
    """居住证号."""
    file_no: Words | None = Field(default=None, examples=["CZW4499000712"])
    """出租屋档案号."""
    state: Words | None = Field(default=None, examples=["已登记", "已受理"])
    working_days: Count
    pick_up: Words = Field(examples=["本自助厅取件柜"])
    photo: Picture | None


class Endorsement(Value):
    """One endorsement that was written."""

    region: Literal["香港", "澳门"]
    category: Words = Field(examples=["个人旅游（G）"])
    times: Words = Field(examples=["壹次"])
    valid_from: date
    valid_to: date
    fee: Money


class TravelEndorsement(Record):
    """往来港澳通行证再次签注, masked for a slip."""

    kind: Literal["travel-endorsement"] = "travel-endorsement"
    permit_no: Masked
    name: Masked
    endorsements: tuple[Endorsement, ...]
    payment_no: Words = Field(examples=["P2026112100000712"])
    transaction: Words = Field(examples=["0752202611210000716"])
    written_at: AwareDatetime


class CardRetained(Record):
    """吞卡凭条: a device kept somebody's card; masked for a slip."""

    kind: Literal["card-retained"] = "card-retained"
    card: Words = Field(examples=["往来港澳通行证"])
    card_no: Masked
    name: Masked
    why: Words = Field(examples=["卡片卡在设备内", "超时未取"])
    retained_at: AwareDatetime
    collect: Words = Field(examples=["请于工作日9:00-17:00携带本人有效身份证件到一楼咨询台领取"])
    phone: Words = Field(examples=["0752-00000000"])
    transaction: Words = Field(examples=["0752202611210000721"])


class DriverFitness(Record):
    """机动车驾驶人身体条件证明."""

    kind: Literal["driver-fitness"] = "driver-fitness"
    name: PersonName
    sex: Literal["男", "女"]
    born: date
    nationality: Words = Field(examples=["中国"])
    document_type: Words = Field(examples=["居民身份证"])
    number: PersonNumber
    file_no: Words = Field(examples=["449900000712"])
    vehicle_classes: Words = Field(examples=["C1"])
    photo: Picture | None
    declared_ills: tuple[Words, ...] = Field(examples=[])
    """Named by the person from the form's list; empty declares that there are none."""
    signature: Picture | None
    signed_on: date
    height_cm: Count
    sees_colours: bool
    sight_left: Words = Field(examples=["5.0"])
    sight_right: Words = Field(examples=["4.9"])
    sight_corrected: bool
    hears_left: bool
    hears_right: bool
    hearing_aid: bool
    arm_left: Words = Field(examples=["合格"])
    arm_right: Words = Field(examples=["合格"])
    legs: Words = Field(examples=["合格"])
    trunk: Words = Field(examples=["合格"])
    result: Literal["合格", "不合格", "待审"]
    doctor: Words = Field(examples=["样例医师"])
    doctor_signature: Picture | None
    hospital: Words = Field(examples=["样例医院"])
    examined_on: date
    valid_to: date
    accepted_no: Words | None = Field(default=None, examples=["0752202611210000722"])
    express_no: Words | None = Field(default=None, examples=["1000000000722"])
    """Under which the new licence is sent."""
    working_days: Count | None = None

"""不动产: what the natural-resources authority has in its register."""

from typing import Literal

from pydantic import AwareDatetime, Field

from printing.records.value import Area, LongWords, Masked, PersonName, PersonNumber, Record, Value, Words


class Holding(Value):
    """One unit of real estate."""

    certificate_no: Words = Field(examples=["粤（2019）惠州市不动产权第5000001号"])
    unit_code: Words = Field(examples=["449901001001GB00001F00010001"])
    place: Words = Field(examples=["惠州市惠阳区样例路88号样例花园3栋2单元1001房"])
    sharing: Words = Field(examples=["单独所有", "共同共有"])
    usage: Words = Field(examples=["城镇住宅用地/住宅"])
    area: Area
    registered: Words = Field(examples=["2019-03-18"])
    state: Words = Field(examples=["无抵押、无查封", "已抵押"])


class PropertyQuery(Record):
    """不动产登记资料查询结果; no holding is an answer too."""

    kind: Literal["property-query"] = "property-query"
    name: PersonName
    document_type: Words = Field(examples=["居民身份证"])
    number: PersonNumber
    purpose: Words = Field(examples=["子女入学", "购房"])
    scope: Words = Field(examples=["惠州市"])
    queried_at: AwareDatetime
    holdings: tuple[Holding, ...]
    result: LongWords = Field(examples=["查询到以下登记信息"])


class PropertyProgress(Record):
    """登记办理进度, masked for a slip."""

    kind: Literal["property-progress"] = "property-progress"
    accepted_no: Words = Field(examples=["0752202611210000714"])
    business: Words = Field(examples=["国有建设用地使用权及房屋所有权转移登记"])
    place: Masked
    accepted_at: AwareDatetime
    stage: Literal["受理", "初审", "复审", "核定", "登簿", "缮证", "发证"]
    promised: Words = Field(examples=["2026-11-28"])
    pick_up: Literal["窗口", "取件柜", "EMS"]


class PropertyAuthenticity(Record):
    """证书真伪查询: agrees or not, no other field of the register."""

    kind: Literal["property-authenticity"] = "property-authenticity"
    certificate_no: Masked
    holder: Masked
    result: Literal["一致", "不一致"]
    state: Literal["现势有效", "已注销", "未查询到"]
    queried_at: AwareDatetime

"""不动产: what the natural-resources authority has in its register."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, ConfigDict, Field

from printing.records.value import (
    Address,
    Area,
    Count,
    LongWords,
    Masked,
    PersonName,
    PersonNumber,
    Picture,
    Record,
    Value,
    Words,
)

Marked = Literal["有", "无"] | None
"""Whether the register has such an entry; None where this query does not tell."""


class Holding(Value):
    """One unit of real estate."""

    certificate_no: Words = Field(examples=["粤（2019）惠州市不动产权第5000001号"])
    unit_code: Words = Field(examples=["449901001001GB00001F00010001"])
    place: Address = Field(examples=["惠州市惠阳区样例路88号样例花园3栋2单元1001房"])
    sharing: Words = Field(examples=["单独所有", "共同共有"])
    usage: Words = Field(examples=["城镇住宅用地/住宅"])
    area: Area
    registered: Words = Field(examples=["2019-03-18"])
    state: Words = Field(examples=["无抵押、无查封", "已抵押"])
    print_no: Words | None = Field(default=None, examples=["44990000712"])
    """证书印刷编号, preprinted on the certificate."""
    right_type: Words | None = Field(default=None, examples=["国有建设用地使用权/房屋所有权"])
    right_nature: Words | None = Field(default=None, examples=["出让/市场化商品房"])
    term: Words | None = Field(default=None, examples=["2010-05-01起2080-04-30止"])
    area_land: Area | None = None
    area_inner: Area | None = None
    """套内."""
    area_shared: Area | None = None
    """分摊."""
    remark: LongWords | None = Field(default=None, examples=["附记：无"])
    is_mortgaged: Marked = None
    is_seized: Marked = None
    is_preregistered: Marked = None
    is_disputed: Marked = None


class Encumbrance(Value):
    """One entry of the register that burdens a unit."""

    type: Literal["抵押权登记", "查封登记", "预告登记", "异议登记"]
    certificate_no: Words = Field(examples=["粤（2019）惠州市不动产权第5000001号"])
    """Of the unit."""
    document_no: Words = Field(examples=["粤（2020）惠州市不动产证明第5000009号"])
    """不动产登记证明 or the court's 文号."""
    holder: Words = Field(examples=["样例银行惠阳支行", "样例人民法院"])
    registered: Words = Field(examples=["2020-06-01"])
    until: Words | None = Field(default=None, examples=["2050-05-31"])
    state: Literal["现势", "已注销"]


class PropertyQuery(Record):
    """不动产登记资料查询结果; no holding is an answer too."""

    kind: Literal["property-query"] = "property-query"
    name: PersonName
    document_type: Words = Field(examples=["居民身份证"])
    number: PersonNumber
    purpose: Words = Field(examples=["子女入学", "购房"])
    searched: Words = Field(examples=["惠州市"])
    """The city whose register was looked through."""
    queried_at: AwareDatetime
    holdings: tuple[Holding, ...]
    result: LongWords = Field(examples=["查询到以下登记信息"])
    query_kind: Literal[
        "不动产登记信息查询结果",
        "不动产登记信息查询证明（家庭住房状况）",
        "抵押权登记信息查询结果",
        "预告登记信息查询结果",
        "查封登记信息查询结果",
        "异议登记信息查询结果",
        "不动产自然状况查询结果",
    ] = "不动产登记信息查询结果"
    encumbrances: tuple[Encumbrance, ...] | None = None
    """None where this query does not tell; empty says that there is none."""


class TitleHolder(Value):
    """One of those who own a unit."""

    name: PersonName
    document_type: Words = Field(examples=["居民身份证"])
    number: PersonNumber
    share: Words = Field(examples=["全部", "共同共有", "60%"])


class PropertyTitle(Record):
    """不动产权证书 of one unit, with all who own it: the register's words, on a sheet with a number of its own."""

    kind: Literal["property-title"] = "property-title"
    certificate_no: Words = Field(examples=["粤（2026）惠州市不动产权第5000001号"])
    name: PersonName
    document_type: Words = Field(examples=["居民身份证"])
    number: PersonNumber
    sharing: Words = Field(examples=["单独所有", "共同共有", "按份共有"])
    holders: tuple[TitleHolder, ...]
    """权利人, whoever asks among them; a title has at least one."""
    place: Address = Field(examples=["惠州市惠阳区样例路88号样例花园3栋2单元1001房"])
    unit_code: Words = Field(examples=["449901001001GB00001F00010001"])
    right_type: Words = Field(examples=["国有建设用地使用权/房屋所有权"])
    right_nature: Words = Field(examples=["出让/市场化商品房"])
    usage: Words = Field(examples=["城镇住宅用地/住宅"])
    area: Area
    term: Words | None = Field(default=None, examples=["2010-05-01起2080-04-30止"])
    registered_on: date
    remark: LongWords | None = Field(default=None, examples=["房屋结构：钢筋混凝土结构；总层数：32层"])
    """附记."""


class ArchivedDeed(Value):
    """One deed that was filed with a registration."""

    what: Words = Field(examples=["不动产登记申请书", "买卖合同", "契税完税证明"])
    certificate_no: Words = Field(examples=["粤（2019）惠州市不动产权第5000001号"])
    filed_on: Words = Field(examples=["2019-03-18"])
    pages: Count


class ArchivedSheet(Value):
    """One scanned sheet of a deed."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    what: Words = Field(examples=["不动产登记申请书"])
    sheet: Count
    sheets: Count
    """Of the deed."""
    scan: Picture


class PropertyArchive(Record):
    """不动产登记档案查询结果: what was filed, and the scans of it; none is an answer too."""

    kind: Literal["property-archive"] = "property-archive"
    name: PersonName
    number: PersonNumber
    searched: Words = Field(examples=["惠州市"])
    """The city whose register was looked through."""
    queried_at: AwareDatetime
    wanted: Words = Field(examples=["全部", "买卖合同"])
    result: LongWords = Field(examples=["查询到以下归档材料"])
    deeds: tuple[ArchivedDeed, ...]
    sheets: tuple[ArchivedSheet, ...]


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

"""An extract of a register that has no paper of its own: a vehicle, a driving licence, a pension's payments."""

from typing import Literal

from pydantic import AwareDatetime, Field

from printing.records.value import Link, PersonName, PersonNumber, Record, Value, Words


class ExtractLine(Value):
    """A name and its value."""

    name: Words = Field(examples=["准驾车型", "参保状态", "号牌号码"])
    value: Words = Field(examples=["C1", "正常参保", "粤L·A0712"])


class ExtractEntry(Value):
    """One row of what happened: when, what, and how it ended."""

    on: Words = Field(examples=["2026-11-05"])
    what: Words = Field(examples=["养老金发放", "医保缴费"])
    value: Words = Field(examples=["3120.50元", "已处理"])


class RegisterExtract(Record):
    """查询结果: lines, and rows where the register keeps any."""

    kind: Literal["register-extract"] = "register-extract"
    title: Words = Field(examples=["机动车驾驶证查询", "养老金发放明细"])
    name: PersonName
    number: PersonNumber
    queried_at: AwareDatetime
    lines: tuple[ExtractLine, ...]
    entries: tuple[ExtractEntry, ...]
    link: Link | None = Field(default=None, examples=["https://drafts.invalid/d/7KQ2M4XA"])
    """What a code on the paper leads to, where it leads anywhere."""

"""What a file of printing/layouts may say: a paper, a slip, or the words of a sheet that Python lays out."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from printing.layout_formats import Template, placeholders

FieldName = Annotated[str, Field(pattern=r"^[a-z_]+$")]
"""Of the record."""


class _Block(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ParagraphLayout(_Block):
    """Running text, or a heading."""

    kind: Literal["paragraph"]
    text: Template
    is_heading: bool = False


class StepsLayout(_Block):
    """A numbered list over one list of words of the record."""

    kind: Literal["steps"]
    items: FieldName


class EntryLayout(_Block):
    """A name and its value; in the file as ["姓名", "{name}"], or with "wide" as the third for a whole row."""

    name: Annotated[str, Field(min_length=1)]
    value: Template = ""
    is_wide: bool = False
    ticks: FieldName | None = None
    """A field whose value is one of `options`; all are listed, that one is ticked."""
    options: dict[str, str] = {}

    @model_validator(mode="after")
    def _says_something(self) -> "EntryLayout":
        if (self.ticks is None) == (not self.value) or (self.ticks is None) != (not self.options):
            raise ValueError("an entry has either a value, or ticks with options")
        return self


def _entry(told: Any) -> Any:
    """The short form of an entry."""
    if not isinstance(told, list):
        return told
    if len(told) == 2 or (len(told) == 3 and told[2] == "wide"):
        return {"name": told[0], "value": told[1], "is_wide": len(told) == 3}
    raise ValueError("an entry is [name, value] or [name, value, 'wide']")


class PairsLayout(_Block):
    """Ruled rows of names and values."""

    kind: Literal["pairs"]
    photo: FieldName | None = None
    keeps_photo_place: bool = True
    """Whether a record without the photo leaves its place empty, to have one stuck there."""
    entries: tuple[Annotated[EntryLayout, BeforeValidator(_entry)], ...] = Field(min_length=1)


class ColumnLayout(_Block):
    """One column; `value` is filled from each row of the record."""

    head: Annotated[str, Field(min_length=1)]
    value: Template
    width: Annotated[float, Field(gt=0, le=1)]
    align: Literal["left", "centre", "right"] = "left"
    group: str = ""
    total: Template = ""
    adds: bool = False
    """Added up by us; the value is one number of the row and nothing else."""
    states: FieldName | None = None
    """Where the record says this column's sum; a paper is refused when they differ."""
    only: dict[FieldName, Annotated[tuple[str, ...], Field(min_length=1)]] = {}
    """Values that a field of the row has to have; the cells of other rows stay empty and add nothing."""

    @model_validator(mode="after")
    def _adds_a_number(self) -> "ColumnLayout":
        names = list(placeholders(self.value))
        is_plain = len(names) == 1 and self.value.startswith("{") and self.value.endswith("}")
        if (self.adds or self.states) and not is_plain:
            raise ValueError("what is added up is one plain {name:money} or {name}")
        return self

    @property
    def added(self) -> str:
        """The row's field that is added up."""
        return next(placeholders(self.value))[0]


class BalanceLayout(_Block):
    """A balance that runs along the rows, oldest first: each is the one before, changed by the row's own amount."""

    field: FieldName
    plus: FieldName | None = None
    less: FieldName | None = None
    """The row's amount: put on, or taken off."""
    ends: FieldName
    """Where the record says how it stands now."""
    on: FieldName
    """The row's day."""
    last_on: FieldName
    """The record's day of the last change: where the last row is of that day, its balance is the record's."""

    @model_validator(mode="after")
    def _moves_one_way(self) -> "BalanceLayout":
        if (self.plus is None) == (self.less is None):
            raise ValueError("a balance has either 'plus' or 'less'")
        return self


class TableLayout(_Block):
    """A table over one list of the record."""

    kind: Literal["table"]
    rows: FieldName
    columns: Annotated[tuple[ColumnLayout, ...], Field(min_length=1)]
    caption: str = ""
    unit: str = ""
    size: Annotated[float, Field(ge=7, le=10.5)] = 9.5
    total_label: str = ""
    """Words before the sums, e.g. 合计; empty for none."""
    capitals: FieldName | None = None
    """The added-up field whose sum is spelled in 大写 below the table."""
    carries: bool = False
    bookmark: Template = ""
    balance: BalanceLayout | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> "TableLayout":
        if abs(sum(column.width for column in self.columns) - 1) > 0.0001:
            raise ValueError("the widths of the columns do not add up to 1")
        added = {column.added for column in self.columns if column.adds}
        if self.columns[0].adds:
            raise ValueError("the first column holds the words of the sums and cannot be added up")
        if (self.carries or self.total_label) and not added:
            raise ValueError("nothing is added up")
        if self.capitals and self.capitals not in added:
            raise ValueError("'capitals' names what is not added up")
        return self


class CardsLayout(_Block):
    """For each row of a list a heading and a block of names and values: rows with more fields than a table has room."""

    kind: Literal["cards"]
    rows: FieldName
    heading: Template
    entries: tuple[Annotated[EntryLayout, BeforeValidator(_entry)], ...] = Field(min_length=1)


class PicturesLayout(_Block):
    """Pictures side by side; left out where the record has none of them."""

    kind: Literal["pictures"]
    caption: str
    pictures: tuple[tuple[str, FieldName], ...] = Field(min_length=1, max_length=2)
    """Words below each, and the record's field."""


class ScansLayout(_Block):
    """Scanned sheets out of a list of the record, a page each; left out where the list is empty."""

    kind: Literal["scans"]
    rows: FieldName
    picture: FieldName
    """Of a row."""
    heading: Template
    """Above each, filled from its row."""


class BlanksLayout(_Block):
    """Fields to be filled in by hand."""

    kind: Literal["blanks"]
    names: Annotated[tuple[str, ...], Field(min_length=1)]
    height_mm: Annotated[float, Field(ge=9, le=80)] = 24.0
    closing: str = ""


class SignatureLayout(_Block):
    """Where the person signed."""

    kind: Literal["signature"]
    label: str
    image: FieldName
    date: Template = ""


PartLayout = Annotated[
    ParagraphLayout
    | StepsLayout
    | PairsLayout
    | CardsLayout
    | TableLayout
    | PicturesLayout
    | ScansLayout
    | BlanksLayout
    | SignatureLayout,
    Field(discriminator="kind"),
]


class _Any(_Block):
    """What all three have."""

    title: Annotated[str, Field(min_length=1)]
    record: str
    """Its kind in printing.records."""
    reviewed: bool
    """False while the wording has not been compared with a genuine paper."""


class Layout(_Any):
    """One kind of paper."""

    form: Literal["paper"] = "paper"
    above: tuple[Template, ...] = ()
    below: Template = ""
    body: tuple[PartLayout, ...] = ()
    notes: tuple[Template, ...] = ()
    notes_label: str = "备注"
    closing: tuple[Template, ...] = ("证明机构：{issuer}", "证明时间：{issued_at:date}")
    number_label: str = "编号"
    verification_label: str = "验证码"
    is_verifiable: bool = True
    qr: Template = ""
    """What the code of a paper that proves nothing leads to."""
    qr_words: str = ""
    purpose: Template = ""

    @model_validator(mode="after")
    def _has_one_code(self) -> "Layout":
        if self.is_verifiable == bool(self.qr) or bool(self.qr) != bool(self.qr_words):
            raise ValueError("a paper is verifiable, or its code says where it leads")
        return self


class SlipPair(_Block):
    """A name and its value on a slip."""

    name: Annotated[str, Field(min_length=1)]
    value: Template


def _pair(told: Any) -> Any:
    """The short form of a pair."""
    return {"name": told[0], "value": told[1]} if isinstance(told, list) and len(told) == 2 else told


class SlipList(_Block):
    """The lines of one list of the record."""

    rows: FieldName
    line: Template
    head: Annotated[str, Field(min_length=1)]
    """Above the lines, in bold."""


class SlipLayout(_Any):
    """A slip of 80 or 58 mm paper. It is left behind, so nothing on it says who somebody is."""

    form: Literal["slip"]
    large: Template = ""
    """One line in double size, e.g. the number of a ticket."""
    pairs: Annotated[tuple[Annotated[SlipPair, BeforeValidator(_pair)], ...], Field(min_length=1)]
    lists: tuple[SlipList, ...] = ()
    steps: FieldName | None = None
    """A list of words, numbered."""
    advice: tuple[Template, ...] = ()
    qr: Template = ""
    qr_words: str = ""
    is_rated: bool = False
    """Whether a second code leads to the rating of the case (a record with `case_no`) where the province has a page."""


class DrawnLayout(_Any):
    """The words of a sheet that printing/sheets lays out."""

    form: Literal["drawn"]
    words: dict[str, Template] = {}
    notes: tuple[Template, ...] = ()


AnyLayout = Annotated[Layout | SlipLayout | DrawnLayout, Field(discriminator="form")]

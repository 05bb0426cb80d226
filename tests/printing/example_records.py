"""A record of any kind in four sizes, made from its model: ordinary, empty, enormous, and with rare characters.

Nothing is copied from anywhere: names are invented, numbers have the unassigned area 4499, links end in .invalid.
"""

import io
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from PIL import Image, ImageDraw
from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo
from stdnum.iso7064 import mod_11_2

from printing.records import RECORDS
from printing.records.value import (
    Account,
    Address,
    Masked,
    PersonName,
    PersonNumber,
    Phone,
    Picture,
)

Size = Literal["ordinary", "empty", "enormous", "rare"]
SIZES: tuple[Size, ...] = ("ordinary", "empty", "enormous", "rare")
ROWS: dict[Size, int] = {"ordinary": 4, "empty": 0, "enormous": 360, "rare": 3}
MOST_OF = {"Holding": 40, "FamilyMember": 20, "Unit": 90, "ArchivedSheet": 30}
"""Nobody has more."""
NAMES = ("张样例", "李示范", "欧阳演示")
RARE_NAMES = ("陈𪜎𨭎𮯠", "王䶮𬴊", "李𠅤𫖯·𬭛")
"""The first needs both faces of the fallback chain; the others are Noto's own part of the rare characters."""
LONGEST_NAME = "阿卜杜热依木·买买提艾力·" * 9
_MOST = {
    "_base": 27_501,
    "pension_unit": 4_400,
    "_unit": 220,
    "unemployment_own": 60,
    "_own": 2_200,
    "loan": 900_000,
    "left": 700_000,
    "balance": 300_000,
    "capital": 5_000_000,
    "income": 30_000,
    "tax": 2_500,
    "amount": 480,
    "fee": 30,
    "penalty": 9,
    "area": 140,
    "funds": 10,
}
"""Yuan, by the ending of a field's name."""
_COUNTS = {"width_mm": 26, "height_mm": 32, "copies": 6, "height_cm": 172}
FIRST_DAY = date(2024, 1, 5)
MOMENT = datetime(2026, 11, 21, 2, 12, 30, tzinfo=UTC)
_SEMANTIC = {
    PersonName: "name",
    PersonNumber: "number",
    Address: "address",
    Phone: "phone",
    Account: "account",
    Masked: "masked",
}


def citizen_number(serial: int) -> str:
    body = f"44990119850307{serial:03d}"
    return body + str(mod_11_2.calc_check_digit(body))


@cache
def portrait(wide: int = 358, high: int = 441) -> bytes:
    """A silhouette on white, no face."""
    picture = Image.new("RGB", (wide, high), "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((wide * 0.29, high * 0.12, wide * 0.71, high * 0.62), fill=(176, 182, 190))
    pen.ellipse((wide * 0.06, high * 0.66, wide * 0.94, high * 1.3), fill=(96, 108, 124))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    return target.getvalue()


@cache
def signature() -> bytes:
    """A scrawl on a transparent ground, as a pad gives it."""
    picture = Image.new("RGBA", (400, 140), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    points = [(30 + 17 * n, 70 + (38 if n % 2 else -34) * (1 - n / 40)) for n in range(20)]
    pen.line(points, fill=(20, 20, 60, 255), width=5, joint="curve")
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


@cache
def card_side(side: str) -> bytes:
    """A grey card with its side's name, no form of any authority."""
    picture = Image.new("RGB", (1011, 638), (226, 231, 236))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((8, 8, 1002, 629), 40, outline=(120, 130, 140), width=6)
    for row in range(4):
        pen.rectangle((70, 120 + row * 100, 560 if side == "front" else 880, 150 + row * 100), fill=(170, 178, 186))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=75)
    return target.getvalue()


@cache
def scanned_sheet() -> bytes:
    """An A4 page of grey bars."""
    picture = Image.new("L", (620, 877), 240)
    pen = ImageDraw.Draw(picture)
    for row in range(20):
        pen.rectangle((70, 90 + row * 36, 540 - row % 3 * 90, 102 + row * 36), fill=205)
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def example(kind: str, size: Size = "ordinary", **changes: Any) -> dict[str, Any]:
    """A record as the platform's client gives it: validated, and dumped into plain values."""
    model = RECORDS[kind]
    maker = _Maker(random.Random(f"{kind} {size}"), size)  # noqa: S311  the same every time, nothing secret
    values = maker.values(model, 0)
    values["kind"] = kind
    values |= _stated(kind, values)
    return model.model_validate(values | changes).model_dump()


def _stated(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Sums that a record states of its own rows."""
    if kind == "income-list":
        return {
            "income_total": sum((row["income"] for row in values["entries"]), Decimal(0)),
            "tax_total": sum((row["tax"] for row in values["entries"]), Decimal(0)),
        }
    if kind == "toll-card":
        made = [(row["kind"] == "通行", row["amount"]) for row in values["passages"]]
        return {
            "trips": sum(is_trip for is_trip, _ in made),
            "spent": sum((amount for is_trip, amount in made if is_trip), Decimal(0)),
            "returned": sum((amount for is_trip, amount in made if not is_trip), Decimal(0)),
        }
    if kind == "loan-statement":
        return _running(values["repayments"], "left", "principal", -1, values["loan"]) | {
            "last_paid_on": values["repayments"][-1]["paid_on"] if values["repayments"] else None
        }
    if kind == "deposit-record":
        return _running(values["movements"], "balance", "amount", 1, values["balance_last_year"]) | {
            "last_moved_on": values["movements"][-1]["on"] if values["movements"] else None
        }
    if kind == "ss-enrolment":
        return {
            f"{name}_months": sum(row[name] for row in values["spans"])
            for name in ("pension", "injury", "unemployment")
        }
    return {}


def _running(rows: list[dict[str, Any]], field: str, by: str, sign: int, start: Decimal) -> dict[str, Any]:
    """Balances that lead from one row to the next, and the record's own."""
    balance = start
    for row in rows:
        balance += sign * row[by]
        row[field] = balance
    return {"balance": balance}


class _Maker:
    def __init__(self, chance: random.Random, size: Size) -> None:
        self._chance = chance
        self._size = size

    def values(self, model: type[BaseModel], row: int) -> dict[str, Any]:
        return {
            name: self._value(name, field, row)
            for name, field in model.model_fields.items()
            if name != "kind" or "kind" not in model.model_fields or field.default is None or field.is_required()
        }

    def _value(self, name: str, field: FieldInfo, row: int) -> Any:
        kind: Any = field.annotation
        if get_origin(kind) in {Union, UnionType}:
            if self._size == "empty":
                return None
            kind = next(argument for argument in get_args(kind) if argument is not type(None))
        meaning = self._meaning(kind, field)
        if meaning:
            return self._person(meaning, row)
        while hasattr(kind, "__metadata__"):
            kind = get_args(kind)[0]
        if get_origin(kind) is Literal:
            return get_args(kind)[row % len(get_args(kind))]
        if get_origin(kind) is tuple:
            return self._list(get_args(kind)[0], field)
        return self._plain(kind, name, field, row)

    def _meaning(self, kind: Any, field: FieldInfo) -> str:
        for alias, meaning in _SEMANTIC.items():
            marks = alias.__metadata__  # type: ignore[attr-defined]  # every alias above is an Annotated
            if kind is alias or (field.metadata and same(field.metadata, marks)):
                return meaning
        return ""

    def _person(self, meaning: str, row: int) -> str:
        if meaning == "name":
            if self._size == "enormous":
                return LONGEST_NAME[:120]
            return (RARE_NAMES if self._size == "rare" else NAMES)[row % 3]
        if meaning == "address":
            return ("惠州市惠阳区样例街道样例社区样例路88号" * (1 if self._size != "enormous" else 20))[:400]
        return {
            "number": citizen_number(712 + row),
            "phone": f"1380000{row:04d}",
            "account": "6200000000000000712",
            "masked": "样*例 **12" if self._size != "enormous" else "样*例" * 30,
        }[meaning]

    def _list(self, inner: Any, field: FieldInfo) -> list[Any]:
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            count = min(ROWS[self._size], MOST_OF.get(inner.__name__, 360))
            return [self.values(inner, row) for row in range(count)]
        if inner is Picture:
            # A copy has a page at least.
            return [scanned_sheet()] * (20 if self._size == "enormous" else 1)
        words = list(field.examples or [])
        return [] if self._size == "empty" else words * (12 if self._size == "enormous" else 1)

    def _plain(self, kind: Any, name: str, field: FieldInfo, row: int) -> Any:
        makers: dict[Any, Callable[[], Any]] = {
            str: lambda: self._words(name, field, row),
            int: lambda: (
                _COUNTS.get(name) or (row + 1 if name in {"number", "instalment"} else self._chance.randint(3, 30))
            ),
            Decimal: lambda: self._amount(name, row),
            bool: lambda: row % 2 == 0 and name not in {"hearing_aid"},
            bytes: lambda: self._picture(name),
            date: lambda: FIRST_DAY + timedelta(days=30 * row),
            datetime: lambda: datetime(2024, 1, 5, 8, 12) + timedelta(hours=29 * row + (2 if "left" in name else 0)),  # noqa: DTZ001  a toll gate's clock
            AwareDatetime: lambda: MOMENT + timedelta(hours=row),
        }
        return makers[kind]()

    def _amount(self, name: str, row: int) -> Decimal:
        if name.endswith(("rate", "_rate")):
            return Decimal("3.25") if name == "rate" else Decimal(5)
        most = next((most for ending, most in _MOST.items() if name.endswith(ending)), 9_000)
        cents = self._chance.randint(most * 10, most * 100)
        sign = -1 if row % 7 == 6 and name in {"amount", "tax"} else 1
        return sign * Decimal(cents) / 100

    def _picture(self, name: str) -> bytes:
        if "signature" in name:
            return signature()
        if name == "scan":
            return scanned_sheet()
        return card_side(name.split("_")[-1]) if name.endswith(("front", "back")) else portrait()

    def _words(self, name: str, field: FieldInfo, row: int) -> str:
        pattern = next((mark.pattern for mark in field.metadata if hasattr(mark, "pattern")), None)
        if name == "subject":
            return "sub_0123456789abcdef"
        if pattern is not None and "0[1-9]" in pattern:
            months = 12 * 2024 + row + (30 if name.endswith("_to") else 0)
            return f"{months // 12}{months % 12 + 1:02d}"
        if pattern is not None and "\\d{6}" in pattern:
            return "441300"
        words = str(
            (field.examples or [{"issuer": "样例服务机构"}.get(name, "样例")])[row % len(field.examples or [0])]
        )
        if self._size == "enormous" and row == 0 and pattern is None and len(words) > 6 and not words.isascii():
            longest = next((mark.max_length for mark in field.metadata if hasattr(mark, "max_length")), 400)
            return (words * 4000)[: min(longest, 2000)]
        return words


def same(metadata: list[Any], marks: tuple[Any, ...]) -> bool:
    own = [mark for mark in metadata if not isinstance(mark, str)]
    wanted = [
        constraint for mark in marks for constraint in (mark.metadata if isinstance(mark, FieldInfo) else (mark,))
    ]
    return own == wanted

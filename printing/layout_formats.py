"""How a value of a record is written on a paper: `{name:format}`, and which kinds of values a format takes."""

import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator

from drivers.clock import BEIJING
from printing.capital_numerals import in_capitals
from printing.masking import masked_name, masked_number, masked_phone

ABSENT = "—"
"""Where the record has nothing to say: a field that is empty on paper could be filled in by hand."""

_CITIES = {
    "4401": "广州市",
    "4402": "韶关市",
    "4403": "深圳市",
    "4404": "珠海市",
    "4405": "汕头市",
    "4406": "佛山市",
    "4407": "江门市",
    "4408": "湛江市",
    "4409": "茂名市",
    "4412": "肇庆市",
    "4413": "惠州市",
    "4414": "梅州市",
    "4415": "汕尾市",
    "4416": "河源市",
    "4417": "阳江市",
    "4418": "清远市",
    "4419": "东莞市",
    "4420": "中山市",
    "4451": "潮州市",
    "4452": "揭阳市",
    "4453": "云浮市",
    "3301": "杭州市",
    "3302": "宁波市",
    "3303": "温州市",
    "3304": "嘉兴市",
    "3305": "湖州市",
    "3306": "绍兴市",
    "3307": "金华市",
    "3308": "衢州市",
    "3309": "舟山市",
    "3310": "台州市",
    "3311": "丽水市",
}
"""GB/T 2260, the first four digits of the prefecture-level cities of Guangdong and Zhejiang."""


class LayoutError(ValueError):
    """A layout cannot be used, or does not fit its record. Names keys, never values."""


def moment(value: Any, pattern: str) -> str:
    """A moment in Beijing time, or a day, which has no zone; text is read as ISO 8601."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(BEIJING)
    written: str = value.strftime(pattern)
    return written


def city_name(value: Any) -> str:
    """A code becomes the city's name; what is a name already, or a code we have no name for, stays."""
    text = str(value)
    return _CITIES.get(text[:4], text) if len(text) == 6 and text.isdigit() else text


def _money(value: Any) -> str:
    return f"{Decimal(value):.2f}"


def _percent(value: Any) -> str:
    return f"{Decimal(value).normalize():f}%"


def _kept(value: Any, mask: Callable[[str], str]) -> str:
    """Masked here, unless the platform did it."""
    text = str(value)
    return text if "*" in text else mask(text)


_TEXT = (str, int)
_DAY = (str, date, datetime)
_AMOUNT = (Decimal,)


@dataclass(frozen=True, slots=True)
class _Format:
    write: Callable[[Any], str]
    takes: tuple[type, ...]
    missing: str = ABSENT
    """What stands for a value that the record has not got."""


FORMATS: dict[str, _Format] = {
    "": _Format(str, _TEXT),
    "month": _Format(lambda value: f"{str(value)[:4]}年{str(value)[4:]}月", (str,)),
    "dotted-month": _Format(lambda value: f"{str(value)[:4]}.{str(value)[4:]}", (str,)),
    "year": _Format(lambda value: f"{str(value)[:4]}年", (str, date, datetime)),
    "city": _Format(city_name, (str,)),
    "date": _Format(lambda value: moment(value, "%Y年%m月%d日"), _DAY),
    "day": _Format(lambda value: moment(value, "%Y-%m-%d"), _DAY),
    "dotted": _Format(lambda value: moment(value, "%Y.%m.%d"), _DAY),
    "dotted-end": _Format(lambda value: moment(value, "%Y.%m.%d"), _DAY, "长期"),
    "minute": _Format(lambda value: moment(value, "%Y-%m-%d %H:%M"), (str, datetime)),
    "second": _Format(lambda value: moment(value, "%Y-%m-%d %H:%M:%S"), (str, datetime)),
    "money": _Format(_money, _AMOUNT),
    "capitals": _Format(lambda value: in_capitals(Decimal(value)), _AMOUNT),
    "percent": _Format(_percent, _AMOUNT),
    "area": _Format(lambda value: f"{Decimal(value):.2f}㎡", _AMOUNT),
    "masked-name": _Format(lambda value: _kept(value, masked_name), (str,)),
    "masked-number": _Format(lambda value: _kept(value, masked_number), (str,)),
    "masked-phone": _Format(lambda value: _kept(value, masked_phone), (str,)),
    "list": _Format(lambda value: "、".join(value) or "无", (tuple,)),
}
"""What a layout may ask for; nothing else of Python's formats."""


def placeholders(template: str) -> Iterator[tuple[str, str]]:
    """Every name of a template with its format.

    Raises:
        ValueError: it is no plain name, or the format does not exist.
    """
    for _, name, specification, conversion in string.Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or conversion or (specification or "") not in FORMATS:
            raise ValueError(f"'{{{name}}}' is not a plain name with one of the formats {sorted(FORMATS)}")
        yield name, specification or ""


def _checked(template: str) -> str:
    list(placeholders(template))
    return template


Template = Annotated[str, AfterValidator(_checked)]
"""`{name}` or `{name:format}`, filled from the record."""

Filler = Callable[[Mapping[str, Any]], str]


def filler(template: str) -> Filler:
    """A function that fills a template; made once for all rows of a table.

    It raises LayoutError where the values lack a name or cannot be written as asked; the message has no value.
    """
    pieces = [
        (literal, name, FORMATS[specification or ""], specification or "")
        for literal, name, specification, _ in string.Formatter().parse(template)
    ]

    def fill(values: Mapping[str, Any]) -> str:
        words = []
        for literal, name, how, specification in pieces:
            words.append(literal)
            if name is None:
                continue
            try:
                value = values[name]
                words.append(how.missing if value is None else how.write(value))
            except KeyError:
                raise LayoutError(f"the record has no '{name}'") from None
            except (ValueError, ArithmeticError, TypeError, AttributeError):
                raise LayoutError(f"'{name}' of the record cannot be written as '{specification}'") from None
        return "".join(words)

    return fill


def fill(template: str, values: Mapping[str, Any]) -> str:
    """A template with its values.

    Raises:
        LayoutError: as `filler`.
    """
    return filler(template)(values)

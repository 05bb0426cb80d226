"""What all records share: frozen values, and the words that say what a field is."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Month = Annotated[str, Field(pattern=r"^(19|20)\d{2}(0[1-9]|1[0-2])$")]
"""YYYYMM."""
Token = Annotated[str, Field(min_length=8, max_length=128, pattern=r"^[0-9A-Za-z._-]+$")]


class Value(BaseModel):
    """Frozen; an unknown field in an answer is refused; a person's value never shows in a repr or an error."""

    # A cache of what was read would outlive the person: names and numbers are short strings.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, cache_strings="keys")

    def __repr__(self) -> str:
        """The type only: most of these hold a person."""
        return f"{type(self).__name__}(…)"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class Personal:
    """Marks a field that says who somebody is: it may stand on a paper, never on a slip."""


def _masked(text: str) -> str:
    if text and "*" not in text:
        raise ValueError("has to come masked")
    return text


PersonName = Annotated[str, Field(max_length=120), Personal()]
PersonNumber = Annotated[str, Field(max_length=32), Personal()]
"""Of an identity document."""
Address = Annotated[str, Field(max_length=400), Personal()]
Phone = Annotated[str, Field(max_length=20), Personal()]
Account = Annotated[str, Field(max_length=30), Personal()]
"""A bank account or card number in full."""
Masked = Annotated[str, Field(max_length=120), AfterValidator(_masked)]
"""A name or number that the platform has masked, e.g. 张*三."""
Money = Annotated[Decimal, Field(max_digits=16, decimal_places=2)]
"""Yuan."""
Share = Annotated[Decimal, Field(max_digits=9, decimal_places=4)]
"""Percent."""
Area = Annotated[Decimal, Field(max_digits=12, decimal_places=2)]
"""Square metres."""
Picture = Annotated[bytes, Field(max_length=4_000_000), Personal()]
"""JPEG or PNG; base64 on the wire."""
Count = Annotated[int, Field(ge=0)]
ShortWords = Annotated[str, Field(max_length=120)]
Words = Annotated[str, Field(max_length=400)]
LongWords = Annotated[str, Field(max_length=4000)]
Link = Annotated[str, Field(max_length=300, pattern=r"^https://")]
Place = Annotated[str, Field(pattern=r"^\d{6}$")]
"""GB/T 2260."""


class Record(Value):
    """What every record has, besides its `kind`."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    subject: Token
    """The platform's pseudonym for the person."""
    issuer: Words
    """Who says so."""

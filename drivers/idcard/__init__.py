"""The reader of resident identity cards: role and values."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Protocol


class CardKind(Enum):
    """The four cards that SAM-V readers know, by the type flag at byte 248 of the text record."""

    CITIZEN = "citizen"
    RESIDENCE_PERMIT = "residence-permit"
    """港澳台居民居住证, flag J."""
    FOREIGN_2017 = "foreign-2017"
    """外国人永久居留身份证 of 2017, flag I."""
    FOREIGN_2023 = "foreign-2023"
    """外国人永久居留身份证 of 2023, flag Y."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdCard:
    """What the chip says. Every field that is a person's is left out of the repr."""

    kind: CardKind
    number: str = field(repr=False)
    name: str = field(repr=False)
    birth: date = field(repr=False)
    sex: str = field(default="", repr=False)
    """GB/T 2261.1 code: 0, 1, 2 or 9."""
    nation: str = field(default="", repr=False)
    """GB/T 3304 code, two digits; empty where the card has none."""
    nationality: str = field(default="", repr=False)
    """GB/T 2659 alpha-3 of a foreigner; empty otherwise."""
    address: str = field(default="", repr=False)
    issuer: str = field(default="", repr=False)
    valid_from: date = field(repr=False)
    valid_to: date | None = field(repr=False)
    """The last day of validity; None is 长期."""
    portrait: bytes | None = field(default=None, repr=False)
    """A decoded picture (PNG or BMP file bytes), None without a decoder for the chip's WLT bytes."""

    def is_expired(self, today: date) -> bool:
        """Whether the card's last day lies before `today`."""
        return self.valid_to is not None and self.valid_to < today


class IdCardReader(Protocol):
    """What any reader can do. All calls are one exchange or a few; none waits for a person."""

    def card_present(self) -> bool:
        """Ask once whether a card lies there that has not been read yet.

        Raises:
            DeviceError: ABSENT, GARBLED, GONE or BROKEN.
        """

    def read(self) -> IdCard:
        """Select and read the card that `card_present` found.

        Raises:
            DeviceError: CARD_UNREADABLE, CARD_INVALID, or as `card_present`.
        """

    def still_there(self) -> bool:
        """Ask once whether the card that was read last has lain there ever since.

        Readers answer a second read of such a card and refuse one of a card that was taken, or taken and laid again.
        One that refuses every second read says False: then nobody is believed to be there.

        Raises:
            DeviceError: ABSENT, GARBLED, GONE or BROKEN.
        """

    def check(self) -> str:
        """The serial number of the reader's security module, which proves that it lives.

        Raises:
            DeviceError: ABSENT, GARBLED, GONE or BROKEN.
        """

    def close(self) -> None:
        """Give the line back."""

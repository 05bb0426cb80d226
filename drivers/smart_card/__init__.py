"""The smart-card reader: role and values.

One reader takes social-security cards, travel documents and staff cards; which one lies in it is asked of the card.

A hall installs `pcscd` and the reader's driver, never `vsmartcard-vpcd`, which the demo needs: with it the machine's
own `pcscd` listens on TCP port 35963 of all addresses and takes cards from there (`requirements/system.txt`).
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Protocol


class CardKind(Enum):
    """What kind of card it is, by the first application that answers."""

    SOCIAL_SECURITY = "social-security"
    TRAVEL_DOCUMENT = "travel-document"
    STAFF = "staff"
    OTHER = "other"
    """A card that answers, with none of our applications: a bank card, a bus card."""


class DocumentKind(Enum):
    """Travel documents, by the first characters of their MRZ."""

    PASSPORT = "P"
    HONG_KONG_MACAO_PERMIT = "CS"
    """往来港澳通行证."""
    TAIWAN_PERMIT = "CD"
    """往来台湾通行证."""
    HOME_RETURN_PERMIT = "CR"
    """港澳居民来往内地通行证 (回乡证)."""
    MAINLAND_PERMIT = "CT"
    """台湾居民来往大陆通行证 (台胞证)."""
    OTHER = "other"
    """Any other document with an ICAO chip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose social-security card it is."""

    number: str = field(repr=False)
    """社会保障号码, for citizens the citizen number; its check digit is right."""
    name: str = field(repr=False)
    sex: str = field(default="", repr=False)
    """GB/T 2261.1 code."""
    nation: str = field(default="", repr=False)
    """GB/T 3304 code, two digits."""
    birth_place: str = field(default="", repr=False)
    """GB/T 2260 code, six digits."""
    birth: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialSecurityCard:
    """What a social-security card tells without keys."""

    version: str
    """1.00, 2.00 or 3.00."""
    card_id: str = field(repr=False)
    """卡识别码, 32 hex digits; a back office can find the holder by it."""
    card_number: str | None = field(default=None, repr=False)
    """卡号; None where the card keeps it."""
    issuer: str | None = field(default=None, repr=False)
    """初始化机构编号, 24 hex digits."""
    issued: date | None = field(default=None, repr=False)
    valid_to: date | None = field(default=None, repr=False)
    """The last day of validity; None where the card keeps it."""
    holder: Holder | None = field(default=None, repr=False)
    """None on cards of the third generation, which keep it from whoever has no key: ask for another credential."""

    def is_expired(self, today: date) -> bool:
        """Whether the card's last day is known and lies before `today`."""
        return self.valid_to is not None and self.valid_to < today


@dataclass(frozen=True, slots=True)
class PinVerdict:
    """What the card says about a PIN."""

    is_right: bool
    tries_left: int | None
    """After this try; 0 is a blocked PIN, None where the card does not say."""


@dataclass(frozen=True, slots=True)
class MrzKey:
    """The three printed fields that open the chip of a travel document (`drivers.smart_card.mrz.key_of` finds them).

    Raises:
        ValueError: something that cannot stand in an MRZ; the message never shows it.
    """

    number: str = field(repr=False)
    """Letters and digits, without filler and check digit."""
    birth: str = field(repr=False)
    """YYMMDD."""
    expiry: str = field(repr=False)
    """YYMMDD."""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z0-9]([A-Z0-9<]{0,20}[A-Z0-9])?", self.number):
            raise ValueError("the document number of an MRZ is letters and digits")
        for name in ("birth", "expiry"):
            # unknown parts of a date of birth are filler (ICAO 9303-3, 4.8)
            if not re.fullmatch(r"[0-9<]{6}", getattr(self, name)):
                raise ValueError(f"the {name} of an MRZ is six digits")


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelDocument:
    """What the chip of a travel document says. Read with a key that was printed on it; its signature is not checked."""

    kind: DocumentKind
    number: str = field(repr=False)
    name: str = field(repr=False)
    """In Chinese characters where the chip has them, otherwise as `latin_name`."""
    latin_name: str = field(default="", repr=False)
    """SURNAME GIVEN NAMES."""
    birth: date | None = field(repr=False)
    """None where the document does not know the day."""
    expiry: date = field(repr=False)
    sex: str = field(default="", repr=False)
    """M, F or empty."""
    nationality: str = field(default="", repr=False)
    """ICAO 9303-3 code; empty where the document has none."""
    issuer: str = field(default="", repr=False)
    """Issuing state, ICAO 9303-3 code; empty where the document has none."""
    personal_number: str = field(default="", repr=False)
    birth_place: str = field(default="", repr=False)
    portrait: bytes | None = field(default=None, repr=False)
    """File bytes as the chip has them: JPEG or JPEG 2000."""
    portrait_type: str = ""
    """image/jpeg, image/jp2 (a file) or image/j2c (a bare code stream); empty without a portrait."""

    def is_expired(self, today: date) -> bool:
        """Whether the document's last day lies before `today`."""
        return self.expiry < today


@dataclass(frozen=True, slots=True)
class StaffCard:
    """A card of ours whose chip has proved that it holds its key."""

    number: str = field(repr=False)


class SmartCardReader(Protocol):
    """What any reader can do. Only `await_card` and `await_removal` wait for a person, and never longer than told.

    Every call may raise DeviceError ABSENT (no reader, no service), GONE (it went away in the middle) or TIMED_OUT.
    """

    def card_present(self) -> bool:
        """Ask once whether a card is there."""

    def await_card(self, *, within_s: float) -> bool:
        """Wait for a card, at most `within_s` seconds; whether one is there."""

    def await_removal(self, *, within_s: float) -> bool:
        """Wait for the card to be taken, at most `within_s` seconds; whether none is there."""

    def kind(self) -> CardKind:
        """Ask the card what it is.

        Raises:
            DeviceError: CARD_UNREADABLE when there is no card or it does not answer.
        """

    def read_social_security(self) -> SocialSecurityCard:
        """Read what the card tells without keys.

        Raises:
            DeviceError: CARD_UNREADABLE for another kind of card, CARD_INVALID for one that contradicts itself.
        """

    def verify_pin(self, pin: str, card_id: str) -> PinVerdict:
        """Have a social-security card compare a PIN, once: no failure is ever tried again.

        Args:
            pin: six digits.
            card_id: of the card that was read before; another one is not asked.

        Raises:
            ValueError: it is not six digits; the card was not asked.
            DeviceError: CARD_INVALID when another card lies there, CARD_UNREADABLE or REFUSED.
        """

    def read_travel_document(self, key: MrzKey) -> TravelDocument:
        """Open the chip with what is printed on the document, and read it.

        Raises:
            DeviceError: REFUSED when the key is not this document's, CARD_UNREADABLE or CARD_INVALID.
        """

    def read_staff_card(self) -> StaffCard:
        """Read the number and have the card prove itself.

        Raises:
            DeviceError: REFUSED when the card is not one of ours, CARD_UNREADABLE.
        """

    def check(self) -> str:
        """The reader's name, which proves that reader and service live."""

    def close(self) -> None:
        """Give the reader back."""

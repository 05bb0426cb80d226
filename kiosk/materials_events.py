"""What materials, signatures and applications taken offline hear from the world."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from kiosk.platform.material_values import Inked, KeptPage

PageFault = Literal["empty", "blurred", "glare", "too_small", "too_large", "cut_off", "unreadable", "too_many_pages"]
"""Why a page is not taken, in words of config/texts [page_fault]."""


@dataclass(frozen=True, slots=True)
class PageScanned:
    """A page, cut out and straight."""

    jpeg: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class PageRefused:
    """A page lay there that nobody could work with."""

    fault: PageFault


@dataclass(frozen=True, slots=True)
class PageLiesThere:
    """The platform has the page."""

    kept: KeptPage


@dataclass(frozen=True, slots=True)
class PhonePageOpen:
    """Where the phone hands pages over."""

    link: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PhonePagesCame:
    """They lie with the platform, each drawn anew."""

    pages: tuple[KeptPage, ...]


@dataclass(frozen=True, slots=True)
class PhonePageClosed:
    """Its time is over and nothing came."""


@dataclass(frozen=True, slots=True)
class SignatureTaken:
    """Somebody's signature."""

    signature: Inked = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignatureNotTaken:
    """Nothing stands there, or a dot."""

    is_empty: bool


@dataclass(frozen=True, slots=True)
class KeptOffline:
    """It lies here, unreadable, until then at most. It is not lodged."""

    deed: str
    until: datetime


@dataclass(frozen=True, slots=True)
class NotKeptOffline:
    """It could not be kept; nothing of it lies here."""


MaterialsEvent = (
    PageScanned
    | PageRefused
    | PageLiesThere
    | PhonePageOpen
    | PhonePagesCame
    | PhonePageClosed
    | SignatureTaken
    | SignatureNotTaken
    | KeptOffline
    | NotKeptOffline
)

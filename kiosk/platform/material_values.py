"""What goes to the platform and comes back about materials: pages, the wallet's licences, what is owed, signatures.

A page's picture goes to the platform once and is named by a token from then on; an application names its pages.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kiosk.platform.values import Token, Value
from printing.records.value import Words

MaterialId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
"""Of config/registers/materials.csv."""
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
MOST_MATERIALS = 20
MOST_PAGES = 20
PAGE_BYTES_MAX = 600_000
"""Our choice: a page in colour with 200 dots an inch takes some 300 000."""
MOST_STROKES = 300
"""As drivers/signature_pad/frames.py."""
Source = Literal["licence", "scan", "phone", "owed", "committed"]
"""Where it comes from: the wallet, the glass, a phone; later (容缺); or a signed statement instead (告知承诺)."""


class KeptPage(Value):
    """One page that lies with the platform."""

    page: Token
    sha256: Sha256 = Field(description="Of the JPEG.")


class PageRequest(Value):
    """Keep a page for an application to come. The idempotency key is the deed's id."""

    material: MaterialId
    jpeg: str = Field(max_length=(PAGE_BYTES_MAX + 2) // 3 * 4, repr=False, description="Base64.")


class PageKept(Value):
    """Where it lies now. What no application has named after five days is forgotten."""

    subject: Token
    kept: KeptPage


class GivenMaterial(Value):
    """One material of an application."""

    material: MaterialId
    source: Source
    licence: str = Field(default="", max_length=64, description="Of the wallet: id of the licence.")
    pages: tuple[KeptPage, ...] = Field(default=(), max_length=MOST_PAGES)


class Inked(Value):
    """A signature as the hand moved: of each stroke x and y in 0.01 mm and milliseconds, by turns."""

    width: int = Field(ge=1, le=40_000, description="Of the field, in 0.01 mm.")
    height: int = Field(ge=1, le=20_000)
    strokes: tuple[tuple[int, ...], ...] = Field(max_length=MOST_STROKES, repr=False)
    sha256: Sha256 = Field(description="Of the vector's one spelling, as drivers/signature_pad/frames.py writes it.")


class Promise(Value):
    """What the person has promised, and by what: a signature, or 我同意 by somebody who cannot write."""

    text_sha256: Sha256 = Field(description="Of the words that stood on the glass, in the language they were read in.")
    due: date | None = Field(default=None, description="Until when what is owed comes.")
    signature: Inked | None = Field(default=None, description="None: agreed to by word, after the identity was proven.")


class OwedMaterial(Value):
    """What an office still waits for."""

    material: MaterialId
    name: Words
    due: date
    pages: int = Field(ge=1, le=MOST_PAGES, description="At most so many.")

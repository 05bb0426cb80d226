"""What a visit knows of the materials of an application, and of what is promised for those that are not there.

Dropped with the visit. A page's picture stands here only until the platform has it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from kiosk.platform.material_values import GivenMaterial, Inked, KeptPage
from kiosk.platform.service_values import LicenceEntry

NOTHING_GIVEN: Mapping[str, GivenMaterial] = MappingProxyType({})
Ink = tuple[int, ...]
"""One stroke as the screens tell it: x and y as shares of 10 000 of the field, and milliseconds, by turns."""


@dataclass(frozen=True, slots=True)
class WantedMaterial:
    """A material, and the ways in which it can be given here."""

    material: str
    licences: tuple[str, ...] = ()
    """Names of electronic licences that show the same."""
    pages: int = 4
    may_owe: bool = False
    commitment: str = ""
    """What may be stated instead, in the person's language; empty where it has to be shown."""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page that has been looked at and is not with the platform yet."""

    jpeg: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """From the first material to the signature."""

    licences: tuple[LicenceEntry, ...] | None = field(default=None, repr=False)
    """The person's; None before they were asked for."""
    given: Mapping[str, GivenMaterial] = field(default_factory=lambda: NOTHING_GIVEN, repr=False)
    """By the id of the material."""
    at: str = ""
    """Id of the material that is chosen or taken now."""
    way: Literal["", "scan", "phone"] = ""
    """How it is taken, where that needs more than a touch."""
    pages: tuple[KeptPage, ...] = ()
    """Of that one: those that lie with the platform."""
    page: ScannedPage | None = field(default=None, repr=False)
    """The page that is shown."""
    is_last: bool = True
    """No other page follows the one that is shown."""
    link: str = field(default="", repr=False)
    """Of the page where the phone hands pages over; empty while none is open."""
    today: date | None = None
    strokes: tuple[Ink, ...] = field(default=(), repr=False)
    """What stands on the field for the signature."""
    signature: Inked | None = field(default=None, repr=False)
    is_agreed: bool = False
    """Promised, by signature or by word."""
    is_slip_given: bool | None = None
    """The copy of the promise; None while nobody knows."""


NOTHING_GATHERED = Gathering()

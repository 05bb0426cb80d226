"""What a visit knows of the application that it fills in. Dropped with the visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from kiosk.forms.form import Answer
from kiosk.platform.submission_values import Accepted, Draft, Enterprise

NOTHING_KNOWN: Mapping[str, Answer] = MappingProxyType({})
NO_SOURCES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ApplicationUnderWay:
    """One application, from what the province knows of it to its acceptance."""

    known: Mapping[str, Answer] = field(default_factory=lambda: NOTHING_KNOWN, repr=False)
    """By the id of the question: what was filled in for the person."""
    sources: Mapping[str, str] = field(default_factory=lambda: NO_SOURCES)
    """By the id of the question: whose data that is, an id of config/data-sources.toml."""
    draft: Draft | None = field(default=None, repr=False)
    """What the person began of it before, or has had kept just now."""
    form: Literal["", "wanted", "printed", "failed"] = ""
    """What was kept, on paper for a window: not asked for, under way, out, not out."""
    is_keeping: bool = False
    """The form is being kept instead of handed in."""
    enterprises: tuple[Enterprise, ...] = field(default=(), repr=False)
    """Whom the person may speak for."""
    enterprise: str = field(default="", repr=False)
    """The credit code of the one that it is applied for; empty for the person's own."""
    is_other: bool = False
    """The person types the code of one that is not in that list."""
    is_running: bool = False
    """The person has applied for it before, and that is not over: `accepted` is that application."""
    attempt: int = 0
    """Which submission it is, from 0; the next one has a deed of its own and follows one that surely did nothing."""
    accepted: Accepted | None = field(default=None, repr=False)
    is_offline: bool = False
    """The platform cannot be reached, and it may be kept here for it."""
    waits_until: datetime | None = None
    """So long it lies here, encrypted; None while it does not."""
    waits_as: str = ""
    """The number on its slip."""


NOTHING_APPLIED = ApplicationUnderWay()

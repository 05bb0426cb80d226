"""A form being filled in: the answers so far, and what stands in the question that is asked. Dropped with the visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from kiosk.forms.form import Answer
from kiosk.forms.picking import Way
from kiosk.forms.writing import Writing

NO_ANSWERS: Mapping[str, Answer] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Filling:
    """What a person has said to a form, and is saying."""

    answers: Mapping[str, Answer] = field(default_factory=lambda: NO_ANSWERS, repr=False)
    """By the id of the question."""
    given: frozenset[str] = frozenset()
    """Questions that somebody else has answered: they are looked over, not asked."""
    asking: str = ""
    """The question that the rest belongs to; another one begins anew."""
    today: date | None = None
    """What day it is; None until a question that needs it is asked."""
    writing: Writing = field(default_factory=Writing, repr=False)
    """What stands in the field."""
    way: Way = field(default=(), repr=False)
    """What has been touched in the picker."""
    start: Way = field(default=(), repr=False)
    """Where the picker began: 上一步 goes back to there, then to the question before."""
    batch: int = 0
    """Which batch of the choices is shown."""
    is_clear: bool = False
    """Whether a number that is masked is shown in full."""
    is_revising: bool = False
    """Whether the answer leads back to where all is looked over."""


NOTHING_FILLED = Filling()

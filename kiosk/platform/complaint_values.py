"""What goes to the platform and comes back about a complaint, a suggestion, a question, a word of praise.

Split from values.py for its length; the contract is one.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from kiosk.platform.service_values import CaseFile
from kiosk.platform.values import Value

ComplaintKind = Literal["complaint", "suggestion", "praise", "question"]
Topic = Literal["machine", "manner", "slow", "materials", "fees", "offices", "other"]
ComplaintClass = Literal["at-once", "soon", "together"]
"""Answered at once, soon, or after several offices have sat together (会诊)."""


AnswerKind = Literal["fixed", "explained", "passed-on", "returned", "called", "not-ours"]
"""Prepared words that staff of a hall answer with (config/complaints.toml)."""


class ComplaintRequest(Value):
    """What somebody says. Nobody has to say who they are. The idempotency key is the deed's id."""

    kind: ComplaintKind
    topic: Topic
    words: str = Field(default="", max_length=200)
    phone: str = Field(default="", pattern=r"^(1\d{10})?$", description="Only of who agreed to be called back.")
    about: str = Field(default="", max_length=64, description="Id of the item that it is about; empty for none.")


class ComplaintAccepted(Value):
    """It is written down."""

    case: CaseFile
    """Anybody who knows its number and code sees it, and in the end its answer."""
    code: str = Field(pattern=r"^\d{6}$")
    of: ComplaintClass
    due: date
    kind: ComplaintKind
    topic: Topic


class ComplaintLine(Value):
    """One complaint as the hall's staff read it: what was said, never by whom."""

    case_no: str = Field(pattern=r"^\d{20}$")
    kind: ComplaintKind
    topic: Topic
    of: ComplaintClass
    said_on: date
    due: date
    words: str = Field(default="", max_length=200, repr=False)
    wants_call: bool = False
    is_answered: bool = False


class ComplaintInbox(Value):
    """What is to be answered, what is due first on top; then the newest answered."""

    complaints: tuple[ComplaintLine, ...] = Field(max_length=50)


class ComplaintAnswer(Value):
    """What staff of the hall answer; who of them, the terminal's journal says. The idempotency key is the deed's id."""

    case_no: str = Field(pattern=r"^\d{20}$")
    answer: AnswerKind


class AnswersRead(Value):
    """The person has read these answers: they are not shown at the next visit."""

    case_nos: tuple[str, ...] = Field(min_length=1, max_length=5)


class AnswersNoted(Value):
    """They are not shown again."""

    case_nos: tuple[str, ...] = Field(max_length=5)


class ComplaintAnswered(Value):
    """It is answered, by this or by another word before it."""

    case_no: str
    answer: AnswerKind

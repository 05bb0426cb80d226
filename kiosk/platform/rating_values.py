"""What goes to the platform and comes back when somebody says how it was (好差评).

Split from values.py for its length; the contract is one.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kiosk.platform.service_values import CaseFile
from kiosk.platform.values import Value

Code = Annotated[str, Field(pattern=r"^[1-5]\d{2}$", description="Of evalDetail, GB/T 39734-2020.")]


class RatingRequest(Value):
    """One rating. The idempotency key is the deed's id; whoever wants to be known sends their identity."""

    item: str = Field(max_length=64, description="What was done.")
    satisfaction: int = Field(ge=1, le=5, description="5 is 非常满意, 1 is 非常不满意.")
    eval_detail: tuple[Code, ...] = Field(max_length=8)
    writing_evaluation: str = Field(default="", max_length=150)
    pf: Literal["5"] = Field(default="5", description="Channel: a self-service terminal.")
    assess_number: Literal[1, 2] = Field(default=1, description="2 is 追评.")


class RatingAccepted(Value):
    """It is counted."""

    item: str
    satisfaction: int = Field(ge=1, le=5)
    case: CaseFile | None = Field(default=None, description="Of a bad one: an office has to answer.")
    code: str = Field(default="", pattern=r"^(\d{6})?$")
    due: date | None = None

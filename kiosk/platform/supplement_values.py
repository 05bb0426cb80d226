"""Handing in later what was owed: once, at any terminal. Split from material_values.py, which cases are made of."""

from pydantic import Field

from kiosk.platform.material_values import MOST_MATERIALS, GivenMaterial
from kiosk.platform.service_values import CaseFile
from kiosk.platform.values import Token, Value


class SupplementRequest(Value):
    """Add these to a case. The idempotency key is the deed's id."""

    case_no: str = Field(pattern=r"^[0-9A-Z]{8,32}$")
    materials: tuple[GivenMaterial, ...] = Field(min_length=1, max_length=MOST_MATERIALS)


class Supplemented(Value):
    """They lie with the office; the case as it stands after that."""

    subject: Token
    case: CaseFile

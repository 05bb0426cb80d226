"""代办送达: an agent has brought what was made, and whoever it is for has signed. Split from service_values.py."""

from pydantic import Field

from kiosk.platform.material_values import Inked
from kiosk.platform.service_values import CaseFile
from kiosk.platform.values import Token, Value


class HandOver(Value):
    """It is in the person's hand. The idempotency key is the deed's id."""

    case_no: str = Field(pattern=r"^[0-9A-Z]{8,32}$")
    signature: Inked | None = Field(default=None, description="None: agreed to by word, after the identity was proven.")


class HandedOver(Value):
    """It is on record; the case as it stands after that."""

    subject: Token
    case: CaseFile

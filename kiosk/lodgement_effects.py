"""What is lodged with the platform, and what is asked of it before; kiosk/hands/lodgements.py carries it out."""

from dataclasses import dataclass, field

from kiosk.platform.express_values import ExpressRequest
from kiosk.platform.values import Identity

Request = ExpressRequest


@dataclass(frozen=True, slots=True)
class Lodge:
    """Have the platform do it, exactly once. A deed: it is written down before, and runs to its end."""

    request: Request = field(repr=False)
    deed: str
    session: str
    item: str
    identity: Identity | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class AskLastAddress:
    """Ask where the person's last parcel went to."""

    identity: Identity = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListMailables:
    """Ask what was made for the person and can be sent."""

    identity: Identity = field(repr=False)
    item: str


LodgementQuestion = AskLastAddress | ListMailables

"""The ways in which a person can prove who they are: what each proves, and what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Route = Literal[
    "card",
    "card_code",
    "card_face",
    "phone_code",
    "social_security",
    "permit",
    "typed_face",
    "helper",
    "agent",
]


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """One way."""

    proves: int
    """The level that the platform gives for it: 1 whose document it is, 2 that its holder stands there."""
    devices: tuple[str, ...]
    """What it cannot do without, beside the platform."""
    sign: str
    """Name of a drawn sign of the screens."""
    shows_face: bool = False


ROUTES: Mapping[Route, RouteFacts] = MappingProxyType(
    {
        "card": RouteFacts(1, ("idcard",), "card"),
        "card_code": RouteFacts(2, ("idcard",), "card"),
        "card_face": RouteFacts(2, ("idcard", "camera", "face"), "face", shows_face=True),
        "phone_code": RouteFacts(2, ("code_scanner",), "phone"),
        "social_security": RouteFacts(2, ("smart_card", "pin_pad"), "pin"),
        # Without the card reader the printed fields are typed and the platform checks them.
        "permit": RouteFacts(2, (), "passport"),
        "typed_face": RouteFacts(2, ("camera", "face"), "face", shows_face=True),
        "helper": RouteFacts(2, ("idcard",), "helper"),
        # A pass and its PIN of the staff's, then the person's card and yes.
        "agent": RouteFacts(2, ("idcard", "code_scanner", "pin_pad"), "helper"),
    }
)
"""In the order of the screen that offers them. An enterprise (L3) comes with its own issue."""
FACE_ROUTES: frozenset[Route] = frozenset(route for route, facts in ROUTES.items() if facts.shows_face)
ACTING: frozenset[Route] = frozenset({"helper", "agent"})
"""Those by which somebody acts for the person."""

"""What one attempt to prove an identity has gathered; dropped when it succeeds and when another way is taken."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from drivers.face import Guidance, Verdict
from drivers.idcard import IdCard
from drivers.smart_card import DocumentKind, SocialSecurityCard
from kiosk.platform.identity_values import Consent, FaceDraw, Relation
from kiosk.platform.values import Identity, PresentedPermit

CardReader = Literal["idcard", "smart_card"]
"""Devices in which a card of the person may be left: the one for identity cards, the one for chips (社保卡, 通行证)."""
DOCUMENT_KINDS: tuple[str, ...] = get_args(PresentedPermit.model_fields["kind"].annotation)
"""Travel documents, as the platform names them."""
PERMIT_KINDS = {
    DocumentKind.PASSPORT: "passport",
    DocumentKind.HONG_KONG_MACAO_PERMIT: "hong-kong-macao-permit",
    DocumentKind.TAIWAN_PERMIT: "taiwan-permit",
    DocumentKind.HOME_RETURN_PERMIT: "home-return-permit",
    DocumentKind.MAINLAND_PERMIT: "mainland-permit",
}
"""The same by what the chip says that it is."""
RELATIONS: tuple[Relation, ...] = get_args(Relation)


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on a travel document, as a person typed it or a scanner read it."""

    kind: str = ""
    number: str = field(default="", repr=False)
    birth: date | None = field(default=None, repr=False)
    expiry: date | None = field(default=None, repr=False)


NOTHING_PRINTED = Printed()


@dataclass(frozen=True, slots=True)
class Proving:
    """Beside card and code, which every flow knows."""

    typed: str = field(default="", repr=False)
    """What stands in the field that is being typed."""
    scanned: bytes = field(default=b"", repr=False)
    """A code from a phone, as it came."""
    social_card: SocialSecurityCard | None = None
    pin_digits: int = 0
    """How many the pad has; never which."""
    printed: Printed = NOTHING_PRINTED
    read: Printed = NOTHING_PRINTED
    """What a scanner read of it: it stands in the fields when the person comes to them."""
    permit: PresentedPermit | None = field(default=None, repr=False)
    number: str = field(default="", repr=False)
    """A citizen number that was typed, its check digit right."""
    guidance: Guidance | None = None
    verdict: Verdict | None = None
    draw: FaceDraw | None = None
    """By which the session before the camera was asked."""
    ended_s: float | None = None
    """When the session before the camera ended."""
    picture: bytes | None = field(default=None, repr=False)
    """The best frame, for the platform's comparison."""
    portrait_is_poor: bool = False
    relation: Relation | None = None
    principal: IdCard | None = field(default=None, repr=False)
    """Card of the person who is helped."""
    principal_is_child: bool = False
    """Below 14: the guardian says yes."""
    helper: Identity | None = field(default=None, repr=False)


Case = tuple[str, str]
"""An item's id and a person's number: what a yes is for, and whose. It is good for nothing else and nobody else."""


@dataclass(frozen=True, slots=True)
class FaceMemory:
    """What holds for the whole visit about the face."""

    agreed: Case | None = field(default=None, repr=False)
    """For what and of whom the person said yes to the camera."""
    picture_agreed: Case | None = field(default=None, repr=False)
    """The same for sending a picture to the platform's comparison."""
    tries: int = 0
    """How often it was not proven."""
    consents: tuple[str, ...] = ()
    """The platform's numbers of these yeses: by them they are withdrawn."""
    shown: tuple[Consent, ...] = ()
    """What the platform has recorded of them, once it was asked."""
    is_seated: bool = False
    """Nobody is asked to nod."""
    was_used: bool = False
    """The camera may have been opened: the face process is replaced when the visit ends, however it ends."""


NOTHING_PROVEN = Proving()
NO_FACE = FaceMemory()

"""What is lodged with the platform, and what is asked of it before; kiosk/hands/lodgements.py carries it out."""

from dataclasses import dataclass, field

from kiosk.platform.booking_values import BookingRequest, CancellationRequest, TicketRequest
from kiosk.platform.coach_values import CoachTicketRequest
from kiosk.platform.complaint_values import ComplaintRequest
from kiosk.platform.endorsing_values import EndorsementRequest
from kiosk.platform.examining_values import ExaminationRequest
from kiosk.platform.express_values import ExpressRequest
from kiosk.platform.hand_over_values import HandOver
from kiosk.platform.offence_values import OffenceAnswer
from kiosk.platform.photo_values import PhotoRequest
from kiosk.platform.rating_values import RatingRequest
from kiosk.platform.supplement_values import SupplementRequest
from kiosk.platform.values import Identity

Request = (
    EndorsementRequest
    | ExaminationRequest
    | ExpressRequest
    | HandOver
    | TicketRequest
    | BookingRequest
    | CancellationRequest
    | CoachTicketRequest
    | ComplaintRequest
    | PhotoRequest
    | RatingRequest
    | OffenceAnswer
    | SupplementRequest
)


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


@dataclass(frozen=True, slots=True)
class ListQueues:
    """Ask for a hall's queues and how many wait."""

    city: str


@dataclass(frozen=True, slots=True)
class ListBookables:
    """Ask what can be booked, and what the person has booked."""

    identity: Identity = field(repr=False)
    item: str
    city: str


@dataclass(frozen=True, slots=True)
class ListCoaches:
    """Ask which coaches leave, and what tickets the person has."""

    identity: Identity = field(repr=False)
    city: str


@dataclass(frozen=True, slots=True)
class AskEvidence:
    """Ask what was seen of an offence."""

    identity: Identity = field(repr=False)
    bill: str


@dataclass(frozen=True, slots=True)
class AskPhoneCode:
    """Ask for a code that hands something over to the person's phone, once."""

    identity: Identity = field(repr=False)
    item: str
    licence: str = ""
    case_no: str = ""
    """Of an application of the item; then its paper is handed over."""


LodgementQuestion = (
    AskLastAddress | ListMailables | ListQueues | ListBookables | ListCoaches | AskEvidence | AskPhoneCode
)

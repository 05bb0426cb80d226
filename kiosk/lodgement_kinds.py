"""What can be lodged with the platform: its name in the journal, its desk, and the number that it gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kiosk.platform import (
    bookings,
    coaches,
    complaints,
    endorsing,
    examining,
    express,
    hand_overs,
    materials,
    offences,
    photos,
    rating,
)
from kiosk.platform.booking_values import Booked, BookingRequest, CancellationRequest, Cancelled, Ticket, TicketRequest
from kiosk.platform.coach_values import CoachTicketBought, CoachTicketRequest
from kiosk.platform.complaint_values import ComplaintAccepted, ComplaintRequest
from kiosk.platform.endorsing_values import EndorsementGiven, EndorsementRequest
from kiosk.platform.examining_values import ExaminationGiven, ExaminationRequest
from kiosk.platform.express_values import ExpressOrder, ExpressRequest
from kiosk.platform.hand_over_values import HandedOver, HandOver
from kiosk.platform.offence_values import OffenceAnswer, OffenceAnswered
from kiosk.platform.photo_values import PhotoAccepted, PhotoRequest
from kiosk.platform.rating_values import RatingAccepted, RatingRequest
from kiosk.platform.supplement_values import Supplemented, SupplementRequest
from kiosk.platform.values import Value


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind."""

    request: type[Value]
    answer: type[Value]
    path: str
    """Of the platform's desk."""
    number: Callable[[Any], str]
    """Out of the answer; says nothing about a person."""


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "ticket": Kind(TicketRequest, Ticket, bookings.TICKETS, lambda given: str(given.ticket.ticket)),
        "booking": Kind(BookingRequest, Booked, bookings.BOOKINGS, lambda booked: str(booked.appointment.booking_no)),
        "cancellation": Kind(
            CancellationRequest, Cancelled, bookings.CANCELLATIONS, lambda gone: str(gone.appointment.booking_no)
        ),
        "coach-ticket": Kind(
            CoachTicketRequest, CoachTicketBought, coaches.TICKETS, lambda bought: str(bought.ticket.ticket_no)
        ),
        "complaint": Kind(
            ComplaintRequest,
            ComplaintAccepted,
            complaints.COMPLAINTS,
            lambda accepted: str(accepted.case.progress.case_no),
        ),
        "endorsement": Kind(
            EndorsementRequest, EndorsementGiven, endorsing.GRANTS, lambda given: str(given.endorsement_no)
        ),
        "examination": Kind(
            ExaminationRequest, ExaminationGiven, examining.EXAMINATIONS, lambda given: str(given.examination_no)
        ),
        "photo": Kind(PhotoRequest, PhotoAccepted, photos.PHOTOS, lambda accepted: str(accepted.receipt_no)),
        "rating": Kind(
            RatingRequest,
            RatingAccepted,
            rating.RATINGS,
            lambda accepted: str(accepted.case.progress.case_no) if accepted.case is not None else "",
        ),
        "supplement": Kind(
            SupplementRequest,
            Supplemented,
            materials.SUPPLEMENTS,
            lambda given: str(given.case.progress.case_no),
        ),
        "offence": Kind(OffenceAnswer, OffenceAnswered, offences.ANSWERS, lambda answered: str(answered.number)),
        "hand-over": Kind(HandOver, HandedOver, hand_overs.HAND_OVERS, lambda over: str(over.case.progress.case_no)),
        "express": Kind(ExpressRequest, ExpressOrder, express.ORDERS, lambda order: str(order.parcel.parcel_no)),
    }
)
"""By the name in the journal."""


def kind_of(request: Value) -> str:
    """Its name in the journal."""
    return next(name for name, kind in KINDS.items() if isinstance(request, kind.request))


def number_of(answer: Value) -> str:
    """The number that it got."""
    return next(kind.number(answer) for kind in KINDS.values() if isinstance(answer, kind.answer))

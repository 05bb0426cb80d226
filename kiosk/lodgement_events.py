"""What comes of lodging something with the platform, and of what is asked before."""

from dataclasses import dataclass, field

from kiosk.platform.booking_values import Bookables, Booked, Cancelled, Queues, Ticket
from kiosk.platform.coach_values import Coaches, CoachTicketBought
from kiosk.platform.complaint_values import ComplaintAccepted
from kiosk.platform.endorsing_values import EndorsementGiven
from kiosk.platform.examining_values import ExaminationGiven
from kiosk.platform.express_values import ExpressOrder, LastAddress, Mailables
from kiosk.platform.hand_over_values import HandedOver
from kiosk.platform.offence_values import Evidence, OffenceAnswered
from kiosk.platform.phone_values import PhoneCode
from kiosk.platform.photo_values import PhotoAccepted
from kiosk.platform.rating_values import RatingAccepted
from kiosk.platform.supplement_values import Supplemented

Answer = (
    EndorsementGiven
    | ExaminationGiven
    | ExpressOrder
    | HandedOver
    | Ticket
    | Booked
    | Cancelled
    | CoachTicketBought
    | ComplaintAccepted
    | PhotoAccepted
    | RatingAccepted
    | OffenceAnswered
    | Supplemented
)


@dataclass(frozen=True, slots=True)
class Lodged:
    """The platform has it; this is what it says."""

    answer: Answer = field(repr=False)


@dataclass(frozen=True, slots=True)
class LastAddressTold:
    """Where the person's last parcel went to, where there was one."""

    last: LastAddress = field(repr=False)


@dataclass(frozen=True, slots=True)
class MailablesListed:
    """What waits to be fetched, and what is on its way."""

    mailables: Mailables = field(repr=False)


@dataclass(frozen=True, slots=True)
class QueuesListed:
    """The queues of a hall."""

    queues: Queues


@dataclass(frozen=True, slots=True)
class BookablesListed:
    """What can be booked, and what is."""

    bookables: Bookables = field(repr=False)


@dataclass(frozen=True, slots=True)
class CoachesListed:
    """Which coaches leave, and what tickets the person has."""

    coaches: Coaches = field(repr=False)


@dataclass(frozen=True, slots=True)
class EvidenceTold:
    """What was seen of an offence."""

    evidence: Evidence = field(repr=False)


@dataclass(frozen=True, slots=True)
class PhoneCodeTold:
    """A code that works once."""

    told: PhoneCode = field(repr=False)


LodgementEvent = (
    Lodged
    | LastAddressTold
    | MailablesListed
    | QueuesListed
    | BookablesListed
    | CoachesListed
    | EvidenceTold
    | PhoneCodeTold
)

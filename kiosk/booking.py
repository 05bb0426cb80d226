"""What a visit knows of numbers and hours that it books. Dropped with the visit."""

from dataclasses import dataclass, field

from kiosk.platform.booking_values import Bookable, Queue
from printing.records.hall import Appointment, QueueTicket


@dataclass(frozen=True, slots=True)
class Booking:
    """One number, or one hour, of one person."""

    queues: tuple[Queue, ...] = ()
    queue: Queue | None = None
    """The one that was chosen."""
    ticket: QueueTicket | None = field(default=None, repr=False)
    bookables: tuple[Bookable, ...] = ()
    booked: tuple[Appointment, ...] = field(default=(), repr=False)
    """The person's own that are still to come."""
    given_up: Appointment | None = field(default=None, repr=False)
    """The one that is to be cancelled; None while a new one is booked."""
    done: Appointment | None = field(default=None, repr=False)
    """As it stands after it was booked or cancelled."""


NOTHING_BOOKED = Booking()

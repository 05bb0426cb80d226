"""What goes to the platform and comes back about numbers of a queue and hours that are booked.

Split from values.py for its length; the contract is one.
"""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field

from kiosk.platform.values import Token, Value
from printing.records.hall import Appointment, QueueTicket
from printing.records.value import Count, Words

ItemId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
Id = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
City = Annotated[str, Field(pattern=r"^\d{6}$")]
Clock = Annotated[str, Field(pattern=r"^\d{2}:\d{2}-\d{2}:\d{2}$", examples=["09:00-09:30"])]


class QueuesRequest(Value):
    """Which queues a hall has."""

    city: City


class Queue(Value):
    """One queue of a hall, as it stands now."""

    id: Id
    name: Words = Field(examples=["不动产登记"])
    counter: Words
    waiting: Count = Field(description="People before the next number.")
    minutes: Count = Field(description="About how long that takes.")
    opens_at: AwareDatetime | None = Field(default=None, description="When its counters open next; none: they are.")


class Queues(Value):
    """All of a hall."""

    queues: tuple[Queue, ...] = Field(max_length=50)


class TicketRequest(Value):
    """Take a number. The idempotency key is the deed's id."""

    city: City
    queue: Id


class Ticket(Value):
    """The number that was given."""

    queue: Id
    ticket: QueueTicket


class Slot(Value):
    """Half an hour of a day."""

    time: Clock
    left: Count
    """How many can be booked yet."""


class OpenDay(Value):
    """One day with its half hours."""

    day: date
    slots: tuple[Slot, ...] = Field(max_length=48)


class Bookable(Value):
    """A counter, or a doctor, whose time can be booked."""

    id: Id
    place: Words = Field(examples=["样例人民医院"])
    department: Words | None = Field(default=None, examples=["内科"])
    who: Words | None = Field(default=None, examples=["样例医生（主任医师）"])
    room: Words
    days: tuple[OpenDay, ...] = Field(max_length=60)


class BookablesRequest(Value):
    """What can be booked for an item in a city, and what the person has booked."""

    item: ItemId
    city: City


class Bookables(Value):
    """The answer."""

    subject: Token
    item: ItemId
    bookables: tuple[Bookable, ...] = Field(max_length=100)
    booked: tuple[Appointment, ...] = Field(max_length=20, description="The person's own that are still to come.")


class BookingRequest(Value):
    """Book half an hour. The idempotency key is the deed's id."""

    item: ItemId
    city: City
    bookable: Id
    day: date
    time: Clock


class Booked(Value):
    """It is the person's."""

    subject: Token
    item: ItemId
    bookable: Id
    appointment: Appointment


class CancellationRequest(Value):
    """Give an hour back. The idempotency key is the deed's id."""

    booking_no: str = Field(pattern=r"^[0-9A-Z]{8,32}$")


class Cancelled(Value):
    """It is somebody else's to book."""

    subject: Token
    appointment: Appointment

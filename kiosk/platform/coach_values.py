"""What goes to the platform and comes back about coaches and the tickets for them. Money is integer fen."""

from datetime import date
from typing import Annotated

from pydantic import Field

from kiosk.platform.payment_values import Fen
from kiosk.platform.values import Token, Value
from printing.records.public_services import CoachTicket
from printing.records.value import Count, Words

CoachId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
City = Annotated[str, Field(pattern=r"^\d{6}$")]


class CoachesRequest(Value):
    """Which coaches leave a city in the next days, and what the person has bought."""

    city: City


class Coach(Value):
    """One coach of one day, as it stands now."""

    id: CoachId
    number: Words = Field(examples=["K0712"], description="车次.")
    station: Words = Field(examples=["样例汽车客运总站"], description="Where it leaves from.")
    to: Words = Field(examples=["广州市"])
    day: date = Field(description="As the station's clock shows it.")
    departs: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$", examples=["07:40"])]
    minutes: Count = Field(description="How long it takes.")
    fare_fen: Fen = Field(gt=0)
    left: Count = Field(description="Seats that can be bought yet.")


class Coaches(Value):
    """The answer."""

    subject: Token
    city: City
    coaches: tuple[Coach, ...] = Field(max_length=500)
    tickets: tuple[CoachTicket, ...] = Field(max_length=20, description="The person's own that are still to come.")


class CoachTicketRequest(Value):
    """Buy one seat for whoever stands there. The idempotency key is the deed's id."""

    coach: CoachId
    fare_fen: Fen = Field(gt=0, description="As it was shown and paid.")
    order: Token = Field(description="The order at the cashier that has paid for it.")


class CoachTicketBought(Value):
    """The seat is the person's."""

    subject: Token
    coach: CoachId
    ticket: CoachTicket

"""What a visit knows of coaches and the ticket that is bought. Dropped with the visit."""

from dataclasses import dataclass, field

from kiosk.platform.coach_values import Coach
from printing.records.public_services import CoachTicket


@dataclass(frozen=True, slots=True)
class Ticketing:
    """One ticket of one person."""

    coaches: tuple[Coach, ...] = ()
    """That leave the city in the next days."""
    tickets: tuple[CoachTicket, ...] = field(default=(), repr=False)
    """The person's own that are still to come."""
    looked_at: CoachTicket | None = field(default=None, repr=False)
    """The one of those that the person wants to see; None while one is bought."""
    bought: CoachTicket | None = field(default=None, repr=False)

    def holds(self, coach: Coach) -> bool:
        """Whether the person has a ticket for that coach."""
        wanted = (coach.number, coach.day, coach.departs)
        return any((one.coach_no, one.on, one.departs) == wanted for one in self.tickets)


NO_TICKET = Ticketing()

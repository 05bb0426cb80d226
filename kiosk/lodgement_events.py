"""What comes of lodging something with the platform, and of what is asked before."""

from dataclasses import dataclass, field

from kiosk.platform.express_values import ExpressOrder, LastAddress, Mailables

Answer = ExpressOrder


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


LodgementEvent = Lodged | LastAddressTold | MailablesListed

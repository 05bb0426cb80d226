"""What paying hears from the world."""

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.platform.payment_values import Bill, Order


@dataclass(frozen=True, slots=True)
class BillsFound:
    """What is owed."""

    bills: tuple[Bill, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OrderTold:
    """An order as it stands; the journal has it already where that is an end."""

    order: Order = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class OrderSilent:
    """The cashier does not answer; it is asked on."""


@dataclass(frozen=True, slots=True)
class OrderUnsure:
    """Nobody could find out how the order stands while the person waits. The terminal asks on when they have gone."""

    order: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrderOverdue:
    """Nobody has paid within the time; it is still open."""


@dataclass(frozen=True, slots=True)
class CardDeclined:
    """The bank said no, or the person took the card back: nothing was charged. The order is still open."""


@dataclass(frozen=True, slots=True)
class OrderFound:
    """What became of an order that a crash interrupted a moment ago, for whoever stands there."""

    order: Order = field(repr=False)
    item: str
    at: datetime


PayingEvent = BillsFound | OrderTold | OrderSilent | OrderUnsure | OrderOverdue | CardDeclined | OrderFound

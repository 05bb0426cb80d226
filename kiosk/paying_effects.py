"""What paying wants of the world; kiosk/hands/paying.py carries it out. All but the first two are deeds."""

from dataclasses import dataclass, field

from kiosk.paying import Due
from kiosk.platform.payment_values import BillQuery, Way
from kiosk.platform.values import Identity


@dataclass(frozen=True, slots=True)
class FindBill:
    """Ask what an account owes."""

    wanted: BillQuery = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListFines:
    """Ask what fines the person owes."""

    identity: Identity = field(repr=False)


@dataclass(frozen=True, slots=True)
class WatchOrder:
    """Ask the cashier again and again how an order stands, until it moves, the time is over or the step is left."""

    order: str


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """Have the cashier open an order; its id is the deed's."""

    order: str
    item: str
    due: Due
    way: Way
    session: str


@dataclass(frozen=True, slots=True)
class ChargeCard:
    """Have the bank-card terminal charge an open order, once, and the cashier told."""

    order: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class CloseOrder:
    """Nobody wants to pay it any more: closed at the cashier first. A payment that came in the same moment is seen."""

    order: str
    way: Way


@dataclass(frozen=True, slots=True)
class AskOrder:
    """The result is not known: ask until it is, or until nobody can be kept waiting any longer."""

    order: str
    way: Way


@dataclass(frozen=True, slots=True)
class DeliverOrder:
    """What was paid for is there: the cashier books it."""

    order: str
    way: Way


@dataclass(frozen=True, slots=True)
class GiveBack:
    """What was paid for surely is not there: reversed, or after the day's settlement a refund is asked for."""

    order: str
    way: Way


PayingEffect = (
    FindBill | ListFines | WatchOrder | OpenOrder | ChargeCard | CloseOrder | AskOrder | DeliverOrder | GiveBack
)

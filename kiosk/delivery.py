"""How the result of what is being done comes to the person: what kiosk/flows/deliver.py leaves in the Session."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kiosk.forms.filling import Filling
from kiosk.platform.express_values import ExpressOrder, Mailable, Payment, PostalAddress, Service
from printing.records.hall import ExpressParcel

DeliveryWay = Literal["here", "electronic", "locker", "post", "window"]
"""Print here, electronic copy, pickup locker, EMS, counter."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One choice of one person. Dropped with the visit."""

    way: DeliveryWay | Literal[""] = ""
    """Empty until it is chosen."""
    address: PostalAddress | None = field(default=None, repr=False)
    """Of the post only."""
    service: Service = "standard"
    """Of the post only."""
    payment: Payment = "on-delivery"
    """Who pays the post."""
    fee_fen: int = 0
    """What the person pays for the delivery, in fen."""
    promised: date | None = None
    """Day by which it is to be had: of post and counter."""
    place: str = ""
    """Counter where it lies."""
    today: date | None = None
    kept: Filling | None = field(default=None, repr=False)
    """The flow's own form, while the address is asked."""
    ready: tuple[Mailable, ...] = field(default=(), repr=False)
    """What was made for the person and waits."""
    sent: tuple[ExpressParcel, ...] = field(default=(), repr=False)
    """What is on its way to them."""
    what: Mailable | None = field(default=None, repr=False)
    """What is to be sent."""
    order: ExpressOrder | None = field(default=None, repr=False)
    """The post has it."""
    parcel: ExpressParcel | None = field(default=None, repr=False)
    """Whose track is looked at."""


NOT_DELIVERED = Delivery()

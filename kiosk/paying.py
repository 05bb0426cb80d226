"""What a visit knows of money: what is owed, the order under way, what became of it. Dropped with the visit."""

from dataclasses import dataclass, field, replace
from typing import Literal, Self

from kiosk.platform.payment_values import Bill, Order, OrderLine, Way

Stage = Literal["", "open", "closing", "asking", "unsure", "paid", "delivered", "undelivered", "returned"]
"""How far the order is, as the flow sees it.

Nothing asked; open at the cashier; the person gives up; the result is asked for; it could not be had while the person
stood there; paid; what was paid for is there; it surely is not; the money is on its way back.
"""


TOLD_OF: frozenset[Stage] = frozenset({"paid", "delivered", "returned"})
"""Stages in which a result's own page and slip say how the money stands."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be paid, and for what."""

    lines: tuple[OrderLine, ...] = ()
    bill: str = ""
    """Id of the platform's bill that is paid; empty for a fee."""
    for_deed: str = ""
    """Id of the deed that it is paid for, e.g. a submission: after a crash the journal says whether that was done.
    Empty where the cashier's own delivery is all, as with a bill."""

    @property
    def amount_fen(self) -> int:
        """The whole sum; 0: nothing is asked for, and no screen of payment is shown."""
        return sum(line.amount_fen for line in self.lines)

    @property
    def is_government(self) -> bool:
        """Whether a 缴款码 and a 财政电子票据 belong to it."""
        return any(line.is_government for line in self.lines)


NOTHING_DUE = Due()


@dataclass(frozen=True, slots=True)
class Paying:
    """One thing that is paid for."""

    due: Due = NOTHING_DUE
    attempt: int = 0
    """Which order of this errand it is; each is a deed of its own, and only one is ever open."""
    way: Way | None = None
    stage: Stage = ""
    order: Order | None = field(default=None, repr=False)
    """As the cashier said it last."""
    is_silent: bool = False
    """The cashier has not answered lately; it is asked on."""
    bill: Bill | None = field(default=None, repr=False)
    bills: tuple[Bill, ...] = field(default=(), repr=False)
    slip_printed: bool | None = None
    because: str = ""
    """Text key of a notice: why what was paid for is not there; empty where nobody has to know."""

    @property
    def is_paid(self) -> bool:
        """Whether the money is with the cashier."""
        return self.stage in ("paid", "delivered", "undelivered")

    def told(self, order: Order) -> Self:
        """With what the cashier said now."""
        return replace(self, order=order, is_silent=False)


NOTHING_PAID = Paying()

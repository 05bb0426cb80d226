"""How long the staff's door and pages wait, and who stands there."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from kiosk.staff.accounts import AccountsError
from kiosk.staff.means import Means
from kiosk.staff.page import Act
from kiosk.staff.rights import Rights, Role
from kiosk.staff.tries import Doorkeeper
from kiosk.staff.way_in import WayIn

BEAT_S = 0.25
IDLE_S = 180.0
"""Issue: three minutes without a touch lock the screen."""
HARD_S = 12 * 3600.0
"""Issue: after twelve hours everybody signs in anew."""
LOCKED_S = 120.0
"""So long a locked page waits for its person; then it is gone, and residents are served again (our choice)."""
DOOR_S = 45.0
"""So long the door stands on the glass untouched (our choice: a resident who got there is not kept waiting)."""
TELLS_S = 30.0
"""From then on the page says that it is about to lock."""
DRAWN_S = 1.0
"""A page is drawn anew so often while nobody touches it: what it shows lives."""
MOST_TYPED = 12
"""Digits of any number that staff type."""

Purpose = Literal["enter", "second", "unlock", "alarm"]
"""`alarm`: a visit stands behind, and nothing is done here but sending everybody out."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who works here."""

    number: str
    role: Role
    hand: str
    """`Account.hand`."""
    card: str
    """The staff card they came by; empty for a one-time code."""
    since_s: float


@dataclass(frozen=True, slots=True)
class Entering:
    """Somebody stands at the door."""

    way: WayIn
    purpose: Purpose
    act: Act | None = None
    """What the second person is asked for, or what is done as soon as it is known who stands there (`alarm`)."""
    notice: str = ""
    """What is said there; empty: what was said inside."""


def wants_two(rights: Rights, means: Means, signed: Signed, action: str, *, by_card: bool) -> bool:
    """Whether a second person has to sign.

    Args:
        rights: the table.
        means: with the accounts.
        signed: who works here.
        action: what is asked for.
        by_card: whether a second person signs by card here: whoever has none cannot.
    """
    if not (rights.needs_two(action) and rights.first_alone(action)):
        return rights.needs_two(action)
    try:
        known = means.accounts.all()
    except AccountsError:
        return True
    # One person alone moves the clock by a day: who was valid then is still somebody to ask.
    day_before = means.clock.now().date() - timedelta(days=1)
    return any(
        rights.may(one.role, action)
        and one.is_valid(day_before)
        and one.hand != signed.hand
        and bool(one.card or not by_card)
        for one in known
    )


def way_for(
    purpose: Purpose, means: Means, doorkeeper: Doorkeeper, signed: Signed | None, *, has_reader: bool
) -> WayIn:
    """The door for that purpose: whoever comes back is the same person, a second one is another."""
    number = signed.number if signed is not None else ""
    return WayIn(
        means.accounts,
        doorkeeper,
        means.book,
        means.clock,
        has_reader=has_reader,
        only=number if purpose == "unlock" else "",
        never=number if purpose == "second" else "",
        hand=signed.hand if signed is not None and purpose == "second" else "",
    )

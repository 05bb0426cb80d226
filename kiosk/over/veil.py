"""Personal data that nobody looks at is covered. It comes back to whoever can only be the same person.

A touch lifts the veil while the card of the person lies in the reader; otherwise the card has to be laid again, or the
person proves anew who they are. Whoever is not known yet begins anew: nothing was opened for them.
"""

from dataclasses import replace

from kiosk.effects import Effect, LookForCard, ReadCard
from kiosk.events import CardRead, CardStays, Event, Failed
from kiosk.session import Session

Covered = tuple[Session, tuple[Effect, ...]]


def drawn(session: Session) -> Session:
    """The data is covered."""
    return replace(session, veil="down", turns=session.turns + 1, notice="")


def touched(session: Session) -> Covered:
    """Somebody touched it."""
    if not session.laid:
        return replace(session, veil="asked"), ()
    return session, (LookForCard(),) if session.veil == "down" else ()


def took(session: Session, event: Event) -> Covered | None:
    """What the reader says; None for what the veil does not concern."""
    match event:
        case CardStays(is_there=True):
            return _lifted(session), ()
        case CardStays():
            return replace(session, veil="asked"), (ReadCard(),)
        case CardRead(card):
            if card.number == session.laid:
                return _lifted(session), ()
            return replace(session, notice="veil_other_card"), (ReadCard(),)
        case Failed():
            # A touch asks again: a reader that is away must not turn the visit into a trouble that shows what is below.
            return replace(session, veil="down"), ()
    return None


def _lifted(session: Session) -> Session:
    return replace(session, veil=None, turns=session.turns + 1, notice="")

"""What is remembered of a visit for the figures, and the one row that is written when it is over.

The row tells where the visit ended and how, roughly how long it took, touches that missed and what was set; no person.
It is written once, since a visit's number never comes back, and last: nobody waits for it, and a disk that takes
nothing keeps nobody's data on the glass. A core that is killed writes none (kiosk/visits_ended.py). A visit that is
only tried out has none either, nor has a home screen that nobody touched.

What was set may tell of a disability. Where somebody was known, or something was done for them, it is left out: other
rows of the same visit name papers, cases and orders by which the platform knows whose they are.
"""

from dataclasses import dataclass, replace

from kiosk.effects import Record
from kiosk.events import CardLaid, Event, Tapped, TimeUp
from kiosk.health import EMERGENCY
from kiosk.presence_events import KeyUsed, Listened
from kiosk.session import Level, Look, Session
from kiosk.step import Another, Idle
from kiosk.taps import Asked, CornerTouched, HeardAgain, Left, Missed, Pointed, WentHome, WentOn
from kiosk.visits_ended import ENDED, MODES, ROUND_S, How
from kiosk.workflow import step_of

_USUAL = Look()


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody's way through a visit so far."""

    began_s: float
    """Monotonic: their first touch, key or card."""
    misses: int = 0
    modes: frozenset[str] = frozenset()
    """Of kiosk.visits_ended.MODES: on at any time."""
    is_known: bool = False
    """A card was shown, somebody proven, something ordered or found: other rows of the visit lead to them."""
    is_served: bool = False
    """A last page was reached, and nothing else was chosen since."""
    going: tuple[str, How] | None = None
    """The screen from which they went, where something had to be done before the visit could be over."""


@dataclass(frozen=True, slots=True)
class Parting:
    """The passage as it is now, None while nobody is there; and the row of one that is over."""

    passage: Passage | None = None
    row: Record | None = None


def followed(passage: Passage | None, before: Session, event: Event, after: Session, now_s: float) -> Parting:
    """What an event makes of a passage.

    Args:
        passage: so far.
        before: the session to which it happened.
        event: what happened.
        after: what it made of it.
        now_s: monotonic, seconds.
    """
    if after.is_practice:
        return Parting()
    if passage is None:
        is_here = _is_somebody(event) and not before.cards_left
        if not is_here or not _goes_on(before, after):
            return Parting()
        begun = Passage(now_s)
        # The touch that wakes the terminal may land anywhere.
        return Parting(_noted(begun if before.is_resting else _moved(begun, before, event, after), event, after))
    if after.visit != before.visit and not _only_tidied(before, event):
        is_sent_out = after.terminal.health.closed == EMERGENCY
        return Parting(row=_row(passage, before, _how(passage, before, event, is_sent_out=is_sent_out), now_s))
    return Parting(_noted(_moved(passage, before, event, after), event, after))


def stopped(passage: Passage, session: Session, now_s: float) -> Record:
    """The row of a visit that ends with its core, which was told to stop."""
    return _row(passage, session, "finished" if _is_served(passage, session) else "stopped", now_s)


def _is_somebody(event: Event) -> bool:
    """A person did it. Corners belong to the staff's gesture."""
    return isinstance(event, KeyUsed | Listened | CardLaid | Tapped) and not (
        isinstance(event, Tapped) and isinstance(event.tap, CornerTouched)
    )


def _goes_on(before: Session, after: Session) -> bool:
    """Whether whoever did it is still there: their touch did not end what stood there."""
    return after.visit == before.visit or before.is_resting


def _only_tidied(before: Session, event: Event) -> bool:
    """The home screen as it was at first, with the same person before it."""
    return before.item is None and isinstance(event, Tapped) and isinstance(event.tap, WentHome)


def _noted(passage: Passage, event: Event, session: Session) -> Passage:
    """With what is set now."""
    look = session.look
    states: set[str] = {look.size, look.theme, look.language, look.reach, look.hand}
    if session.has_keys:
        states.add("keypad")
    if look.voice == "off":
        states.add("silent")
    elif _listens(look) or isinstance(event, Listened) or _asks_to_hear(event):
        states.add("speech")
    modes = passage.modes | states.intersection(MODES)
    has_order = session.paying.order is not None or session.parcels.parcel is not None
    is_known = session.level is not Level.NOBODY or has_order
    return replace(passage, modes=modes, is_known=passage.is_known or is_known)


def _asks_to_hear(event: Event) -> bool:
    return isinstance(event, Tapped) and isinstance(event.tap, HeardAgain | Pointed)


def _listens(look: Look) -> bool:
    """Whether somebody has set how it speaks; that it speaks is usual."""
    return (look.voice, look.pace, look.volume) != (_USUAL.voice, _USUAL.pace, _USUAL.volume)


def _moved(passage: Passage, before: Session, event: Event, after: Session) -> Passage:
    kept = passage
    if isinstance(event, Tapped) and isinstance(event.tap, Missed) and before.veil is None:
        # Any touch takes a veil away: it missed nothing.
        kept = replace(kept, misses=kept.misses + 1)
    if after.page == before.page:
        return kept
    if before.item is None and after.item is not None:
        return replace(kept, is_served=False, going=None)
    if after.errand != before.errand:
        return replace(kept, is_served=kept.is_served or _is_last(before), going=None)
    if _is_farewell(before):
        return replace(kept, is_served=True)
    goes = _goes(before, event)
    return replace(kept, going=(_screen(before), goes)) if goes is not None and kept.going is None else kept


def _goes(session: Session, event: Event) -> How | None:
    """How somebody goes by an event; None where they stay."""
    match event:
        case TimeUp():
            return "timed-out"
        case Tapped(Left() | WentHome()):
            return "left"
        case Tapped(WentOn()) if session.asides[-1:] == ("leaving",):
            return "left"
    return None


def _how(passage: Passage, session: Session, event: Event, *, is_sent_out: bool) -> How:
    if _is_served(passage, session):
        return "finished"
    if is_sent_out:
        return "stopped"
    if passage.going is not None:
        return passage.going[1]
    if session.trouble is not None:
        return "fault"
    # A cancel key, or the answer no, is the person's own way out too.
    return _goes(session, event) or "left"


def _is_served(passage: Passage, session: Session) -> bool:
    return session.trouble is None and (passage.is_served or _is_last(session))


def _is_last(session: Session) -> bool:
    """Whether a page shows what somebody came for: it leaves by itself, or offers to do something else.

    A bill that was only looked at is such a page too; who goes from paying it has given up there.
    """
    step = step_of(session)
    if step is None or session.trouble is not None:
        return False
    return _is_farewell(session) or isinstance(step.takes(session, Tapped(Asked())), Another)


def _is_farewell(session: Session) -> bool:
    step = step_of(session)
    return step is not None and step.idle is Idle.FAREWELL and session.trouble is None


def _screen(session: Session) -> str:
    """Where the visit stands; what lies over it, and why it does not go on, is no place of its own."""
    step = step_of(session)
    if step is not None:
        return step.screen
    return "search" if session.choosing.finding is not None else "home"


def _row(passage: Passage, session: Session, how: How, now_s: float) -> Record:
    screen = passage.going[0] if passage.going is not None and how != "finished" else _screen(session)
    # Where a deed was done or begun, other rows say when.
    has_gone = how in ("left", "timed-out") and not passage.is_known
    modes = sorted(passage.modes) if has_gone else ()
    facts = (
        ("visit", session.name),
        ("item", session.item.id if session.item is not None else ""),
        ("screen", screen),
        ("end", how),
        ("seconds", ROUND_S * round((now_s - passage.began_s) / ROUND_S)),
        ("misses", passage.misses),
        ("modes", " ".join(modes)),
    )
    return Record(ENDED, facts)

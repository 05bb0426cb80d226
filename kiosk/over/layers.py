"""What lies over the visit and takes its own: pages over it, the veil, the loop, a card left, touches that miss."""

from dataclasses import replace

from kiosk.copying_events import GlassLooked
from kiosk.effects import AwaitCard, AwaitRemoval, CallStaff, DrawPage
from kiosk.events import (
    CardLaid,
    CardStays,
    CardTaken,
    Event,
    Failed,
    MissesForgotten,
    SceneTurned,
    Veiled,
)
from kiosk.over import asides, veil
from kiosk.over.ending import SCENE_S, Moved, is_cleared, woken
from kiosk.presence_events import KeyUsed, Listened
from kiosk.proving import CardReader
from kiosk.session import Session
from kiosk.staff_calls import StaffAsked, StaffCalled
from kiosk.taps import Chosen, HeardAgain, Left, LookChosen, Missed, Opened, Pointed, Stayed, Tap, WentOn

MOST_MISSES = 3
"""So many touches that hit nothing, and a larger layout is offered."""
NO_LARGER = "as-it-is"
"""The answer to that offer that keeps the size."""


def took(session: Session, event: Event) -> Moved | None:
    """What an event makes of a session; None for what concerns the visit itself."""
    if session.veil is not None:
        lifted = veil.took(session, event)
        if lifted is not None:
            return lifted
    match event:
        case SceneTurned(scene):
            return replace(session, scene=scene), (AwaitCard(SCENE_S),) if session.is_resting else ()
        case MissesForgotten():
            return replace(session, misses=0), ()
        case KeyUsed():
            return replace(session, has_keys=True), ()
        case Listened():
            return session, ()
        case GlassLooked(is_empty=False) if session.item is None:
            return replace(session, notice="copy_left_there"), ()
        case Veiled():
            return veil.drawn(session), ()
        case StaffCalled():
            return replace(session, called=event), ()
    return _card(session, event)


def _card(session: Session, event: Event) -> Moved | None:
    match event:
        case CardStays(is_there=True) if session.item is None and session.identity is None:
            left = replace(_left(session, session.cards_left | {event.reader}), is_resting=False)
            return left, (AwaitRemoval(event.reader),)
        case CardStays():
            return session, ()
        case CardTaken() if session.cards_left:
            return _left(session, session.cards_left - {event.reader}), ()
        case Failed() if session.cards_left:
            # A reader that is asked about its card answers for itself, however it does.
            return session, ()
        case CardLaid() if session.is_resting:
            return woken(session, "card_seen"), ()
    return None


def _left(session: Session, where: frozenset[CardReader]) -> Session:
    return replace(session, cards_left=where, turns=session.turns + 1, reminders=0)


def tapped(session: Session, tap: Tap) -> Moved | None:
    """What a touch makes of a session; None for what concerns the visit itself."""
    if session.cards_left and not is_cleared(session):
        return session, ()
    if session.is_resting:
        awake = woken(session, "")
        return (tapped(awake, tap) if isinstance(tap, LookChosen | Opened) else None) or (awake, ())
    match tap:
        case LookChosen(setting, value):
            return _looking(session, setting, value), ()
        case Opened(aside):
            return asides.opened(session, aside), ()
        case HeardAgain() | Pointed():
            return session, ()
        case Missed() | Stayed():
            return _somebody(session, session.misses + isinstance(tap, Missed))
        case Left():
            return None
    if session.asides[-1:] == ("help",) and tap == Chosen(asides.PERSON):
        return _calling(session)
    if session.asides:
        return None if _leaves(session, tap) else _uncovered(session, asides.tapped(session, tap))
    if session.veil is not None:
        return None if session.veil == "asked" and isinstance(tap, WentOn) else veil.touched(session)
    return None


def _calling(session: Session) -> Moved:
    """Once: while a call is under way another would bring nobody sooner."""
    if isinstance(session.called, StaffAsked) or not asides.may_call(session):
        return session, ()
    return replace(session, called=StaffAsked()), (CallStaff(),)


def _leaves(session: Session, tap: Tap) -> bool:
    return session.asides[-1] == "leaving" and isinstance(tap, WentOn)


def _somebody(session: Session, misses: int) -> Moved:
    """A touch that hit nothing: a veil takes any."""
    here = replace(session, misses=misses)
    return veil.touched(here) if session.veil is not None and not session.asides else (here, ())


def _looking(session: Session, setting: str, value: str) -> Session:
    """Whoever refuses the larger layout is not asked again."""
    if (setting, value) == ("size", NO_LARGER):
        return replace(session, may_offer_bigger=False, misses=0)
    looks = replace(session, look=session.look.with_setting(setting, value))
    return replace(looks, misses=0) if setting == "size" else looks


def _uncovered(session: Session, after: Session) -> Moved:
    """A page of the paper whose picture was dropped when something covered it is drawn anew."""
    paper, page = session.preview.paper, session.preview.page
    if after.asides or paper is None or not page or session.printing.outcome is not None:
        return after, ()
    return after, (DrawPage(paper, page, is_large=session.preview.is_open),)

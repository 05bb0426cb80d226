"""How a visit ends, and what stands there afterwards: nothing of the person."""

from dataclasses import replace

from kiosk.copying_effects import LookAtGlass
from kiosk.effects import AwaitCard, Effect, ForgetFace, LookForCard
from kiosk.health import EMERGENCY
from kiosk.session import Session
from kiosk.staff_calls import StaffCalled

Moved = tuple[Session, tuple[Effect, ...]]
"""The session as it is now, and what to do about it."""
CARD_SEEN = "card_seen"
"""What is said to whoever woke the terminal by laying a card."""
SCENE_S = 20.0
"""How long a picture of the attract loop stands. Our choice below 30 s: one shown for long leaves a trace."""


def is_cleared(session: Session) -> bool:
    """The hall has to be left, and nobody is served. What somebody has yet to be told here waits until that is over."""
    return session.terminal.health.closed == EMERGENCY and session.item is None and session.identity is None


def ended(session: Session, notice: str = "") -> Moved:
    """The session is dropped whole. A card that may lie there, or what was copied, is looked for: it must not stay.

    Whoever chose something may have laid a card that nobody could read, and have gone another way then; a card that
    woke the terminal lies there.
    """
    after: list[Effect] = [ForgetFace()] if session.face.was_used else []
    may_lie = bool(session.laid) or session.item is not None or session.is_card_seen
    if may_lie and not session.is_practice and not session.terminal.health.missing(("idcard",)):
        after.append(LookForCard())
    is_used = session.item is not None or session.identity is not None or session.errands > 0
    if is_used and not session.is_practice and not session.terminal.health.missing(("smart_card",)):
        after.append(LookForCard("smart_card"))
    if session.copying.is_glass_own or (session.covered is not None and session.covered.copying.is_glass_own):
        after.append(LookAtGlass())
    return replace(session.next_visit(), notice=notice), tuple(after)


def rested(session: Session) -> Moved:
    """Nobody is there: the usual look, and the loop. Where the terminal is closed, its sign stays."""
    fresh, after = ended(session)
    if session.terminal.health.closed:
        return fresh, after
    return replace(fresh, is_resting=True), (*after, AwaitCard(SCENE_S))


def woken(session: Session, notice: str) -> Session:
    """Somebody is there. The visit is a new one: nothing that the rest asked for comes back."""
    return replace(session.next_visit(), notice=notice, is_card_seen=notice == CARD_SEEN)


def home_again(session: Session) -> Moved:
    """返回首页: whoever is known stays known; the look stays anyway, and who comes to help."""
    if session.identity is not None:
        return session.next_errand(), ()
    fresh, after = ended(session)
    kept = replace(
        fresh,
        look=session.look,
        is_practice=session.is_practice,
        may_offer_bigger=session.may_offer_bigger,
        # What is still being asked is answered to a visit that is over.
        called=session.called if isinstance(session.called, StaffCalled) else None,
    )
    return kept, after


def practising(session: Session) -> Moved:
    """A visit in which nothing is done, in the look that was chosen."""
    fresh, after = ended(session)
    return replace(fresh, look=session.look, is_practice=True), after

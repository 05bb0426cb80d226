"""The social-security card and its PIN, which the card itself compares. The PIN goes from the pad to the card.

It passes the core once, on the devices' workers, and never the session or a screen.
"""

from dataclasses import replace

from drivers.smart_card import SocialSecurityCard
from kiosk.effects import Effect, EnterPin, ProveBySocialCard, ReadSocialCard
from kiosk.events import Event, Identified, PinCancelled, PinPressed, PinTold, SocialCardRead, Tapped
from kiosk.flows.identity.ways import elsewhere
from kiosk.session import Session, Trouble
from kiosk.step import Fail, Idle, Onward, Stay, Step, Turn, home
from kiosk.taps import WentBack


def _wait(_: Session) -> tuple[Effect, ...]:
    return (ReadSocialCard(),)


def _read(session: Session, event: Event) -> Turn | None:
    match event:
        case SocialCardRead(_, is_expired=True):
            return Fail(session, Trouble("social_card_expired", again_at="lay_social_card"))
        case SocialCardRead(card):
            return Onward(replace(session, proving=replace(session.proving, social_card=card), notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def _ask_pin(session: Session) -> tuple[Effect, ...]:
    return (EnterPin(_card_of(session).card_id),)


def _card_of(session: Session) -> SocialSecurityCard:
    if session.proving.social_card is None:
        raise AssertionError("PIN and platform are asked about a card that was read")
    return session.proving.social_card


def _pin(session: Session, event: Event) -> Turn | None:
    match event:
        case PinPressed(count):
            return Stay(_with_digits(session, count, ""))
        case PinTold(is_right=True):
            return Onward(_with_digits(session, 0, ""))
        case PinTold(tries_left=0):
            spent = replace(session, closed_routes=session.closed_routes | {"social_security"})
            return Fail(_with_digits(spent, 0, ""), Trouble("pin_blocked", again_at=None))
        case PinTold(tries_left=None):
            return Stay(_with_digits(session, 0, "pin_wrong"), _ask_pin(session))
        case PinTold(tries_left=int(left)):
            notice = "pin_last" if left == 1 else "pin_wrong_left"
            return Stay(replace(_with_digits(session, 0, notice), notice_number=left), _ask_pin(session))
        case PinCancelled():
            return elsewhere(session)
    return None


def _with_digits(session: Session, count: int, notice: str) -> Session:
    kept = session.notice if count and not notice else notice
    return replace(session, proving=replace(session.proving, pin_digits=count), notice=kept)


def _bind(session: Session) -> tuple[Effect, ...]:
    return (ProveBySocialCard(_card_of(session)),)


def _bound(session: Session, event: Event) -> Turn | None:
    match event:
        case Identified(identity):
            return Onward(session.identified(identity))
    return None


STEPS = (
    Step(
        name="lay_social_card",
        screen="lay_card",
        words="lay_social_card",
        idle=Idle.CHOOSING,
        takes=_read,
        enter=_wait,
        waits_for="smart_card",
    ),
    Step(
        name="pin",
        screen="pin",
        idle=Idle.NEVER,
        takes=_pin,
        enter=_ask_pin,
        again="lay_social_card",
        waits_for="pin_pad",
    ),
    Step(
        name="bind_social_card",
        screen="working",
        idle=Idle.NEVER,
        takes=_bound,
        enter=_bind,
        again="lay_social_card",
    ),
)

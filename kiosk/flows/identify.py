"""Who stands there? The steps that a flow puts before anything personal, by the item's level.

A card alone is L1 and opens nothing personal; L2 is the card and a one-time code that the platform sends to the
phone on its record. L3 (an enterprise) has no route here yet, so the catalogue refuses such an item.
"""

from dataclasses import replace

from kiosk.catalogue import Item
from kiosk.effects import CheckCode, Effect, Record, SendCode
from kiosk.effects import ReadCard as ReadCardEffect
from kiosk.events import CardRead, CodeRefused, CodeSent, Event, Identified, Tapped
from kiosk.platform_values import ChallengeAnswer
from kiosk.session import Level, Session, Trouble
from kiosk.step import Backward, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn
from kiosk.taps import Asked, Digit, Erased, WentBack, WentOn


def steps(item: Item) -> Steps:
    """The identity steps that the item's level asks for."""
    if item.settings.level == Level.NOBODY:
        return ()
    if item.settings.level == Level.CARD:
        return (CONSENT, LAY_CARD)
    return (CONSENT, LAY_CARD, SEND_CODE, CODE)


def _consent(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(session, (_answered(session, "yes"),))
        case Tapped(WentBack()):
            return Finish(notice="consent_refused")
    return None


def _answered(session: Session, answer: str) -> Record:
    item = session.item.id if session.item else ""
    return Record("consent", (("visit", session.name), ("item", item), ("answer", answer)))


def _wait_for_card(_: Session) -> tuple[Effect, ...]:
    return (ReadCardEffect(),)


def _card(session: Session, event: Event) -> Turn | None:
    match event:
        case CardRead(_, is_expired=True):
            return Fail(session, Trouble("card_expired", again_at="lay_card"))
        case CardRead(card):
            return Onward(replace(session, card=card))
        case Tapped(WentBack()):
            return Finish()
    return None


def _send_code(session: Session) -> tuple[Effect, ...]:
    if session.card is None:
        raise AssertionError("a code is sent to the holder of a card")
    return (SendCode(session.card),)


def _sent(session: Session, event: Event) -> Turn | None:
    match event:
        case CodeSent(challenge):
            return Onward(replace(session, challenge=challenge, digits=""))
    return None


def _code(session: Session, event: Event) -> Turn | None:
    challenge = session.challenge
    if challenge is None:
        raise AssertionError("the code step comes after a challenge")
    is_full = len(session.digits) == challenge.digits
    match event:
        case Tapped(Digit(digit)) if not is_full:
            digits = session.digits + digit
            typed = replace(session, digits=digits, notice="")
            if len(digits) < challenge.digits:
                return Stay(typed)
            return Stay(typed, (CheckCode(challenge, ChallengeAnswer(code=digits)),))
        case Tapped(Erased()) if not is_full:
            return Stay(replace(session, digits=session.digits[:-1], notice=""))
        case CodeRefused(tries_left) if tries_left > 0:
            return Stay(replace(session, digits="", notice="code_wrong", notice_number=tries_left))
        case CodeRefused():
            return Fail(_without_code(session), Trouble("too_many_tries", again_at=None))
        case Identified(identity):
            return Onward(replace(_without_code(session), identity=identity))
        case Tapped(Asked()) if session.seconds_left is None and not is_full:
            return Backward(replace(_without_code(session), notice="code_sent_again"), to="send_code")
        case Tapped(WentBack()):
            return Finish()
    return None


def _without_code(session: Session) -> Session:
    return replace(session, digits="", challenge=None)


CONSENT = Step(name="consent", screen="consent", idle=Idle.CHOOSING, takes=_consent, dot=2)
LAY_CARD = Step(name="lay_card", screen="lay_card", idle=Idle.CHOOSING, takes=_card, enter=_wait_for_card, dot=3)
SEND_CODE = Step(
    name="send_code", screen="working", idle=Idle.NEVER, takes=_sent, enter=_send_code, needs=Level.CARD, dot=3
)
CODE = Step(name="code", screen="code", idle=Idle.PERSONAL, takes=_code, needs=Level.CARD, again="send_code", dot=3)

"""The face: asked for each time, by itself, before the camera opens; a no costs nothing and is not asked again.

What was not proven looks the same, whatever it was (not alike, not alive, not sure, not known): one text, one time.
"""

from dataclasses import replace

from drivers.face import FaceRequest, Verdict
from kiosk.effects import Effect, ProveFace, VerifyFace
from kiosk.events import (
    ConsentGiven,
    Event,
    FaceGuided,
    FaceNotProven,
    FaceSettled,
    Failed,
    Identified,
    Tapped,
)
from kiosk.flows.identity.choose import answered
from kiosk.flows.identity.ways import elsewhere
from kiosk.items.routes import FACE_ROUTES, ROUTES
from kiosk.platform.values import ErrorCode
from kiosk.proving import Case
from kiosk.session import Level, Session, Trouble
from kiosk.step import Backward, Fail, Idle, Onward, Stay, Step, Turn
from kiosk.taps import Asked, WentBack, WentOn

TRIES = 3
"""A visit, whatever cards are laid (our choice, as with a PIN): then staff or another way. A card has its own limit."""
GUARDIAN_BELOW = 14
"""个人信息保护法 article 31."""


def refuse_child(session: Session) -> Turn:
    """A child's face is not asked for."""
    return Fail(_closed(session), Trouble("face_needs_guardian", again_at=None))


def _closed(session: Session) -> Session:
    return replace(session, closed_routes=session.closed_routes | FACE_ROUTES)


def _agree(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            # From here on the camera may have seen somebody, however the visit goes on.
            agreed = replace(session, face=replace(session.face, agreed=_case(session), was_used=True), notice="")
            return Onward(agreed, (answered(session, "face", "yes"),))
        case Tapped(WentBack()):
            return elsewhere(session, "face_refused", closing=FACE_ROUTES, effects=(answered(session, "face", "no"),))
    return None


def _agree_to_picture(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            agreed = replace(session, face=replace(session.face, picture_agreed=_case(session)), notice="")
            return Onward(agreed, (answered(session, "face-picture", "yes"),))
        case Tapped(WentBack()):
            no = answered(session, "face-picture", "no")
            return elsewhere(session, "face_refused", closing=FACE_ROUTES, effects=(no,))
    return None


def _case(session: Session) -> Case:
    """What a yes of now would be for, and whose."""
    return (session.item.id if session.item is not None else "", _number(session))


def _number(session: Session) -> str:
    card = session.card
    return card.number if card is not None else session.proving.number


def _is_compared_here(session: Session) -> bool:
    """With a portrait that can be compared, no picture leaves the terminal."""
    return _portrait(session) is not None


def _portrait(session: Session) -> bytes | None:
    card = session.card
    return None if card is None or session.proving.portrait_is_poor else card.portrait


def _actions(session: Session) -> int:
    """Random actions by what the way proves: it holds for every item of the visit, whatever the one under way wants."""
    return 3 if session.route is not None and ROUTES[session.route].proves >= Level.CARD_AND_FACTOR else 2


def _look(session: Session) -> tuple[Effect, ...]:
    portrait = _portrait(session)
    request = FaceRequest(
        portrait, actions=_actions(session), seated=session.face.is_seated, wants_picture=portrait is None
    )
    return (VerifyFace(request, session.card or session.proving.number, route=session.route or ""),)


def _looked_at(session: Session, event: Event) -> Turn | None:
    match event:
        case FaceGuided(guidance):
            return Stay(replace(session, proving=replace(session.proving, guidance=guidance), notice=""))
        case Tapped(Asked()) if may_sit(session):
            seated = replace(session, face=replace(session.face, is_seated=True), notice="")
            return Backward(replace(seated, proving=replace(seated.proving, guidance=None)), to="face")
        case FaceSettled(Verdict.POOR_PORTRAIT):
            poor = replace(session.proving, portrait_is_poor=True, guidance=None)
            return Backward(replace(session, proving=poor, notice="poor_portrait"), to="picture_consent")
        case FaceSettled(verdict, draw, picture, ended_s):
            seen = replace(session.proving, verdict=verdict, draw=draw, picture=picture, ended_s=ended_s, guidance=None)
            return Onward(replace(session, proving=seen, notice=""))
        case Failed(ErrorCode.FACE_TRIES_USED.value):
            return _no_more(session)
    return None


def may_sit(session: Session) -> bool:
    """Whether 坐着 can still be chosen."""
    return session.terminal.can_sit and not session.face.is_seated


def _no_more(session: Session) -> Turn:
    """The card's draws, or the visit's tries, are used up."""
    return Fail(_closed(session), Trouble("face_tries_used", again_at=None))


def _prove(session: Session) -> tuple[Effect, ...]:
    proving = session.proving
    if proving.verdict is None or proving.draw is None or session.item is None:
        raise AssertionError("a face is proven after it was looked at")
    prove = ProveFace(
        verdict=proving.verdict,
        card=session.card,
        number=_number(session),
        picture=proving.picture,
        ended_s=proving.ended_s,
        draw=proving.draw,
        item=session.item.id,
        session=session.name,
        deed=session.deed(f"consent-{session.page}"),
    )
    return (prove,)


def _proven(session: Session, event: Event) -> Turn | None:
    match event:
        case Identified(identity):
            return Onward(session.identified(identity))
        case ConsentGiven(consent):
            kept = replace(session.face, consents=(*session.face.consents, consent))
            return Stay(replace(session, face=kept))
        case FaceNotProven(can_try_again):
            tries = session.face.tries + 1
            unproven = replace(session.proving, verdict=None, draw=None, picture=None)
            again = replace(session, face=replace(session.face, tries=tries), proving=unproven)
            if tries < TRIES and can_try_again:
                return Fail(again, Trouble("face_not_proven", again_at="face"))
            return _no_more(again)
    return None


STEPS = (
    Step(
        name="face_consent",
        screen="consent",
        words="face_consent",
        idle=Idle.CHOOSING,
        takes=_agree,
        passes=lambda session: session.face.agreed == _case(session),
    ),
    Step(
        name="picture_consent",
        screen="consent",
        words="picture_consent",
        idle=Idle.CHOOSING,
        takes=_agree_to_picture,
        passes=lambda session: session.face.picture_agreed == _case(session) or _is_compared_here(session),
    ),
    Step(
        name="face",
        screen="face",
        idle=Idle.NEVER,
        takes=_looked_at,
        enter=_look,
        waits_for="face",
    ),
    Step(
        name="prove_face",
        screen="working",
        idle=Idle.NEVER,
        takes=_proven,
        enter=_prove,
        again="face",
    ),
)

"""Seeing and taking back the consent to send a picture: recorded at the platform, where it stays as withdrawn."""

from dataclasses import replace

from kiosk.effects import Effect, ShowConsents, WithdrawConsents
from kiosk.events import ConsentsShown, ConsentsWithdrawn, Event, Tapped
from kiosk.flows.identity.choose import answered
from kiosk.session import Session
from kiosk.step import Backward, Idle, Onward, Step, Turn
from kiosk.taps import WentBack, WentOn


def is_offered(session: Session) -> bool:
    """Whether there is one, and no slip is under way: its end is told to the last screen."""
    return bool(session.face.consents) and session.slip_printed is not None


def steps(back_to: str) -> tuple[Step, ...]:
    """What was agreed to, and taking it back; both end at the step of that name."""

    def asked(session: Session, event: Event) -> Turn | None:
        match event:
            case ConsentsShown(consents):
                return Onward(replace(session, face=replace(session.face, shown=consents), notice=""))
        return None

    def shown(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(WentOn()):
                return Onward(session, (answered(session, "face-picture", "withdrawn"),))
            case Tapped(WentBack()):
                return Backward(session, to=back_to)
        return None

    def withdrawn(session: Session, event: Event) -> Turn | None:
        match event:
            case ConsentsWithdrawn():
                nothing = replace(session.face, consents=(), shown=(), agreed=None, picture_agreed=None)
                return Backward(replace(session, face=nothing, notice="consent_withdrawn"), to=back_to)
        return None

    return (
        Step(name="show_consent", screen="working", idle=Idle.NEVER, takes=asked, enter=_ask),
        Step(name="given_consent", screen="consent", words="given_consent", idle=Idle.CHOOSING, takes=shown),
        Step(
            name="withdraw",
            screen="working",
            idle=Idle.NEVER,
            takes=withdrawn,
            enter=_withdraw,
            again="given_consent",
        ),
    )


def _ask(session: Session) -> tuple[Effect, ...]:
    return (ShowConsents(session.face.consents),)


def _withdraw(session: Session) -> tuple[Effect, ...]:
    return (WithdrawConsents(session.face.consents),)

"""A one-time code to a phone on record: sending it, and typing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from kiosk.effects import ActAsAgent, CheckCode, Effect, HelpPerson, SendCode
from kiosk.events import CodeRefused, CodeSent, Event, Failed, Identified, Tapped
from kiosk.platform.values import Challenge, ChallengeAnswer, ErrorCode, Identity
from kiosk.session import Level, Session, Trouble
from kiosk.step import Backward, Fail, Idle, Onward, Stay, Step, Steps, Turn, home
from kiosk.taps import Asked, Digit, Erased, WentBack


@dataclass(frozen=True, slots=True)
class CodeSteps:
    """Makes the two steps.

    Args:
        name: of the second one, and of its words.
        send: has the code sent.
        number: whose identity it must open; empty where only the platform knows.
        proven: what the session becomes.
        may_act: whether the answer may be that somebody acts for the person.
        passes: whether nobody is to get this code.
        told: other troubles for refusals that concern another person than the one who reads them.
    """

    name: str
    send: Callable[[Session], SendCode | HelpPerson | ActAsAgent]
    number: Callable[[Session], str]
    proven: Callable[[Session, Identity], Session]
    may_act: bool = False
    passes: Callable[[Session], bool] = lambda _: False
    told: Mapping[str, str] = field(default_factory=dict)

    def steps(self) -> Steps:
        """Sending, then typing."""
        return (
            Step(
                name=self._sending,
                screen="working",
                idle=Idle.NEVER,
                takes=self._sent,
                enter=self._enter,
                passes=self.passes,
                needs=Level.CARD,
            ),
            Step(
                name=self.name,
                screen="code",
                words=self.name,
                idle=Idle.PERSONAL,
                takes=self._takes,
                passes=self.passes,
                needs=Level.CARD,
                again=self._sending,
            ),
        )

    @property
    def _sending(self) -> str:
        return f"send_{self.name}"

    def _enter(self, session: Session) -> tuple[Effect, ...]:
        sending = self.send(session)
        return (replace(sending, known=session.codes.get(sending.to)),)

    def _sent(self, session: Session, event: Event) -> Turn | None:
        match event:
            case CodeSent(challenge, is_new):
                codes = {**session.codes, self.send(session).to: challenge}
                notice = session.notice if is_new else "code_still_good"
                return Onward(replace(session, challenge=challenge, codes=codes, digits="", notice=notice))
            case Failed(ErrorCode.TOO_MANY_TRIES.value):
                return _too_many_tries(session)
            case Failed(key) if key in self.told:
                return Fail(session, Trouble(self.told[key], again_at=None))
        return None

    def _takes(self, session: Session, event: Event) -> Turn | None:
        challenge = session.challenge
        if challenge is None:
            raise AssertionError("the code step comes after a challenge")
        match event:
            case Tapped(WentBack()):
                return home(session)
            case CodeRefused(tries_left) if tries_left > 0:
                return Stay(replace(session, digits="", notice="code_wrong", notice_number=tries_left))
            case CodeRefused() | Failed(ErrorCode.TOO_MANY_TRIES.value):
                return _too_many_tries(session)
            case Identified(identity) if identity.acting is not None and not self.may_act:
                return Fail(_used(session), Trouble("wrong_answer", again_at=None))
            case Identified(identity) if identity.level < Level.CARD_AND_FACTOR:
                return Fail(_used(session), Trouble("not_enough", again_at=None))
            case Identified(identity):
                return Onward(self.proven(_used(session), identity))
            case Failed(ErrorCode.CODE_EXPIRED.value):
                return Fail(_used(session), Trouble("code_expired", again_at=self._sending))
            case Tapped() if len(session.digits) < challenge.digits:
                return self._typed(session, event, challenge)
        return None

    def _typed(self, session: Session, event: Tapped, challenge: Challenge) -> Turn | None:
        match event:
            case Tapped(Digit(digit)):
                digits = session.digits + digit
                more = replace(session, digits=digits, notice="")
                if len(digits) < challenge.digits:
                    return Stay(more)
                return Stay(more, (CheckCode(challenge, ChallengeAnswer(code=digits), self.number(session)),))
            case Tapped(Erased()):
                return Stay(replace(session, digits=session.digits[:-1], notice=""))
            case Tapped(Asked()) if session.seconds_left is None:
                return Backward(replace(_without_code(session), notice="code_sent_again"), to=self._sending)
        return None


def _too_many_tries(session: Session) -> Turn:
    """The platform takes no code of this person for a while: the way is over for this visit."""
    closed = session.closed_routes | ({session.route} if session.route is not None else set())
    return Fail(replace(_used(session), closed_routes=closed), Trouble("too_many_tries", again_at=None))


def _without_code(session: Session) -> Session:
    return replace(session, digits="", challenge=None)


def _used(session: Session) -> Session:
    """Nobody can type it any more."""
    left = {to: challenge for to, challenge in session.codes.items() if challenge is not session.challenge}
    return replace(_without_code(session), codes=left)

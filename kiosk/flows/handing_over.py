"""代办送达: what an agent has brought is signed for by whoever it is for, who stands beside and has said who they are.

*handing_over.steps(back_to="agent_departments")      in the agent's table; entered at handing_over.FIRST
"""

from dataclasses import replace
from datetime import datetime

from drivers.receipt_printer import Slip
from kiosk.effects import Effect
from kiosk.events import Event, Tapped, TimeUp
from kiosk.flows import giving_slip, signing, slip_by_itself
from kiosk.flows.making_paper import item_of, person_of
from kiosk.lodgement_effects import Lodge
from kiosk.lodgement_events import Lodged
from kiosk.platform.hand_over_values import HandedOver, HandOver
from kiosk.platform.service_values import CaseFile
from kiosk.service_effects import ListCases
from kiosk.service_events import CasesListed
from kiosk.session import Level, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Step, Steps, Turn, tell_time
from kiosk.taps import Asked, Chosen, WentBack, WentOn

FIRST, CASES, AGREE, SIGN, LODGE, DONE = (
    "hand_over_list",
    "hand_over_cases",
    "hand_over_agree",
    "hand_over_sign",
    "hand_over_lodge",
    "handed_over",
)
SLIP = "progress-slip"


def steps(*, back_to: str, dot: int) -> Steps:
    """Which case, the signature or a plain yes, the province's record of it, a slip for the person.

    Args:
        back_to: step that 上一步 before anything is chosen enters.
        dot: of the step dots.
    """

    def chosen(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(Chosen(case_no)):
                case = next((one for one in session.serving.cases if one.progress.case_no == case_no), None)
                if case is None:
                    return None
                with_case = replace(session, serving=replace(session.serving, case=case))
                return Onward(signing.unsigned(with_case))
            case Tapped(WentBack()):
                return Backward(replace(session, notice=""), to=back_to)
        return None

    signed = signing.step(SIGN, back_to=CASES, passes=lambda _: False, needs=_L2, dot=dot)
    cases = Step(
        name=CASES,
        screen="pick",
        words=CASES,
        idle=Idle.PERSONAL,
        takes=chosen,
        offers=lambda session: tuple(one.progress.case_no for one in session.serving.cases),
        needs=_L2,
    )
    block = (_LIST, cases, _AGREE, signed, _LODGE, _DONE)
    return tuple(replace(step, dot=dot) for step in block)


def _list(session: Session) -> tuple[Effect, ...]:
    return (ListCases(person_of(session)[0]),)


def _listed(session: Session, event: Event) -> Turn | None:
    match event:
        case CasesListed(found):
            cases = tuple(one for one in found if one.may_hand_over)
            if not cases:
                return Fail(session, Trouble("nothing_to_hand_over", again_at=None))
            return Onward(replace(session, serving=replace(session.serving, cases=cases, case=None)))
    return None


def case_of(session: Session) -> CaseFile:
    """The one that is handed over."""
    if session.serving.case is None:
        raise AssertionError("only what was chosen is handed over")
    return session.serving.case


def _is_signed(session: Session) -> bool:
    return session.terminal.health.has(signing.PAD)


def _agreed(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(session)
        case Tapped(WentBack()):
            return Backward(session, to=CASES)
    return None


def _lodge(session: Session) -> tuple[Effect, ...]:
    request = HandOver(case_no=case_of(session).progress.case_no, signature=session.gathering.signature)
    deed = session.deed(f"hand-over-{session.page}")
    return (Lodge(request, deed, session.name, item_of(session).id, person_of(session)[0]),)


def _lodged(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(HandedOver(case=case)):
            bare = signing.unsigned(session)
            return Onward(replace(bare, serving=replace(session.serving, case=case), slip_printed=None))
    return None


def _done(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentOn() | WentBack()) | TimeUp():
            return Finish()
    return slip_by_itself.shown(session, event, _slip, "handed-over")


def _slip(session: Session, at: datetime) -> Slip | None:
    return giving_slip.slip_of(session, SLIP, case_of(session).progress, at)


_L2 = Level.CARD_AND_FACTOR
_LIST = Step(name=FIRST, screen="working", words=FIRST, idle=Idle.NEVER, takes=_listed, enter=_list, needs=_L2)
_AGREE = Step(
    name=AGREE,
    screen="consent",
    words=AGREE,
    idle=Idle.PERSONAL,
    takes=_agreed,
    passes=_is_signed,
    needs=_L2,
)
_LODGE = Step(
    name=LODGE,
    screen="working",
    words=LODGE,
    idle=Idle.NEVER,
    takes=_lodged,
    enter=_lodge,
    needs=_L2,
    can_leave=False,
    again=FIRST,
)
_DONE = Step(name=DONE, screen="result", words=DONE, idle=Idle.FAREWELL, takes=_done, enter=tell_time, needs=_L2)

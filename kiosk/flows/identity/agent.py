"""网格代办: an agent shows pass and PIN; the person reads what is asked, lays a card and says yes by a code.

Both stand in the books. An agent may do what config/registers/agent-matters.csv lists, one person after the other.
"""

from dataclasses import replace

from kiosk.effects import ActAsAgent
from kiosk.events import CardRead, Event, Tapped
from kiosk.flows import staff_pass
from kiosk.flows.identity.card_code import card_of, card_step, keep
from kiosk.flows.identity.choose import answered
from kiosk.flows.identity.code import CodeSteps
from kiosk.locker_events import StaffKnown
from kiosk.platform.values import ErrorCode
from kiosk.session import Session, Trouble
from kiosk.step import Fail, Idle, Onward, Step, Turn, home
from kiosk.taps import WentBack, WentOn

ROLE = "agent"
_OF_THE_PERSON = {
    ErrorCode.NO_PHONE.value: "person_no_phone",
    ErrorCode.PERSON_UNKNOWN.value: "person_helped_unknown",
}
"""What the platform says of the person is not told to the agent as of themselves."""


def _only_agents(step: Step) -> Step:
    """Somebody of the staff who is no agent goes no further."""

    def takes(session: Session, event: Event) -> Turn | None:
        if isinstance(event, StaffKnown) and ROLE not in event.session.roles:
            return Fail(session, Trouble("no_agent", again_at="staff_pass"))
        return step.takes(session, event)

    return replace(step, takes=takes)


def _agreed(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(replace(session, notice=""), (answered(session, "agent", "yes"),))
        case Tapped(WentBack()):
            return home(session)
    return None


def _person(session: Session, event: CardRead) -> Turn:
    if event.is_child:
        return Fail(session, Trouble("agent_not_for_children", again_at="agent_person"))
    return keep(session, event)


def _ask_person(session: Session) -> ActAsAgent:
    return ActAsAgent(session.parcels.staff[0].token, card_of(session))


STEPS = (
    *(_only_agents(step) for step in staff_pass.steps("staff", dot=3)),
    Step(name="agent_consent", screen="consent", words="agent_consent", idle=Idle.CHOOSING, takes=_agreed),
    card_step("agent_person", _person),
    *CodeSteps(
        "person_code",
        send=_ask_person,
        number=lambda session: card_of(session).number,
        proven=lambda session, identity: session.identified(identity),
        may_act=True,
        told=_OF_THE_PERSON,
    ).steps(),
)

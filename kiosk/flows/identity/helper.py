"""帮家人办: a helper proves who they are by card and code; the person helped lays a card and says yes by a code.

Both stand in the books. The helper may do only items whose file accepts this way, and only for that person.
"""

from collections.abc import Callable
from dataclasses import replace

from kiosk.effects import HelpPerson, SendCode
from kiosk.events import CardRead, Event, Tapped
from kiosk.flows.identity.card_code import card_of, card_step, keep
from kiosk.flows.identity.choose import answered
from kiosk.flows.identity.code import CodeSteps
from kiosk.platform.values import ErrorCode, Identity
from kiosk.proving import RELATIONS
from kiosk.session import Session, Trouble
from kiosk.step import Fail, Idle, Onward, Step, Steps, Turn, home
from kiosk.taps import Chosen, WentBack

_OF_THE_PERSON = {
    ErrorCode.NO_PHONE.value: "person_no_phone",
    ErrorCode.PERSON_UNKNOWN.value: "person_helped_unknown",
}
"""What the platform says of the person who is helped is not told to the helper as of themselves."""


def _relation(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(chosen)):
            for relation in RELATIONS:
                if relation == chosen:
                    related = replace(session, proving=replace(session.proving, relation=relation), notice="")
                    return Onward(related, (answered(session, "helper", "yes"),))
        case Tapped(WentBack()):
            return home(session)
    return None


def _principal(session: Session, event: CardRead) -> Turn:
    if event.is_child and session.proving.relation != "guardian":
        return Fail(session, Trouble("child_needs_guardian", again_at="relation"))
    laid = replace(session.proving, principal=event.card, principal_is_child=event.is_child)
    return Onward(replace(session, proving=laid, notice=""))


def _helper(session: Session, event: CardRead) -> Turn:
    principal = session.proving.principal
    if event.is_child:
        return Fail(session, Trouble("helper_is_child", again_at="helper_card"))
    if principal is not None and principal.number == event.card.number:
        return Fail(session, Trouble("same_card", again_at="helper_card"))
    return keep(session, event)


def _helper_proven(session: Session, identity: Identity) -> Session:
    return replace(session, proving=replace(session.proving, helper=identity))


def _ask_person(session: Session) -> HelpPerson:
    proving = session.proving
    if proving.helper is None or proving.principal is None or proving.relation is None:
        raise AssertionError("a person is asked after helper and relation are known")
    return HelpPerson(proving.helper, proving.principal, proving.relation)


def _principal_number(session: Session) -> str:
    principal = session.proving.principal
    return principal.number if principal is not None else ""


def _yes_of(name: str, *, passes: Callable[[Session], bool]) -> Steps:
    return CodeSteps(
        name,
        send=_ask_person,
        number=_principal_number,
        proven=lambda session, identity: session.identified(identity),
        may_act=True,
        passes=passes,
        told=_OF_THE_PERSON,
    ).steps()


STEPS = (
    Step(name="relation", screen="pick", words="relation", idle=Idle.CHOOSING, takes=_relation),
    card_step("person_card", _principal),
    card_step("helper_card", _helper),
    *CodeSteps(
        "helper_code",
        send=lambda session: SendCode(card_of(session)),
        number=lambda session: card_of(session).number,
        proven=_helper_proven,
    ).steps(),
    *_yes_of("person_code", passes=lambda session: session.proving.principal_is_child),
    # Below 14 the registered guardian says yes, on the phone that has just had the helper's own code.
    *_yes_of("guardian_code", passes=lambda session: not session.proving.principal_is_child),
)

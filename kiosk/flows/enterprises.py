"""For which enterprise: one that the register knows the person to speak for, or one whose code is typed."""

from dataclasses import replace

from kiosk.applying_effects import ListEnterprises
from kiosk.applying_events import EnterprisesListed
from kiosk.effects import Effect
from kiosk.events import Event, Tapped
from kiosk.flows import ask_form
from kiosk.flows.inquiring import form_named
from kiosk.flows.making_paper import person_of
from kiosk.session import Level, Session
from kiosk.step import BEFORE_START, Backward, Idle, Onward, Step, Steps, Turn
from kiosk.taps import Chosen, WentBack

FORM, PREFIX, OTHER = "credit-code", "enterprise", "other"
ENTERPRISE = "enterprise"
"""Name of the step where one is chosen."""


def steps() -> Steps:
    """The steps, for whoever has proved who they are."""
    typed = ask_form.steps(form_named(FORM), back_to=ENTERPRISE, has_review=False, prefix=PREFIX, needs=_L2, dot=4)
    return (LIST, CHOOSE, *(step.only(lambda session: session.application.is_other) for step in typed))


def _list(session: Session) -> tuple[Effect, ...]:
    return (ListEnterprises(person_of(session)[0]),)


def _listed(session: Session, event: Event) -> Turn | None:
    match event:
        case EnterprisesListed(found):
            return Onward(replace(session, application=replace(session.application, enterprises=found)))
    return None


def _choose(session: Session, event: Event) -> Turn | None:
    application = session.application
    match event:
        case Tapped(Chosen(choice)) if choice == OTHER:
            return Onward(replace(session, application=replace(application, enterprise="", is_other=True)))
        case Tapped(Chosen(choice)) if any(one.credit_code == choice for one in application.enterprises):
            return Onward(replace(session, application=replace(application, enterprise=choice, is_other=False)))
        case Tapped(WentBack()):
            return Backward(session, to=BEFORE_START)
    return None


_L2 = Level.CARD_AND_FACTOR
LIST = Step(name="enterprises", screen="working", idle=Idle.NEVER, takes=_listed, enter=_list, needs=_L2, dot=4)
CHOOSE = Step(name=ENTERPRISE, screen="pick", words="enterprises", idle=Idle.PERSONAL, takes=_choose, needs=_L2, dot=4)

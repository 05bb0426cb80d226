"""Something goes to the person's phone: an electronic licence, a pass. A code on the glass, which works once.

An item with a `record` hands over one of the person's licences; any other one its own pass; an application its paper,
where the person wanted it so.
"""

from dataclasses import replace

from kiosk.effects import Effect
from kiosk.events import Event, Tapped
from kiosk.flows import identity
from kiosk.flows.making_paper import item_of, person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.lodgement_effects import AskPhoneCode
from kiosk.lodgement_events import PhoneCodeTold
from kiosk.service_effects import ListLicences
from kiosk.service_events import LicencesListed
from kiosk.session import Level, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Step, Steps, Turn, home
from kiosk.taps import Asked, Chosen, OtherWay, WentBack, WentOn

VALID = "有效"


def steps(item: Item, route: Route | None) -> Steps:
    """Who it is, which licence, then the code."""
    chosen = (LIST, PICK) if item.settings.record else ()
    return (*identity.steps(item, route), *chosen, FETCH, SHOW)


def of_application(item: Item) -> Steps:
    """The code alone, in an application's table, after it is accepted."""
    if item.settings.apply is None or "electronic" not in item.settings.apply.delivery:
        return ()
    return tuple(replace(step, passes=_is_on_paper) for step in (replace(FETCH, enter=_fetch_paper), SHOW))


def is_wanted(session: Session) -> bool:
    """Whether the person wants the paper of their application on their phone."""
    return session.delivery.way == "electronic"


def _is_on_paper(session: Session) -> bool:
    return not is_wanted(session)


def _fetch_paper(session: Session) -> tuple[Effect, ...]:
    accepted = session.application.accepted
    if accepted is None:
        raise AssertionError("only what was accepted has a paper")
    case_no = accepted.case.progress.case_no
    return (AskPhoneCode(person_of(session)[0], item_of(session).id, case_no=case_no),)


def _list(session: Session) -> tuple[Effect, ...]:
    return (ListLicences(person_of(session)[0]),)


def _listed(session: Session, event: Event) -> Turn | None:
    match event:
        case LicencesListed(licences):
            valid = tuple(one for one in licences if one.state == VALID)
            if not valid:
                return Fail(session, Trouble("nothing_found", again_at=None))
            return Onward(replace(session, serving=replace(session.serving, licences=valid)))
    return None


def offered(session: Session) -> tuple[str, ...]:
    """Ids of the licences that can go to the phone."""
    return tuple(one.id for one in session.serving.licences)


def _picked(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)) if choice in offered(session):
            return Onward(replace(session, serving=replace(session.serving, code=choice), notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def _fetch(session: Session) -> tuple[Effect, ...]:
    return (AskPhoneCode(person_of(session)[0], item_of(session).id, session.serving.code),)


def _fetched(session: Session, event: Event) -> Turn | None:
    match event:
        case PhoneCodeTold(told):
            return Onward(replace(session, serving=replace(session.serving, phone=told)))
    return None


def _shown(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(OtherWay()):
            # The one before stays unused: nobody has it.
            return Backward(replace(session, serving=replace(session.serving, phone=None)), to=FETCH.name)
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentBack()) if session.serving.code:
            return Backward(replace(session, notice=""), to=PICK.name)
        case Tapped(WentOn() | WentBack()):
            return Finish()
    return None


_L2 = Level.CARD_AND_FACTOR
LIST = Step(name="phone_licences", screen="working", idle=Idle.NEVER, takes=_listed, enter=_list, needs=_L2, dot=4)
PICK = Step(
    name="phone_licence",
    screen="pick",
    words="phone_licence",
    idle=Idle.PERSONAL,
    takes=_picked,
    offers=offered,
    needs=_L2,
    dot=4,
)
FETCH = Step(
    name="phone_fetch",
    screen="working",
    words="phone_fetch",
    idle=Idle.NEVER,
    takes=_fetched,
    enter=_fetch,
    needs=_L2,
    dot=5,
)
SHOW = Step(
    name="phone_code_shown",
    screen="phone",
    words="phone_code_shown",
    idle=Idle.PERSONAL,
    takes=_shown,
    needs=_L2,
    dot=5,
)

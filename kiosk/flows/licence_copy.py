"""Print a copy of an electronic licence, derived for one purpose and for some time."""

from dataclasses import replace

from kiosk.effects import Effect, LookUp
from kiosk.events import Event, RecordFound
from kiosk.flows import ask_form, identity, inquiring, making_paper
from kiosk.flows.identity import withdrawal
from kiosk.flows.making_paper import item_of, person_of
from kiosk.flows.print_certificate import CHECK, found
from kiosk.forms.form import FromList
from kiosk.forms.picking import Lists, Pick
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.service_effects import ListLicences
from kiosk.service_events import LicencesListed
from kiosk.session import Level, Session, Trouble
from kiosk.step import Fail, Idle, Onward, Step, Steps, Turn
from printing.records.enterprise import LicenceCopy

LICENCES = "licences"
"""What a form calls the person's own licences."""
LICENCE = "licence"
"""Id of the question which of them."""


def steps(item: Item, route: Route | None) -> Steps:
    """Prove who you are, choose licence, purpose and time, look it over, take the paper."""
    level = max(Level(item.settings.level), Level.CARD_AND_FACTOR)
    form = inquiring.form_of(item, offers_copies=False)
    has_list = any(isinstance(question, FromList) for question in form.questions)
    listed = (replace(LIST, needs=level),) if has_list else ()
    asked = ask_form.steps(form, lists=_lists, has_review=False, needs=level, dot=4) if form.questions else ()
    return (
        *identity.steps(item, route),
        *listed,
        *asked,
        *(replace(step, needs=level) for step in (LOOK_UP, CHECK)),
        *making_paper.steps(item),
        *withdrawal.steps("done"),
    )


def _lists(session: Session) -> Lists:
    """Licences that may be printed, by the id that the platform gave them."""
    return {
        LICENCES: tuple(
            Pick(one.id, one.name, hint=one.number, icon="card") for one in session.serving.licences if one.may_print
        )
    }


def _list(session: Session) -> tuple[Effect, ...]:
    return (ListLicences(person_of(session)[0]),)


def _listed(session: Session, event: Event) -> Turn | None:
    match event:
        case LicencesListed(licences):
            told = replace(session, serving=replace(session.serving, licences=licences))
            if not any(one.may_print for one in licences):
                return Fail(told, Trouble("nothing_found", again_at=None))
            return Onward(told)
    return None


def _look_up(session: Session) -> tuple[Effect, ...]:
    person, number = person_of(session)
    item = item_of(session)
    return (LookUp(person, number, inquiring.inquiry_of(session, item, inquiring.form_of(item, offers_copies=False))),)


def _found(session: Session, event: Event) -> Turn | None:
    """Another of the person's own licences than the chosen one would be right in everything but that."""
    match event:
        case RecordFound(LicenceCopy() as copy, wanted) if wanted is not None and LICENCE in wanted.asked:
            chosen = next((one for one in session.serving.licences if one.id == wanted.asked[LICENCE]), None)
            if chosen is None or copy.identifier != chosen.identifier:
                return Fail(session, Trouble("wrong_answer", again_at=None))
    return found(session, event)


_L2 = Level.CARD_AND_FACTOR
LIST = Step(name="list", screen="working", idle=Idle.NEVER, takes=_listed, enter=_list, needs=_L2, dot=4)
LOOK_UP = Step(name="look_up", screen="working", idle=Idle.NEVER, takes=_found, enter=_look_up, needs=_L2, dot=4)

"""Show what is on record; then, if the person likes, print it or give a slip."""

from dataclasses import replace

from kiosk.effects import Effect, LookUp
from kiosk.events import Event, RecordFound
from kiosk.flows import giving_slip, identity, inquiring, making_paper, showing
from kiosk.flows.identity import withdrawal
from kiosk.flows.making_paper import item_of, person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.service_effects import LookUpOpen
from kiosk.session import Level, Session
from kiosk.step import Idle, Onward, Step, Steps, Turn
from printing.layout_schema import DrawnLayout, Layout, SlipLayout
from printing.records.value import Record


def steps(item: Item, route: Route | None) -> Steps:
    """Choose, prove who you are where the record is a person's, look at it, take it along."""
    level = Level(item.settings.level)
    ends: Steps = ()
    if isinstance(item.paper, Layout | DrawnLayout) and level >= Level.CARD_AND_FACTOR:
        ends = (*making_paper.steps(item), *withdrawal.steps("done"))
    elif isinstance(item.paper, SlipLayout):
        ends = giving_slip.steps(_record, back_to="result", needs=level, dot=5)
    return (
        *inquiring.steps(item, offers_copies=False),
        *identity.steps(item, route),
        replace(LOOK_UP, needs=level),
        showing.result(level, 4),
        *ends,
    )


def look_up(session: Session) -> tuple[Effect, ...]:
    """Ask for the record: the person's, or what anybody may see."""
    item = item_of(session)
    inquiry = inquiring.inquiry_of(session, item, inquiring.form_of(item, offers_copies=False))
    if item.settings.level == Level.NOBODY:
        return (LookUpOpen(inquiry),)
    person, number = person_of(session)
    return (LookUp(person, number, inquiry),)


def found(session: Session, event: Event) -> Turn | None:
    """Keep it."""
    match event:
        case RecordFound(record, wanted):
            serving = replace(session.serving, wanted=wanted, page=0, ending="")
            return Onward(replace(session, record=record, serving=serving))
    return None


def _record(session: Session) -> Record | None:
    return session.record if isinstance(session.record, Record) else None


LOOK_UP = Step(name="look_up", screen="working", idle=Idle.NEVER, takes=found, enter=look_up, dot=4)

"""Print a certificate of what the platform has on record about the person who stands there."""

from dataclasses import replace

from kiosk.effects import Effect, LookUp
from kiosk.events import Event, RecordFound, Tapped
from kiosk.flows import identity, inquiring, making_paper
from kiosk.flows.identity import withdrawal
from kiosk.flows.making_paper import item_of, person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.session import Level, Session, Trouble
from kiosk.step import Fail, Finish, Idle, Onward, Step, Steps, Turn
from kiosk.taps import Asked, WentBack, WentOn


def steps(item: Item, route: Route | None) -> Steps:
    """Choose, prove who you are as surely as the item wants it, look it over, take the paper."""
    level = max(Level(item.settings.level), Level.CARD_AND_FACTOR)
    return (
        *inquiring.steps(item, offers_copies=True),
        *identity.steps(item, route),
        *(replace(step, needs=level) for step in (LOOK_UP, CHECK)),
        *making_paper.steps(item),
        *withdrawal.steps("done"),
    )


def look_up(session: Session) -> tuple[Effect, ...]:
    """Ask for the item's record, with all that was answered."""
    person, number = person_of(session)
    item = item_of(session)
    form = inquiring.form_of(item, offers_copies=True)
    return (LookUp(person, number, inquiring.inquiry_of(session, item, form)),)


def found(session: Session, event: Event) -> Turn | None:
    """Keep the record, and how it was asked for."""
    match event:
        case RecordFound(record) if (only := item_of(session).settings.only_without) and getattr(record, only):
            # A paper that says the opposite of its name helps nobody, and is counted as one of today's.
            return Fail(session, Trouble("not_without", again_at=None))
        case RecordFound(record, wanted):
            serving = replace(session.serving, wanted=wanted, copies=inquiring.copies_of(session, item_of(session)))
            return Onward(replace(session, record=record, serving=serving))
    return None


def _check(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(session)
        case Tapped(Asked()):
            # Nobody here can change what is on record: the person learns who can.
            return Fail(session, Trouble("record_wrong", again_at=CHECK.name))
        case Tapped(WentBack()):
            return Finish()
    return None


_L2 = Level.CARD_AND_FACTOR
"""The least that any of these opens to; `steps` raises it to the item's own level."""
LOOK_UP = Step(name="look_up", screen="working", idle=Idle.NEVER, takes=found, enter=look_up, needs=_L2, dot=4)
CHECK = Step(name="check", screen="check", idle=Idle.PERSONAL, takes=_check, needs=_L2, dot=4)

"""Both sides of a card on one sheet, in true size, marked with what the copy is for and the day."""

from datetime import date

from kiosk.copying import SUBJECT
from kiosk.copying_effects import ScanSide
from kiosk.copying_events import NotTaken, SideScanned
from kiosk.effects import Effect
from kiosk.events import Event, Tapped
from kiosk.flows import ask_form, copying_out, empty_glass, inquiring
from kiosk.flows.copying_out import noticed, with_copying
from kiosk.flows.making_paper import item_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.session import Session
from kiosk.step import BEFORE_START, Backward, Idle, Onward, Stay, Step, Steps, Turn
from kiosk.taps import WentBack
from printing.records.hall import CardCopy

PURPOSE = "purpose"
"""Id of the question what it is for."""


def steps(item: Item, _: Route | None) -> Steps:
    """What for, front, back, then look, pay and print."""
    form = inquiring.form_of(item, offers_copies=False)
    return (
        *ask_form.steps(form, back_to=BEFORE_START, has_review=False, dot=1),
        *empty_glass.steps(lambda session: Backward(with_copying(session), to=f"ask-{PURPOSE}"), dot=2),
        FRONT,
        BACK,
        *copying_out.steps(_made, back_to=FRONT.name),
    )


def _made(session: Session, day: date) -> CardCopy:
    form = inquiring.form_of(item_of(session), offers_copies=False)
    question = next(one for one in form.questions if one.id == PURPOSE)
    return CardCopy(
        subject=SUBJECT,
        issuer=session.terminal.place,
        front=session.copying.front,
        back=session.copying.back,
        purpose=inquiring.words_of(question, ask_form.answers(session, form)[PURPOSE]),
        copied_on=day,
    )


def _front(_: Session) -> tuple[Effect, ...]:
    return (ScanSide(),)


def _front_taken(session: Session, event: Event) -> Turn | None:
    match event:
        case SideScanned(side, seen):
            return Onward(with_copying(session, front=side, seen=seen))
        case NotTaken(why):
            return Stay(noticed(session, why))
        case Tapped(WentBack()):
            return Backward(with_copying(session), to=f"ask-{PURPOSE}")
    return None


def _back(session: Session) -> tuple[Effect, ...]:
    return (ScanSide(session.copying.seen),)


def _back_taken(session: Session, event: Event) -> Turn | None:
    match event:
        case SideScanned(side):
            return Onward(with_copying(session, back=side))
        case NotTaken(why):
            return Stay(noticed(session, why))
        case Tapped(WentBack()):
            return Backward(with_copying(session, front=b"", seen=None), to=FRONT.name)
    return None


FRONT = Step(
    name="copy_front",
    screen="lay_card",
    words="copy_front",
    idle=Idle.PERSONAL,
    takes=_front_taken,
    enter=_front,
    waits_for="document_scanner",
    dot=2,
)
BACK = Step(
    name="copy_back",
    screen="lay_card",
    words="copy_back",
    idle=Idle.PERSONAL,
    takes=_back_taken,
    enter=_back,
    waits_for="document_scanner",
    dot=3,
)

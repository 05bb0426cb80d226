"""Whoever was found unfit takes the result along as a slip: what the platform's form says, checked like a paper.

It is for the hospital that looks again, and no paper for a licence.
"""

from dataclasses import replace
from datetime import datetime

from drivers.io_module import Lamp
from drivers.receipt_printer import Slip
from kiosk.effects import Effect, LookUp
from kiosk.events import Event, RecordFound
from kiosk.flows import examining_doctor, slip_by_itself
from kiosk.flows.giving_slip import slip_of
from kiosk.flows.making_paper import item_of, person_of
from kiosk.service_effects import Inquiry
from kiosk.session import Level, Session, Trouble
from kiosk.step import Backward, Fail, Idle, Onward, Step, Steps, Turn, tell_time
from printing.records.public_security import DriverFitness

LAYOUT = "driver-fitness-slip"
EXAMINATION_NO = "examination_no"
"""Name under which the platform is asked for the form of an examination."""
_L2 = Level.CARD_AND_FACTOR


def steps() -> Steps:
    """After the doctor's word, for whoever has not passed."""
    return (FORM_STEP, SLIP_STEP)


def look_up(session: Session) -> tuple[Effect, ...]:
    """Ask for the form of the examination."""
    person, number = person_of(session)
    item, given = item_of(session), examining_doctor.given_of(session.examining)
    asked = ((EXAMINATION_NO, given.examination_no),)
    return (LookUp(person, number, Inquiry(item.id, item.settings.record, session.terminal.city, 1, asked=asked)),)


def _found(session: Session, event: Event) -> Turn | None:
    match event:
        case RecordFound(DriverFitness() as record) if examining_doctor.says_the_same(record, session):
            return Onward(replace(session, record=record))
        case RecordFound():
            return Fail(session, Trouble("wrong_answer", again_at=None))
    return None


def _slip(session: Session, event: Event) -> Turn | None:
    return slip_by_itself.given(session, event, _made, f"slip-of-medical-{session.page}", _back)


def _back(session: Session, *, is_printed: bool) -> Turn:
    told = replace(session, slip_printed=is_printed, notice="" if is_printed else "slip_failed")
    return Backward(told, to=examining_doctor.RESULT)


def _made(session: Session, at: datetime) -> Slip | None:
    record = session.record
    return slip_of(session, LAYOUT, record, at) if isinstance(record, DriverFitness) else None


def _is_fit(session: Session) -> bool:
    return session.examining.is_passed


FORM_STEP = Step(
    name="medical_unfit_form",
    screen="working",
    idle=Idle.NEVER,
    takes=_found,
    enter=look_up,
    passes=_is_fit,
    needs=_L2,
    again=examining_doctor.RESULT,
    dot=5,
)
SLIP_STEP = Step(
    name="medical_unfit_slip",
    screen="working",
    words="slip",
    idle=Idle.NEVER,
    takes=_slip,
    enter=tell_time,
    passes=_is_fit,
    needs=_L2,
    waits_for="receipt_printer",
    lamp=Lamp.RECEIPT,
    dot=5,
)

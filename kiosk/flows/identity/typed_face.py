"""可信身份认证: no card; the number is typed, and the platform compares the living face with the picture on record."""

from dataclasses import replace
from datetime import date

from stdnum.iso7064 import mod_11_2

from kiosk.effects import TellAge
from kiosk.events import AgeTold, Event
from kiosk.flows.identity import face
from kiosk.flows.identity.entry import accepted, entry_step, refused
from kiosk.session import Session
from kiosk.step import Stay, Step, Turn


def _took(session: Session, typed: str) -> Turn:
    birth = birth_in(typed)
    if birth is None:
        return refused(session, "number_wrong")
    return Stay(replace(session, proving=replace(session.proving, number=typed)), (TellAge(birth),))


def birth_in(number: str) -> date | None:
    """The birthday within a citizen number (GB 11643); None where its check digit or its date cannot be right."""
    if len(number) != 18 or not number[:17].isdecimal() or not mod_11_2.is_valid(number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _number_step() -> Step:
    step = entry_step("citizen_number", _took)

    def takes(session: Session, event: Event) -> Turn | None:
        match event:
            case AgeTold(birth, is_child, is_born) if birth == birth_in(session.proving.number):
                # Another day belongs to a number that was typed before this one.
                if not is_born:
                    return refused(session, "number_wrong")
                return face.refuse_child(session) if is_child else accepted(session)
        return step.takes(session, event)

    return replace(step, takes=takes)


STEPS = (_number_step(), *face.STEPS)

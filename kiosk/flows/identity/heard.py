"""What an office has answered to something that the person once said: shown as soon as they have said who they are.

At the next visit after the answer, whatever they came for, and at every one until they have said that they have read
it. Whoever acts for somebody is shown nothing.
"""

from dataclasses import replace

from kiosk.events import Event, Tapped
from kiosk.service_effects import NoteRead
from kiosk.session import Session
from kiosk.step import Idle, Onward, Step, Turn
from kiosk.taps import WentOn


def _passes(session: Session) -> bool:
    identity = session.identity
    return identity is None or not identity.answers or identity.acting is not None


def _heard(session: Session, event: Event) -> Turn | None:
    identity = session.identity
    match event:
        case Tapped(WentOn()) if identity is not None:
            read = tuple(one.case_no for one in identity.answers)
            known = replace(session, identity=identity.model_copy(update={"answers": ()}))
            return Onward(known, (NoteRead(identity, read),))
    return None


HEARD = Step(
    name="answer_heard", screen="result", words="answer_heard", idle=Idle.PERSONAL, takes=_heard, passes=_passes, dot=3
)

"""The ID card, and the face compared with the chip's portrait on this terminal; by the platform where that is poor."""

from kiosk.events import CardRead
from kiosk.flows.identity import face
from kiosk.flows.identity.card_code import card_step, keep
from kiosk.session import Session
from kiosk.step import Turn


def _took(session: Session, event: CardRead) -> Turn:
    return face.refuse_child(session) if event.is_child else keep(session, event)


STEPS = (card_step("lay_card", _took), *face.STEPS)

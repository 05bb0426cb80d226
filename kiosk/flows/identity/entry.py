"""Typing one field: characters into a place of a certain length, and what becomes of them."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.events import Event, Tapped
from kiosk.session import Session
from kiosk.step import Backward, Idle, Onward, Stay, Step, Turn, home
from kiosk.taps import Digit, Erased, Typed, WentBack, WentOn

FIELDS: dict[str, int] = {"citizen_number": 18, "document_number": 12, "document_birth": 8, "document_expiry": 8}
"""Most characters of each field."""
LEAST: dict[str, int] = {**FIELDS, "document_number": 8}
"""Fewest: travel documents have eight to eleven characters."""


def entry_step(name: str, took: Callable[[Session, str], Turn], *, back_to: str = "") -> Step:
    """A step that asks for one field of FIELDS.

    Args:
        name: of the field, the step and its words.
        took: what becomes of a field that is long enough.
        back_to: step that 上一步 enters; the home screen where it is empty.
    """

    def takes(session: Session, event: Event) -> Turn | None:
        typed = session.proving.typed
        match event:
            case Tapped(Digit(character) | Typed(character)) if len(typed) < FIELDS[name]:
                return Stay(with_typed(session, typed + character))
            case Tapped(Erased()):
                return Stay(with_typed(session, typed[:-1]))
            case Tapped(WentOn()) if len(typed) >= LEAST[name]:
                return took(session, typed)
            case Tapped(WentBack()):
                return Backward(with_typed(session, ""), to=back_to) if back_to else home(session)
        return None

    return Step(name=name, screen="entry", words=name, idle=Idle.PERSONAL, takes=takes)


def with_typed(session: Session, typed: str) -> Session:
    """With other characters in the field."""
    return replace(session, proving=replace(session.proving, typed=typed), notice="")


def refused(session: Session, notice: str) -> Turn:
    """It cannot be right: the field is typed anew."""
    return Stay(replace(with_typed(session, ""), notice=notice))


def accepted(session: Session, then: str = "") -> Turn:
    """On to the next step.

    Args:
        session: as it is.
        then: what stands in the next field before anybody typed.
    """
    return Onward(with_typed(session, then))

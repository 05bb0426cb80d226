"""Pages over the visit: looks and sound, help, leaving, 110, a demonstration. The visit keeps its place below."""

from dataclasses import replace

from kiosk.health import PLATFORM
from kiosk.session import Look, Session
from kiosk.taps import Aside, Asked, Chosen, Tap, WentBack, WentOn

SCENES = 5
"""Pictures of a demonstration."""
_LED_TO: tuple[Aside, ...] = ("demonstration", "display", "emergency")
"""Where the tiles of the help page lead."""


PERSON = "person"
"""The tile of the help page that calls somebody of the hall."""


def may_call(session: Session) -> bool:
    """Whether staff can be told from here: what is only practised calls nobody."""
    return not session.is_practice and not session.terminal.health.missing((PLATFORM,))


def opened(session: Session, aside: Aside) -> Session:
    """With that page on top; opened twice, it lies there once."""
    below = session.asides[: session.asides.index(aside)] if aside in session.asides else session.asides
    return _turned(session, (*below, aside))


def closed(session: Session) -> Session:
    """Without the page on top."""
    return _turned(session, session.asides[:-1])


def tapped(session: Session, tap: Tap) -> Session:
    """What a tap on the page on top makes of the visit. 退出 is not asked for here: it always ends it."""
    top = session.asides[-1]
    match top, tap:
        case _, WentBack():
            return closed(session)
        case "display" | "help" | "emergency" | "demonstration", WentOn():
            return closed(session)
        case "display", Asked():
            return replace(session, look=Look(language=session.look.language))
        case "demonstration", Asked():
            return replace(session, scene=(session.scene + 1) % SCENES)
        case "help", Chosen(wanted):
            return next((opened(session, aside) for aside in _LED_TO if aside == wanted), session)
    return session


def _turned(session: Session, asides: tuple[Aside, ...]) -> Session:
    return replace(session, asides=asides, turns=session.turns + 1, scene=0, still_there_s=None)

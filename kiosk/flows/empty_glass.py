"""Before the first scan of a visit the glass is looked at: a card that somebody left there is copied by nobody else.

Whoever has laid their own thing down already lifts it once, and lays it down again.
"""

from collections.abc import Callable

from kiosk.copying_effects import AwaitEmptyGlass, LookAtGlass
from kiosk.copying_events import GlassLooked
from kiosk.effects import Effect
from kiosk.events import Event, Tapped
from kiosk.flows.copying_out import with_copying
from kiosk.session import Session
from kiosk.step import Idle, Onward, Step, Steps, Turn
from kiosk.taps import WentBack

CLEAR = "glass_clear"


def steps(back: Callable[[Session], Turn], *, dot: int) -> Steps:
    """A look at the glass, and the question to clear it where something lies there.

    Args:
        back: what 上一步 does before the glass is clear.
        dot: of the step dots.
    """

    def clears(session: Session, event: Event) -> Turn | None:
        return back(session) if event == Tapped(WentBack()) else _looked(session, event)

    return (
        Step(
            name="glass_look",
            screen="working",
            words="glass_look",
            idle=Idle.NEVER,
            takes=_looked,
            enter=_look,
            passes=_is_own,
            waits_for="document_scanner",
            dot=dot,
        ),
        Step(
            name=CLEAR,
            screen="lay_card",
            words=CLEAR,
            idle=Idle.CHOOSING,
            takes=clears,
            enter=_await,
            passes=_is_own,
            waits_for="document_scanner",
            dot=dot,
        ),
    )


def _look(_: Session) -> tuple[Effect, ...]:
    return (LookAtGlass(),)


def _await(_: Session) -> tuple[Effect, ...]:
    return (AwaitEmptyGlass(),)


def _looked(session: Session, event: Event) -> Turn | None:
    match event:
        case GlassLooked(is_empty):
            return Onward(with_copying(session, is_glass_own=is_empty))
    return None


def _is_own(session: Session) -> bool:
    return session.copying.is_glass_own

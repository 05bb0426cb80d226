"""When nobody touches the screen: what is due now. Pure; the controller asks a few times a second."""

import math

from config.settings import Limits
from kiosk.events import Event, Reminded, Ticked, TimeUp, Warned
from kiosk.session import Look, Session
from kiosk.step import Idle
from kiosk.workflow import step_of

REMINDERS = 2
"""How often the last screen asks whether paper and card were taken: after a third of its time, and after two."""
CALMER = 2.0
"""Elder and huge size get this much more time (our choice: 60 s become 120 s)."""


def due(session: Session, *, untouched_s: float, on_page_s: float, limits: Limits) -> Event | None:
    """The event that time has brought, None for none.

    Args:
        session: as it is now.
        untouched_s: seconds since the last touch or the last page, whichever came later.
        on_page_s: seconds since the page was entered.
        limits: of the terminal.
    """
    calm = 1.0 if session.look.size == "standard" else CALMER
    step = step_of(session)
    if step is None and session.trouble is None and session.identity is None:
        changed = session.look != Look() or session.notice
        return TimeUp() if changed and untouched_s >= limits.choosing_s * calm else None
    idle = _idle(session)
    match idle:
        case Idle.NEVER:
            return None
        case Idle.FAREWELL:
            whole_s = limits.farewell_s * calm
            count = min(REMINDERS, int(untouched_s / whole_s * (REMINDERS + 1)))
            event = _countdown(whole_s - untouched_s, session.seconds_left)
            is_due = step is not None and count > session.reminders
            return Reminded(count) if event is None and is_due else event
        case Idle.CHOOSING | Idle.PERSONAL:
            patience = (limits.choosing_s if idle is Idle.CHOOSING else limits.personal_s) * calm
            if untouched_s >= patience:
                return _warning(patience + limits.warning_s * calm - untouched_s, session.still_there_s)
    if step is not None and step.screen == "code" and session.trouble is None:
        return _send_again(limits.code_again_s - on_page_s, session.seconds_left)
    return None


def _idle(session: Session) -> Idle:
    step = step_of(session)
    if session.trouble is not None:
        return Idle.FAREWELL if step is None else Idle.CHOOSING
    # The home screen of somebody who is known: the next person must not find their identity.
    return Idle.PERSONAL if step is None else step.idle


def _countdown(left: float, shown: int | None) -> Event | None:
    if left <= 0:
        return TimeUp()
    return Ticked(math.ceil(left)) if math.ceil(left) != shown else None


def _warning(left: float, shown: int | None) -> Event | None:
    if left <= 0 and shown is not None:
        return TimeUp()
    seconds = max(1, math.ceil(left))
    return Warned(seconds) if seconds != shown else None


def _send_again(left: float, shown: int | None) -> Event | None:
    seconds = max(0, math.ceil(left)) or None
    return Ticked(seconds or 0) if seconds != shown else None

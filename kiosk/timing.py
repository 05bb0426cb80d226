"""When nobody touches the screen: what is due now. Pure; the controller asks a few times a second."""

import math

from config.settings import Limits
from kiosk.events import Event, MissesForgotten, Reminded, SceneTurned, Ticked, TimeUp, Veiled, Warned
from kiosk.over.asides import SCENES
from kiosk.over.ending import SCENE_S, is_cleared
from kiosk.over.home import is_open as is_shelf
from kiosk.over.layers import MOST_MISSES
from kiosk.session import Look, Session
from kiosk.step import Idle
from kiosk.workflow import step_of

REMINDERS = 2
"""How often the last screen asks whether paper and card were taken: after a third of its time, and after two."""
CALMER = 2.0
"""What has no limit of its own where things are calm takes so much longer: the last screen, the bare home screen."""
DEMONSTRATION_S = 6.0
"""A picture of a demonstration; five of them are half a minute."""
CARD_LEFT_S = 5.0
"""Between two words about a card that was left in the reader."""
MISSES_S = 10.0
"""A touch that missed is forgotten after so long without another."""


def due(session: Session, *, untouched_s: float, on_page_s: float, limits: Limits) -> Event | None:
    """The event that time has brought, None for none.

    Args:
        session: as it is now.
        untouched_s: seconds since the last touch or the last page, whichever came later.
        on_page_s: seconds since the page was entered.
        limits: of the terminal.
    """
    if is_cleared(session):
        return None
    if session.misses and untouched_s >= MISSES_S and session.misses < MOST_MISSES:
        return MissesForgotten()
    if session.cards_left:
        count = int(untouched_s / CARD_LEFT_S)
        return Reminded(count) if count != session.reminders else None
    if session.is_resting:
        return _scene(int(on_page_s / SCENE_S), session.scene)
    if session.asides[-1:] == ("demonstration",) and session.scene < SCENES - 1:
        # The loop of a demonstration counts from the touch that opened it.
        scene = min(SCENES - 1, int(untouched_s / DEMONSTRATION_S))
        if scene > session.scene:
            return SceneTurned(scene)
    step = step_of(session)
    if _is_untouched(session):
        patience = limits.rest_s * (CALMER if session.is_calm else 1.0)
        return TimeUp() if untouched_s >= patience else None
    event = _idle_event(session, untouched_s, limits)
    if event is None and step is not None and step.screen == "code" and session.trouble is None:
        return _send_again(limits.code_again_s - on_page_s, session.seconds_left)
    return event


def _idle_event(session: Session, untouched_s: float, limits: Limits) -> Event | None:
    idle = _idle(session)
    match idle:
        case Idle.NEVER:
            return None
        case Idle.FAREWELL:
            return _farewell(session, untouched_s, limits.farewell_s * (CALMER if session.is_calm else 1.0))
    is_slow = session.is_calm or idle is Idle.WRITING
    patience = limits.calm_s if is_slow else limits.personal_s if idle is Idle.PERSONAL else limits.choosing_s
    if untouched_s >= patience:
        warning = limits.calm_warning_s if is_slow else limits.warning_s
        return _warning(patience + warning - untouched_s, session.still_there_s)
    veil = limits.calm_veil_s if session.is_calm else limits.veil_s
    if idle is Idle.PERSONAL and session.veil is None and untouched_s >= veil:
        return Veiled()
    return None


def _is_untouched(session: Session) -> bool:
    """The bare home screen: nobody is known, nothing is open, looked for, tried out or set otherwise.

    Whoever reads an address to the ambulance, or has found their letters large enough, is asked before it goes.
    """
    is_bare = session.item is None and session.trouble is None and session.identity is None
    is_open = bool(session.asides) or session.is_practice or session.choosing.finding is not None or is_shelf(session)
    return is_bare and not is_open and session.look == Look()


def _idle(session: Session) -> Idle:
    step = step_of(session)
    if session.trouble is not None:
        return Idle.FAREWELL if step is None else Idle.CHOOSING
    if step is not None:
        return step.idle
    # The home screen of somebody who is known: the next person must not find their identity.
    return Idle.PERSONAL if session.identity is not None else Idle.CHOOSING


def _scene(scene: int, shown: int) -> Event | None:
    return SceneTurned(scene) if scene != shown else None


def _farewell(session: Session, untouched_s: float, whole_s: float) -> Event | None:
    count = min(REMINDERS, int(untouched_s / whole_s * (REMINDERS + 1)))
    event = _countdown(whole_s - untouched_s, session.seconds_left)
    is_due = step_of(session) is not None and count > session.reminders
    return Reminded(count) if event is None and is_due else event


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

"""An application while the platform cannot be reached: it may wait here, readable for the platform alone.

    unlodged.offered(session, key, to=...)     the turn where it was surely not taken; None where it may not wait
    *unlodged.steps(deed_of, back_to="submit") in the table; entered by that turn only

Nothing of it says that it is done: it is not lodged, and the slip says until when it waits.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from drivers.receipt_printer import Slip
from kiosk.effects import Effect
from kiosk.events import Event, Failed, Tapped
from kiosk.flows import promises, slip_by_itself
from kiosk.flows.filling_in import application_of, applying_of
from kiosk.flows.making_paper import item_of, person_of
from kiosk.materials_effects import KeepOffline
from kiosk.materials_events import KeptOffline, NotKeptOffline
from kiosk.session import Level, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Step, Steps, Turn, tell_time
from kiosk.taps import Asked, WentBack, WentOn
from printing.promise_slip import WaitingSlip, compose_waiting_slip

OFFER, KEEP, KEPT = "unlodged_offer", "unlodged_keep", "unlodged_kept"
SILENT = frozenset({"network", "timeout", "platform_broken", "busy"})
"""Why an application was not taken that may wait: the platform does not answer. Whatever it refuses does not wait."""


def offered(session: Session, key: str, *, to: str) -> Turn | None:
    """Where it was surely not taken for that reason, and may wait here."""
    if key not in SILENT or not applying_of(session).offline:
        return None
    return Backward(replace(session, application=replace(session.application, is_offline=True)), to=to)


def steps(deed_of: Callable[[Session], str], *, back_to: str, dot: int) -> Steps:
    """The steps; passed where nobody was offered to wait.

    Args:
        deed_of: the id of the submission that follows the one that was not taken.
        back_to: the step that hands it in.
        dot: of the step dots.
    """

    def keep(session: Session) -> tuple[Effect, ...]:
        application = promises.handed_in(session, application_of(session))
        return (KeepOffline(person_of(session)[0], application, deed_of(session), session.name),)

    def chosen(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(WentOn()):
                return Onward(session)
            case Tapped(WentBack()):
                online = replace(session.application, is_offline=False)
                return Backward(replace(session, application=online), to=back_to)
        return None

    def shown(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(Asked()):
                return Another("identity_kept")
            case Tapped(WentOn() | WentBack()):
                return Finish()
        return slip_by_itself.shown(session, event, _slip, f"unlodged-{session.page}", notice="waiting_slip_given")

    block = (replace(_OFFER, takes=chosen), replace(_KEEP, enter=keep), replace(_KEPT, takes=shown))
    return tuple(replace(step, dot=dot) for step in block)


def number_of(deed: str) -> str:
    """What stands on slip and screen: it names the application among those that lie here, and nobody."""
    return deed[:8].upper()


def _slip(session: Session, at: datetime) -> Slip:
    until = session.application.waits_until
    if until is None:
        raise AssertionError("only what lies here has a slip")
    told = WaitingSlip(
        item=item_of(session).settings.name.zh_hans,
        number=session.application.waits_as,
        until=until,
        terminal=session.terminal.name,
        at=at,
        sample=session.is_sample,
    )
    return compose_waiting_slip(told)


def _kept(session: Session, event: Event) -> Turn | None:
    match event:
        case KeptOffline(deed, until):
            waits = replace(session.application, waits_until=until, waits_as=number_of(deed))
            return Onward(replace(session, application=waits))
        case NotKeptOffline() | Failed():
            return Fail(session, Trouble("not_kept", again_at=None))
    return None


def _is_online(session: Session) -> bool:
    return not session.application.is_offline


_L2 = Level.CARD_AND_FACTOR
_OFFER = Step(name=OFFER, screen="consent", words=OFFER, idle=Idle.PERSONAL, takes=_kept, passes=_is_online, needs=_L2)
_KEEP = Step(
    name=KEEP,
    screen="working",
    words=KEEP,
    idle=Idle.NEVER,
    takes=_kept,
    passes=_is_online,
    needs=_L2,
    can_leave=False,
)
_KEPT = Step(
    name=KEPT,
    screen="result",
    words=KEPT,
    idle=Idle.PERSONAL,
    takes=_kept,
    enter=tell_time,
    passes=_is_online,
    needs=_L2,
)

"""A visit that is broken off at a step: cancelled, left alone, a device fails, the core is killed, all are sent out.

For the benches of the stations: their halls answer every effect at once, so that a visit stands at each step for the
time of one event. What breaks it off comes in place of that event.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

from config.settings import Limits
from kiosk import effects, events
from kiosk.health import EMERGENCY, ClosedBy
from kiosk.session import Session
from kiosk.timing import due
from kiosk.workflow import step_of

Mishap = Literal["cancel", "idle", "fault", "kill", "alarm"]
MISHAPS: tuple[Mishap, ...] = ("cancel", "idle", "fault", "kill", "alarm")
LONG_S = 1e6


class StationHall(Protocol):
    """What the halls of the benches have in common."""

    session: Session
    _take: Callable[[events.Event], None]
    _answers: Callable[[effects.Effect], list[events.Event]]

    def press(self, name: str) -> None:
        """A touch."""

    def leave(self) -> None:
        """The visit ends, and the devices are seen."""


class BrokenOff(BaseException):
    """The visit is over, in the middle of what its script does next."""


def name_of(hall: StationHall) -> str:
    """The step under way; empty on the home screen and where trouble is shown."""
    step = step_of(hall.session)
    return step.name if step is not None and hall.session.trouble is None else ""


def walked(hall: StationHall, script: Callable[[], None]) -> tuple[str, ...]:
    """Run it to its end: every step at which something happened, once."""
    passed: dict[str, None] = {}
    take = hall._take

    def note(event: events.Event) -> None:
        if name_of(hall):
            passed[name_of(hall)] = None
        take(event)

    hall._take = note
    try:
        script()
    finally:
        hall._take = take
    return (*passed, *([name_of(hall)] if name_of(hall) and name_of(hall) not in passed else []))


def broken_off(hall: StationHall, script: Callable[[], None], at: str, mishap: Mishap) -> bool:
    """Run it until that step, and have the mishap happen there, once.

    Returns:
        Whether the visit was over then; where leaving is not possible it goes on to its end, and where a fault could
        be got over it may.
    """
    take, answers, is_due = hall._take, hall._answers, [True]

    def is_there() -> bool:
        return is_due[0] and name_of(hall) == at

    def taking(event: events.Event) -> None:
        if not is_there() or mishap == "fault":
            take(event)
            if mishap == "alarm" and not is_due[0] and hall.session.item is None:
                # As soon as no paper, money or card was under way.
                raise BrokenOff
            return
        is_due[0] = False
        _happens(hall, mishap, take)
        if hall.session.item is None:
            raise BrokenOff
        take(event)

    def answering(effect: effects.Effect) -> list[events.Event]:
        if not is_there() or mishap != "fault":
            return answers(effect)
        is_due[0] = False
        return [events.Failed("gone", can_try_again=True)]

    hall._take, hall._answers = taking, answering
    try:
        script()
        if is_there() and mishap != "fault":
            # The last step: nothing more happens there by itself.
            taking(events.Ticked(1))
    except BrokenOff:
        return True
    finally:
        hall._take, hall._answers = take, answers
        if mishap == "alarm":
            take(events.TerminalClosed("", ClosedBy.STAFF))
    return hall.session.item is None


def _happens(hall: StationHall, mishap: Mishap, take: Callable[[events.Event], None]) -> None:
    match mishap:
        case "cancel":
            cancelled(hall)
        case "idle":
            idled(hall)
        case "alarm":
            take(events.TerminalClosed(EMERGENCY, ClosedBy.STAFF))
        case "kill":
            raise BrokenOff


def cancelled(hall: StationHall) -> None:
    """退出, and yes where that is asked."""
    hall.press("leave")
    if hall.session.asides[-1:] == ("leaving",):
        hall.press("primary")


def idled(hall: StationHall) -> None:
    """Nobody touches anything for as long as it takes."""
    for _ in range(20):
        event = due(hall.session, untouched_s=LONG_S, on_page_s=LONG_S, limits=Limits())
        if event is None or hall.session.item is None:
            return
        hall._take(event)
    raise AssertionError(f"never over: {name_of(hall)}")


def cases(walks: Mapping[str, Sequence[str]]) -> list[tuple[str, str, Mishap]]:
    """Every mishap at every step of every script; a share of them that is no multiple of five has all kinds."""
    return [(script, step, mishap) for script, steps in walks.items() for step in steps for mishap in MISHAPS]

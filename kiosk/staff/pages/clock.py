"""时间: what this computer's clock shows, and whether something keeps it right."""

from drivers.faults import DeviceError
from drivers.machine import Sync
from drivers.machine.clock_state import clock_state
from kiosk.staff.means import Means
from kiosk.staff.page import Look, Page, Where
from kiosk.staff_view import Block, Entry


def _look(means: Means, _: Where) -> Look:
    return Look((Block(kind="rows", title=means.say("clock.title"), entries=(_now(means), *_kept(means))),))


def _now(means: Means) -> Entry:
    return Entry(label=means.say("clock.now"), value=f"{means.clock.now():%Y-%m-%d %H:%M:%S}")


def _kept(means: Means) -> tuple[Entry, ...]:
    try:
        state = clock_state()
    except (DeviceError, OSError):
        return ()
    is_right = state.sync is Sync.SYNCHRONISED
    return (
        Entry(
            label=means.say("clock.sync"),
            value=means.say("clock.synchronised" if is_right else "clock.unset"),
            detail=f"±{state.estimated_error_s:.3f} s",
            tone="good" if is_right else "careful",
        ),
    )


PAGE = Page("clock", "clock", "see-clock", _look)

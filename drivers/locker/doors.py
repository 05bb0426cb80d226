"""What is remembered of doors: how they stood at the last look, and which were asked to open."""

from collections.abc import Callable, Iterable

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.locker import Change, Compartment, CompartmentState, Door, DoorChange

ASKED_S = 10.0
"""Our choice: a lock gives way within a second of its pulse; a door that opens later than that was opened by a hand."""
OPEN_S = 3.0
"""Our choice: limit for a door to say open after its pulse; a spring throws it open at once."""
POLL_S = 0.25
"""The boards' manuals ask for 200 to 500 ms between two looks while a door is expected to move."""

_CHANGES = {Door.CLOSED: Change.CLOSED, Door.UNKNOWN: Change.LOST}


class DoorMemory:
    """Turns looks at doors into changes.

    Args:
        clock: for how long ago a lock was pulsed.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[Compartment, Door] = {}
        self._pulsed: dict[Compartment, float] = {}
        self._changes: list[DoorChange] = []

    def pulsed(self, compartment: Compartment) -> None:
        """A lock is about to be pulsed."""
        self._pulsed[compartment] = self._clock.monotonic()

    def saw(self, states: Iterable[CompartmentState]) -> None:
        """Doors as a board told them when asked."""
        for state in states:
            before = self._known.get(state.compartment, Door.CLOSED if state.door is Door.UNKNOWN else state.door)
            if before is not state.door:
                self._note(state.compartment, state.door)
            self._known[state.compartment] = state.door

    def heard(self, compartment: Compartment, door: Door) -> None:
        """A door that its board says has just moved; a change even when nobody had looked at it before."""
        if self._known.get(compartment) is not door:
            self._note(compartment, door)
        self._known[compartment] = door

    def take(self) -> tuple[DoorChange, ...]:
        """The changes since the last call."""
        changes = tuple(self._changes)
        self._changes.clear()
        return changes

    def _note(self, compartment: Compartment, door: Door) -> None:
        change = _CHANGES.get(door) or (Change.OPENED if self._was_asked(compartment) else Change.FORCED)
        self._changes.append(DoorChange(compartment, change))

    def _was_asked(self, compartment: Compartment) -> bool:
        """Each pulse opens once: a door that opens again was opened by a hand."""
        at = self._pulsed.pop(compartment, None)
        return at is not None and self._clock.monotonic() - at <= ASKED_S


def await_open(
    compartment: Compartment,
    state: Callable[[Compartment], CompartmentState],
    clock: Clock,
    *,
    poll_s: float,
    limit_s: float,
) -> None:
    """Return when a door that was pulsed says open.

    Raises:
        DeviceError: DOOR_SHUT when it said closed at every look; UNKNOWN when one look got no word that we know: it may
            have been open then, and shut again.
    """
    deadline = clock.monotonic() + limit_s
    doubt, looks = "", 0
    while clock.monotonic() < deadline:
        clock.pause(poll_s)
        looks += 1
        try:
            door = state(compartment).door
        except DeviceError as error:
            doubt = str(error)
            continue
        if door is Door.OPEN:
            return
        if door is not Door.CLOSED:
            doubt = door.value
    fault = Fault.DOOR_SHUT if looks and not doubt else Fault.UNKNOWN
    raise DeviceError(fault, f"{compartment} {limit_s} s after its pulse: {doubt or Door.CLOSED.value}")

"""The assistive keypad is listened to while nothing else is asked of it: each key goes on as soon as it is pressed."""

from collections.abc import Callable

from drivers.keypad import Key, Keypad
from kiosk.cabinet.watch import Pace
from kiosk.health import DeviceState

LISTEN_S = 0.5
"""How long one look waits for a key: so long the end of the core may wait for it (our choice)."""
AT_ONCE = Pace(0.0, 0.0)
"""Between two looks: a look waits for a key itself."""


class Listening:
    """The keypad's look.

    Args:
        keypad: its only reader is the worker that looks.
        running_visit: names the visit under way.
        pressed: gets each key, on the worker's thread. Not a key that was pressed in a visit that is over.
    """

    def __init__(self, keypad: Keypad, running_visit: Callable[[], str], pressed: Callable[[Key], None]) -> None:
        self._keypad = keypad
        self._running_visit = running_visit
        self._pressed = pressed
        self._visit = ""

    def look(self) -> DeviceState:
        """Wait for one key and give it on.

        Raises:
            DeviceError: as `Keypad.check`, `Keypad.read` and `Keypad.discard`.
        """
        self._keypad.check()
        visit = self._running_visit()
        if visit != self._visit:
            self._keypad.discard()
            self._visit = visit
        key = self._keypad.read(LISTEN_S)
        # A visit that ended while we waited: whether its person pressed or the next one, nobody knows.
        if key is not None and self._running_visit() == visit:
            self._pressed(key)
        return DeviceState(faults=())

"""Whether the person who signed in still stands there: their card in the reader, and the sensor where there is one.

Both are asked on their devices' own workers; what they say arrives later, on whatever thread that is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from drivers.faults import DeviceError
from drivers.io_module import IoModule
from drivers.smart_card import SmartCardReader
from kiosk.cabinet.workers import Job, Work

OnWorker = Callable[[Work], Job]


@dataclass(frozen=True, slots=True)
class CardSeen:
    """What lies in the reader, when that changed."""

    number: str
    """Of a staff card that has just proved itself; empty for none and for every other card."""


class CardSlot:
    """Looks into the smart-card reader, one look at a time.

    Args:
        reader: of the terminal.
        on_worker: gives work to its worker.
        seen: gets what changed, on that worker.
    """

    def __init__(self, reader: SmartCardReader, on_worker: OnWorker, seen: Callable[[CardSeen], None]) -> None:
        self._reader = reader
        self._on_worker = on_worker
        self._seen = seen
        self._is_asking = False
        self._last: CardSeen | None = None

    def forget(self) -> None:
        """The next look tells what lies there, whether it changed or not."""
        self._last = None

    def ask(self) -> None:
        """Look once, unless a look is under way."""
        if not self._is_asking:
            self._is_asking = True
            self._on_worker(lambda _: self._look())

    def _look(self) -> None:
        found = self._found()
        self._is_asking = False
        if found != self._last:
            self._last = found
            self._seen(found)

    def _found(self) -> CardSeen:
        """The card is read at every look: between two of them it may have been changed for another."""
        try:
            return CardSeen(self._reader.read_staff_card().number if self._reader.card_present() else "")
        except DeviceError:
            # A card of somebody else's, or a reader that went: neither is anybody's presence.
            return CardSeen("")


class Sensor:
    """Looks at the presence sensor, one look at a time.

    Args:
        module: of the terminal.
        on_worker: gives work to its worker.
        seen: gets whether somebody stands there; not called where nobody can tell.
    """

    def __init__(self, module: IoModule, on_worker: OnWorker, seen: Callable[[bool], None]) -> None:
        self._module = module
        self._on_worker = on_worker
        self._seen = seen
        self._is_asking = False

    def ask(self) -> None:
        """Look once, unless a look is under way."""
        if not self._is_asking:
            self._is_asking = True
            self._on_worker(lambda _: self._look())

    def _look(self) -> None:
        try:
            is_there = self._module.look().person_present
        except DeviceError:
            is_there = None
        self._is_asking = False
        if is_there is not None:
            self._seen(is_there)

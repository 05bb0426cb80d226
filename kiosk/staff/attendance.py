"""Who is there: the card in the reader and the presence sensor, asked once a second while somebody of the staff is."""

from collections.abc import Callable

from kiosk.cabinet.workers import Job, Work
from kiosk.staff.means import READER, Means
from kiosk.staff.pages.devices import SWITCH
from kiosk.staff.presence import CardSeen, CardSlot, Sensor

AWAY_S = 15.0
"""Nobody before the sensor for so long has walked away; fetching a tool from the floor takes less (our choice)."""
LOOK_S = 1.0
CARD_BACK_S = 30.0
"""So long the reader may hold another card than that of whoever works here, after a second person has signed or while a
card is given out (our choice); meanwhile nothing but that is done, then the screen locks."""
MODULE = "io_module"


class Attendance:
    """Asks both; what they say is told on the desk's worker.

    Args:
        means: with the devices and their workers.
        on_desk: gives work to the desk's worker.
        carded: gets what lies in the reader, when that changed.
    """

    def __init__(self, means: Means, on_desk: Callable[[Work], Job], carded: Callable[[CardSeen], None]) -> None:
        self._means = means
        self._on_desk = on_desk
        self._carded = carded
        self._slot = self._make_slot()
        self._sensor = self._make_sensor()
        self._asked = self._seen_at = means.clock.monotonic()
        self._was_seen = False
        self._card_due: float | None = None

    def _make_slot(self) -> CardSlot | None:
        reader, worker = self._means.devices.smart_card, self._means.workers.get(READER)
        return CardSlot(reader, worker.submit, self._card) if reader is not None and worker is not None else None

    def _make_sensor(self) -> Sensor | None:
        module, settings = self._means.devices.io_module, self._means.settings.io_module
        if module is None or settings is None or "presence" not in settings.inputs:
            return None
        return Sensor(module, self._means.workers[MODULE].submit, self._presence)

    @property
    def has_reader(self) -> bool:
        """Whether a card can be read now."""
        return self._slot is not None and self._means.reads_cards

    @property
    def has_reader_for_second(self) -> bool:
        """The same; one that staff have switched off is asked all the same: no switch makes a signature cheaper."""
        is_off = self._slot is not None and READER in self._means.book.switched_off(SWITCH)
        return self.has_reader or is_off

    @property
    def is_card_due(self) -> bool:
        """Whether the card of whoever works here has still to come back."""
        return self._card_due is not None

    @property
    def card_due_s(self) -> float:
        """Seconds that are left for it, below 0 when it is late; 0 where none is due."""
        return self._card_due - self._means.clock.monotonic() if self._card_due is not None else 0.0

    def card_lent(self) -> None:
        """The reader is somebody else's for a moment: the card of whoever works here has to come back."""
        self._card_due = self._means.clock.monotonic() + CARD_BACK_S

    def card_back(self) -> None:
        """It has, or nobody waits for it any more."""
        self._card_due = None

    def begin(self, *, anew: bool) -> None:
        """Somebody stands at the door, or has come in.

        Args:
            anew: tell what lies in the reader even if it lay there before.
        """
        self._was_seen = False
        self._card_due = None
        if anew and self._slot is not None:
            self._slot.forget()

    def look_for_card(self) -> None:
        """Once a second."""
        now = self._means.clock.monotonic()
        if self._slot is not None and now - self._asked >= LOOK_S:
            self._asked = now
            self._slot.ask()

    def is_away(self) -> bool:
        """Ask the sensor; whether whoever it saw has been gone for long. Never where it saw nobody."""
        if self._sensor is None:
            return False
        self._sensor.ask()
        return self._was_seen and self._means.clock.monotonic() - self._seen_at > AWAY_S

    def _card(self, seen: CardSeen) -> None:
        """On the reader's worker."""
        self._on_desk(lambda _: self._carded(seen))

    def _presence(self, is_there: bool) -> None:  # noqa: FBT001  as Sensor says it
        """On the module's worker."""
        if is_there:
            self._on_desk(lambda _: self._somebody())

    def _somebody(self) -> None:
        self._was_seen, self._seen_at = True, self._means.clock.monotonic()

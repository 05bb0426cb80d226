"""How many draws of liveness a card has used: DRAWS in a day, whoever holds it, in however many visits and sessions.

Kept by a keyed hash of the number in the memory of the core, never on disk: after a day, and when the core ends, nobody
can tell whose face was looked at. The platform counts over all terminals (`FaceDrawsReport`), where it can be reached.
"""

import hashlib
import secrets
import threading
from dataclasses import dataclass, field

from drivers.clock import Clock
from drivers.face import DRAWS

DAY_S = 86_400.0
KEY_BYTES = 32


@dataclass(slots=True)
class _Card:
    """One card's last day."""

    used_s: list[float] = field(default_factory=list)
    untold: int = 0
    """Draws that the platform does not know of."""


class FaceDraws:
    """Counts; safe to use from several threads.

    Args:
        clock: for the day.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(KEY_BYTES)
        self._cards: dict[bytes, _Card] = {}
        self._lock = threading.Lock()

    def left(self, number: str) -> int:
        """How many draws the card of that number may still use today."""
        with self._lock:
            self._forget_yesterday()
            card = self._cards.get(self._hashed(number))
            return DRAWS - min(DRAWS, len(card.used_s)) if card is not None else DRAWS

    def use(self, number: str, draws: int) -> None:
        """So many more were shown."""
        with self._lock:
            card = self._cards.setdefault(self._hashed(number), _Card())
            card.used_s += [self._clock.monotonic()] * draws
            card.untold += draws

    def to_tell(self, number: str) -> int:
        """How many the platform has to be told of; it counts as told now."""
        with self._lock:
            card = self._cards.get(self._hashed(number))
            if card is None:
                return 0
            untold, card.untold = card.untold, 0
            return untold

    def not_told(self, number: str, draws: int) -> None:
        """The platform could not be told: it will be, together with the card's next draws."""
        with self._lock:
            card = self._cards.get(self._hashed(number))
            if card is not None:
                card.untold += draws

    def proven(self, number: str) -> None:
        """The holder was proven: what was used before says nothing against them."""
        with self._lock:
            self._cards.pop(self._hashed(number), None)

    def _hashed(self, number: str) -> bytes:
        return hashlib.blake2b(number.encode(), key=self._key).digest()

    def _forget_yesterday(self) -> None:
        since_s = self._clock.monotonic() - DAY_S
        for hashed, card in list(self._cards.items()):
            card.used_s = [used_s for used_s in card.used_s if used_s > since_s]
            if not card.used_s:
                del self._cards[hashed]

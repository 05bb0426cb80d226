"""Smart-card readers behind the PC/SC service, whatever their make."""

import secrets
from collections.abc import Callable, Mapping
from typing import TypeVar

from smartcard import scard

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.smart_card import (
    CardKind,
    MrzKey,
    PinVerdict,
    SocialSecurityCard,
    StaffCard,
    TravelDocument,
    social_security,
    staff_card,
    travel_document,
)
from drivers.smart_card.apdu import Chip
from drivers.smart_card.patience import Patience
from drivers.smart_card.pcsc_service import Service

T = TypeVar("T")

SILENCE_S = 5.0
"""Our choice: readers themselves give up on a card that has said nothing for 1 to 3 s, unless it asks for more time."""
WHOLE_S = 30.0
"""Our choice: a passport takes 3 to 8 s over the air, an old one 20."""
PIECE_S = 1.0
"""Waits for people are made of pieces that long, or of half the limit for silence where that is less."""
SERVICE_PAUSE_S = 0.2
"""Between two looks for a service or reader that is away."""


class PcscReader:
    """Fulfils the role `SmartCardReader`.

    What can be asked again is asked again once when the card was there and answered nonsense; a PIN never is.

    Args:
        name: how the reader's name begins.
        clock: for limits and pauses, and for the century of birth dates.
        staff_keys: Ed25519 public key (32 bytes) of each staff card by its number.
        silence_s: limit for one answer of the card.
        whole_s: limit for one call that reads.
        random: gives so many random bytes.
    """

    def __init__(
        self,
        name: str,
        clock: Clock,
        *,
        staff_keys: Mapping[str, bytes] | None = None,
        silence_s: float = SILENCE_S,
        whole_s: float = WHOLE_S,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._clock = clock
        self._staff_keys = staff_keys or {}
        self._silence_s = silence_s
        self._whole_s = whole_s
        self._random = random
        self._service = Service(name)
        self._patience = Patience(clock, silence_s=silence_s)

    def card_present(self) -> bool:
        """Ask once whether a card is there (see `SmartCardReader`)."""
        return self._run(lambda: _is_present(self._service.state()))

    def await_card(self, *, within_s: float) -> bool:
        """Wait for a card (see `SmartCardReader`)."""
        return self._await(present=True, within_s=within_s)

    def await_removal(self, *, within_s: float) -> bool:
        """Wait for the card to be taken (see `SmartCardReader`)."""
        return self._await(present=False, within_s=within_s)

    def kind(self) -> CardKind:
        """Ask the card what it is (see `SmartCardReader`)."""
        return self._twice(_kind)

    def read_social_security(self) -> SocialSecurityCard:
        """Read what the card tells without keys (see `SmartCardReader`)."""
        return self._twice(social_security.read)

    def verify_pin(self, pin: str, card_id: str) -> PinVerdict:
        """Have the card compare a PIN, once (see `SmartCardReader`)."""
        return self._run(lambda: self._once(lambda chip: social_security.verify_pin(chip, pin, card_id)))

    def read_travel_document(self, key: MrzKey) -> TravelDocument:
        """Open the chip and read it (see `SmartCardReader`)."""
        return self._twice(lambda chip: travel_document.read(chip, key, self._clock.now().date(), self._random))

    def read_staff_card(self) -> StaffCard:
        """Read the number and have the card prove itself (see `SmartCardReader`)."""
        return self._twice(lambda chip: staff_card.read(chip, self._staff_keys, self._random))

    def check(self) -> str:
        """The reader's whole name (see `SmartCardReader`)."""

        def name() -> str:
            self._service.state()
            return self._service.full_name()

        return self._run(name)

    def close(self) -> None:
        """Give the service back; a call that has not come back keeps it until it does."""
        if not self._patience.is_stuck:
            self._service.close()

    def _run(self, work: Callable[[], T]) -> T:
        return self._patience.run(work, whole_s=self._whole_s)

    def _once(self, dialogue: Callable[[Chip], T]) -> T:
        with self._service.card(before=self._patience.alive) as chip:
            return dialogue(chip)

    def _twice(self, dialogue: Callable[[Chip], T]) -> T:
        def work() -> T:
            try:
                return self._once(dialogue)
            except DeviceError as error:
                if error.fault is not Fault.CARD_UNREADABLE or not _is_present(self._service.state()):
                    raise
            return self._once(dialogue)

        return self._run(work)

    def _await(self, *, present: bool, within_s: float) -> bool:
        end = self._clock.monotonic() + within_s
        piece = min(PIECE_S, self._silence_s / 2)

        def work() -> bool:
            known = scard.SCARD_STATE_UNAWARE
            while True:
                self._patience.alive()
                remaining = end - self._clock.monotonic()
                try:
                    known = self._service.state(known, within_s=max(0.0, min(piece, remaining)))
                    if _is_present(known) is present:
                        return True
                except DeviceError as error:
                    # the service may be starting again, the reader on its way back
                    if error.fault is not Fault.ABSENT or remaining <= SERVICE_PAUSE_S:
                        raise
                    known = scard.SCARD_STATE_UNAWARE
                    self._clock.pause(SERVICE_PAUSE_S)
                if remaining <= 0:
                    return False

        return self._patience.run(work, whole_s=within_s + self._silence_s)


def _is_present(state: int) -> bool:
    return bool(state & scard.SCARD_STATE_PRESENT)


def _kind(chip: Chip) -> CardKind:
    if social_security.select(chip):
        return CardKind.SOCIAL_SECURITY
    if travel_document.select(chip):
        return CardKind.TRAVEL_DOCUMENT
    if staff_card.select(chip):
        return CardKind.STAFF
    return CardKind.OTHER

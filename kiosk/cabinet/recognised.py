"""Whether a device is the one that belongs here, by the number that it says is its own (promise S11, PCI DSS 9.5.1).

The first number is believed: it is there when the hall takes the terminal over. Another one later is a row of the
journal, and the device is out of order, and with it what proves who somebody is or takes money, until staff confirm it.
A box in the cable that says the same number is not seen by this.
"""

import logging
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Protocol

from config.settings import Settings
from drivers.faults import Fault
from kiosk.cabinet.book import DeviceBook
from kiosk.health import IN_ORDER, DeviceState
from kiosk.journal import Journal, JournalError

log = logging.getLogger(__name__)

_NUMBERED: AbstractSet[str] = frozenset({"idcard", "pin_pad", "bank_card", "endorser"})
"""Whose `check` says a number of their own: they read a card, a secret or money."""
_USB_CAMERA = "v4l2"
"""The model whose `check` says maker, serial number and port."""


def says_its_number(name: str, settings: Settings) -> bool:
    """Whether a device says which one it is."""
    return name in _NUMBERED or (
        name == "camera" and settings.camera is not None and settings.camera.model == _USB_CAMERA
    )


class Answers(Protocol):
    """A device whose own `check` proves that it lives."""

    def check(self) -> object:
        """Ask it; DeviceError when it does not answer."""


class Recognised:
    """One device's look.

    Args:
        name: of the device.
        device: asked.
        journal: gets a row when another one answers.
        book: knows the number.
    """

    def __init__(self, name: str, device: Answers, journal: Journal, book: DeviceBook) -> None:
        self._name, self._device, self._journal, self._book = name, device, journal, book
        self._told = ""
        """The other number that was written down."""

    def look(self) -> DeviceState:
        """Ask it; out of order while it is another one.

        Raises:
            DeviceError: it does not answer.
        """
        said = str(self._device.check())
        try:
            number = self._book.numbered(self._name, said)
        except JournalError:
            # A disk that takes nothing closes the terminal by itself.
            return IN_ORDER
        if not number.is_other:
            self._told = ""
            return IN_ORDER
        if self._told != said:
            log.warning("%s: another device than the one that belongs here", self._name)
            with suppress(JournalError):
                facts = {"device": self._name, "known": number.known, "seen": said}
                self._journal.write("device-swapped", "", facts)
                self._told = said
        return DeviceState(faults=(Fault.SWAPPED,))

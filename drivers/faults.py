"""What can go wrong at a device, as far as a visit and the staff care.

Each fault has three texts in config/texts (resident, staff) and here (engineer, the docstring), and one action.
"""

from enum import Enum


class Action(Enum):
    """What ends a fault."""

    RETRY = "retry"
    RESET = "reset"
    REFILL = "refill"
    CLEAR = "clear"
    MAINTAIN = "maintain"
    CONFIGURE = "configure"


class Fault(Enum):
    """The reasons a device refuses. The value is the key of its texts."""

    ABSENT = "absent"
    """It does not answer at all: cable, power or port."""
    GARBLED = "garbled"
    """It answers, but not in its own language: noise, wrong checksum or wrong model."""
    GONE = "gone"
    """It went away in the middle: unplugged, or its program ended."""
    REFUSED = "refused"
    """It understood and said no, for a reason that is its own."""
    CARD_UNREADABLE = "card_unreadable"
    """The card was found but could not be selected, authenticated or read."""
    CARD_INVALID = "card_invalid"
    """The card was read, and its record contradicts itself (check digit, dates)."""
    CARD_EXPIRED = "card_expired"
    NO_PAPER = "no_paper"
    PAPER_LOW = "paper_low"
    JAMMED = "jammed"
    COVER_OPEN = "cover_open"
    NO_TONER = "no_toner"
    TRAY_MISSING = "tray_missing"
    CUTTER = "cutter"
    OVERHEATED = "overheated"
    DOOR_SHUT = "door_shut"
    """A locker's lock was pulsed, and the door's contact went on saying closed."""
    QUEUE_GONE = "queue_gone"
    """The print queue (CUPS) does not answer, the printer itself may."""
    CANCELLED = "cancelled"
    """The job was cancelled at the device or in its queue."""
    TIMED_OUT = "timed_out"
    """It was busy for longer than we wait."""
    BROKEN = "broken"
    """It reports a failure that only maintenance can end."""
    DOOR_FORCED = "door_forced"
    """A locker door opened though nobody asked."""
    DOOR_OPEN = "door_open"
    """A locker door stands open though nobody is there who had it opened."""
    BOX_FULL = "box_full"
    """The sensor of a locker's box says that something is in it, though it should be empty."""
    BOX_EMPTY = "box_empty"
    """The sensor of a locker's box says that nothing is in it, though a parcel should be."""
    CLOCK_UNSET = "clock_unset"
    """Nothing keeps the computer's clock right."""
    DISK_LOW = "disk_low"
    """The computer's disk has less room than the terminal's file wants."""
    NO_NETWORK = "no_network"
    """The computer's network cable is out, or no route leads away."""
    NUMBER_UNREAD = "number_unread"
    """The number on the top numbered sheet cannot be read: lamp, lens, a sheet that lies askew, or an empty tray."""
    NUMBER_OTHER = "number_other"
    """The number on the top numbered sheet is not the next one of the ledger."""
    SWAPPED = "swapped"
    """It works, and its own number is not that of the device that staff know here."""
    STUCK = "stuck"
    """A call to it does not come back: what it was doing nobody knows."""
    NOT_FITTED = "not_fitted"
    """The terminal's file does not name such a device."""
    DISABLED = "disabled"
    """The configuration says that it is not to be used."""
    UNKNOWN = "unknown"
    """It reports something we have no word for; never counted as in order."""


ACTIONS: dict[Fault, Action] = {
    Fault.ABSENT: Action.MAINTAIN,
    Fault.GARBLED: Action.RESET,
    Fault.GONE: Action.MAINTAIN,
    Fault.REFUSED: Action.RETRY,
    Fault.CARD_UNREADABLE: Action.RETRY,
    Fault.CARD_INVALID: Action.RETRY,
    Fault.CARD_EXPIRED: Action.RETRY,
    Fault.NO_PAPER: Action.REFILL,
    Fault.PAPER_LOW: Action.REFILL,
    Fault.JAMMED: Action.CLEAR,
    Fault.COVER_OPEN: Action.CLEAR,
    Fault.NO_TONER: Action.REFILL,
    Fault.TRAY_MISSING: Action.CLEAR,
    Fault.CUTTER: Action.CLEAR,
    Fault.OVERHEATED: Action.RETRY,
    Fault.DOOR_SHUT: Action.CLEAR,
    Fault.QUEUE_GONE: Action.RESET,
    Fault.CANCELLED: Action.RETRY,
    Fault.TIMED_OUT: Action.RETRY,
    Fault.BROKEN: Action.MAINTAIN,
    Fault.DOOR_FORCED: Action.CLEAR,
    Fault.DOOR_OPEN: Action.CLEAR,
    Fault.BOX_FULL: Action.CLEAR,
    Fault.BOX_EMPTY: Action.CLEAR,
    Fault.CLOCK_UNSET: Action.CONFIGURE,
    Fault.DISK_LOW: Action.MAINTAIN,
    Fault.NO_NETWORK: Action.MAINTAIN,
    Fault.NUMBER_UNREAD: Action.CLEAR,
    Fault.NUMBER_OTHER: Action.CLEAR,
    Fault.SWAPPED: Action.CONFIGURE,
    Fault.STUCK: Action.RESET,
    Fault.NOT_FITTED: Action.CONFIGURE,
    Fault.DISABLED: Action.CONFIGURE,
    Fault.UNKNOWN: Action.MAINTAIN,
}


class DeviceError(Exception):
    """A device could not do what it was asked: the only error a driver raises.

    Args:
        fault: the reason, reduced to what a visit cares about.
        detail: for the engineer: bytes in hex, status codes, never a word that was read from a card.
    """

    def __init__(self, fault: Fault, detail: str) -> None:
        super().__init__(f"{fault.value}: {detail}")
        self.fault = fault
        self.detail = detail

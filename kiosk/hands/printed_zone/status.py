"""How the process that reads a zone ends; apart, so that the core does not load what reads pictures."""

from enum import IntEnum


class Status(IntEnum):
    """Exit status of `kiosk.hands.printed_zone.process`."""

    READ = 0
    NO_ZONE = 3
    NO_TYPEFACE = 4
    NO_PICTURE = 5

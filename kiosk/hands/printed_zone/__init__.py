"""Reading the machine-readable zone (ICAO 9303) that is printed on a travel document, from a picture of its page.

Pictures are decoded and read in a process of their own (`python -m kiosk.hands.printed_zone.process`): one that
crashes or hangs does so there, and what it saw goes with it.
"""

from typing import Protocol

from drivers.smart_card.mrz import Zone


class ZoneReader(Protocol):
    """What any reader of printed zones can do."""

    def read(self, picture: bytes, dpi: float) -> Zone | None:
        """The zone on the page, its check digits right; None when there is none to be read.

        Args:
            picture: PNG or JPEG of the page, black on white, upright or upside down.
            dpi: its resolution, 200 or more.

        Raises:
            DeviceError: DISABLED without the typeface that zones are printed in, TIMED_OUT, GARBLED, BROKEN.
        """

"""The scanner for QR codes and bar codes: role and values.

What a code says is for the platform to know, never for us.
"""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Code:
    """What was read, as it came: most codes are one-time passes of a person."""

    payload: bytes = field(repr=False)


class CodeScanner(Protocol):
    """What any scanner can do."""

    def arm(self) -> None:
        """Light up and look for a code; whatever was read before is forgotten.

        Raises:
            DeviceError: ABSENT, GARBLED, GONE or REFUSED.
        """

    def disarm(self) -> None:
        """Stop looking and forget what was read.

        Raises:
            DeviceError: as `arm`.
        """

    def read(self, within_s: float) -> Code | None:
        """Wait for one code; None when none has come within that many seconds.

        A code that is shown on and on counts once: it is dropped for 2 s after it was last seen.

        Raises:
            DeviceError: REFUSED for a code that no service of ours uses (over 4 KB, or control bytes in it) and when
                the scanner is not armed; GONE.
        """

    def check(self) -> None:
        """Ask the scanner for a setting, which proves that it lives.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE.
        """

    def close(self) -> None:
        """Give the line back."""

"""The camera for faces and photographs: role and values.

It is open only while a step needs it, and the lamp beside it burns exactly as long. Pictures are kept nowhere: there is
the newest one, in memory, until the next one or the closing.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:  # the core names cameras and never loads the numbers library
    import numpy as np
    from numpy.typing import NDArray

Pixels: TypeAlias = "NDArray[np.uint8]"
"""Rows, columns, and blue, green, red: as OpenCV has it."""


class Lamp(Protocol):
    """The lamp beside the camera. Both calls come on the camera's own thread."""

    def switch_on(self) -> None:
        """Burn; DeviceError when it cannot, and then the camera stays closed."""

    def switch_off(self) -> None:
        """Stop burning; DeviceError when it cannot."""


class NoLamp:
    """For machines whose camera has a lamp of its own that burns while it is open."""

    def switch_on(self) -> None:
        """The camera does it."""

    def switch_off(self) -> None:
        """The camera does it."""


@dataclass(frozen=True, slots=True)
class CameraMode:
    """What is wanted of the device; a frame tells what came."""

    width_px: int = 1280
    height_px: int = 720
    frames_per_second: float = 25.0
    exposure_ms: float | None = None
    """Milliseconds; None lets the camera choose."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of whoever stands there. Its repr never shows the pixels."""

    number: int
    """Counts from 1 at each opening."""
    taken_s: float
    """By `Clock.monotonic`: the device's own stamp where it has one, else the moment of arrival."""
    pixels: Pixels = field(repr=False)
    repeats: int = 0
    """How many frames before it were the same to the last pixel. A living sensor's never are: a frozen one's are."""

    @property
    def width_px(self) -> int:
        """Columns."""
        return int(self.pixels.shape[1])

    @property
    def height_px(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])

    @property
    def brightness(self) -> float:
        """Mean of all pixels, 0 black to 255 white. Below some 10 the lens is covered."""
        return float(self.pixels[::8, ::8].mean())

    def age_s(self, now_s: float) -> float:
        """Seconds since it was taken.

        Args:
            now_s: `Clock.monotonic` now.
        """
        return max(0.0, now_s - self.taken_s)


class Camera(Protocol):
    """What any camera can do."""

    def open(self) -> None:
        """Switch the lamp on, open the device and wait for its first frame. Nothing happens while it is open.

        Raises:
            DeviceError: ABSENT, REFUSED (no camera that may be used), GONE, GARBLED or TIMED_OUT; the lamp's own
                refusal, and then the device was never opened.
        """

    def newest(self, within_s: float, after: int = 0) -> Frame:
        """The newest frame, and never an older one that waited somewhere.

        Args:
            within_s: limit for a frame, in seconds.
            after: wait for a frame with a higher number than this.

        Raises:
            DeviceError: TIMED_OUT when none came; REFUSED when the camera is not open; what ended the pictures.
        """

    def expose(self, exposure_ms: float | None) -> None:
        """Fix the exposure and the white balance, or give them back to the camera (None), while it is open.

        Raises:
            DeviceError: REFUSED when the camera cannot do it or is not open.
        """

    def close(self) -> None:
        """Give the device back, then switch the lamp off. Nothing happens when it is closed.

        Raises:
            DeviceError: TIMED_OUT when the device does not let go; the lamp goes on burning until it does.
        """

    def check(self) -> str:
        """What camera is there, without opening it and without the lamp.

        Raises:
            DeviceError: ABSENT or REFUSED.
        """

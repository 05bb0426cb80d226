"""A USB camera through Video4Linux, read by OpenCV."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, cast

from drivers.camera import CameraMode, Pixels
from drivers.camera.live import Picture, age_stamp
from drivers.camera.opencv import opencv
from drivers.camera.usb_device import UsbCamera, camera_at
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault

SELECT_S = 2
"""Our choice for OpenCV's wait for one frame, whole seconds; its own is 10."""
LOST_FRAMES_MAX = 3
"""Our choice: a lost frame happens, more in a row mean that the device is gone."""
_BY_HAND, _BY_CAMERA = 1, 3
"""V4L2_EXPOSURE_MANUAL and V4L2_EXPOSURE_APERTURE_PRIORITY (videodev2.h)."""
_EXPOSURE_UNITS_PER_MS = 10
"""V4L2_CID_EXPOSURE_ABSOLUTE counts in 100 microseconds."""


class Capture(Protocol):
    """What we use of cv2.VideoCapture."""

    def isOpened(self) -> bool: ...  # noqa: N802, D102 - OpenCV's name

    def set(self, what: int, value: float) -> bool: ...  # noqa: D102 - OpenCV's

    def get(self, what: int) -> float: ...  # noqa: D102 - OpenCV's

    def read(self) -> tuple[bool, Any]: ...  # noqa: D102 - OpenCV's

    def release(self) -> None: ...  # noqa: D102 - OpenCV's


def _captured(node: Path) -> Capture:
    # Read once, when OpenCV loads its video part.
    os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(SELECT_S))
    cv2 = opencv()
    return cast("Capture", cv2.VideoCapture(str(node), cv2.CAP_V4L2))


class V4l2Source:
    """Fulfils `FrameSource`. One read lasts at most `SELECT_S` seconds, whatever is asked for.

    Args:
        port: udev name or /dev/v4l/by-path name of the camera.
        clock: for stamps.
        find: looks up what hangs there.
        capture: opens the device node.
    """

    def __init__(
        self,
        port: Path,
        clock: Clock,
        *,
        find: Callable[[Path], UsbCamera] = camera_at,
        capture: Callable[[Path], Capture] = _captured,
    ) -> None:
        self._port = port
        self._clock = clock
        self._find = find
        self._make = capture
        self._capture: Capture | None = None
        self._lost = 0

    def open(self, mode: CameraMode) -> None:
        """Open the node and ask for the mode; what the camera makes of it, its frames tell (see `FrameSource`)."""
        self._capture = capture = self._make(self._find(self._port).node)
        self._lost = 0
        if not capture.isOpened():
            raise DeviceError(Fault.ABSENT, f"{self._port.name}: does not open, or another program has it")
        cv2 = opencv()
        for what, value in (
            # Uncompressed, USB 2 carries 1280x720 ten times a second at best.
            (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
            (cv2.CAP_PROP_FRAME_WIDTH, mode.width_px),
            (cv2.CAP_PROP_FRAME_HEIGHT, mode.height_px),
            (cv2.CAP_PROP_FPS, mode.frames_per_second),
            (cv2.CAP_PROP_BUFFERSIZE, 1),
        ):
            capture.set(what, value)
        if mode.exposure_ms is not None:
            self.expose(mode.exposure_ms)

    def read(self, within_s: float) -> Picture | None:  # noqa: ARG002 - OpenCV's own limit holds
        """The next frame of a queue of one (see `FrameSource`)."""
        capture = self._opened()
        cv2 = opencv()
        try:
            there, pixels = capture.read()
        except cv2.error as error:
            raise DeviceError(Fault.GONE, "read: refused by OpenCV") from error
        if not there or pixels is None:
            self._lost += 1
            if self._lost >= LOST_FRAMES_MAX or not self._port.exists():
                raise DeviceError(Fault.GONE, f"{self._port.name}: {self._lost} frames did not come")
            return None
        self._lost = 0
        # OpenCV gives the kernel's stamp of the buffer, by the monotonic clock, in milliseconds.
        stamp_s = capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        return Picture(cast("Pixels", pixels), age_stamp(stamp_s, self._clock.monotonic()))

    def expose(self, exposure_ms: float | None) -> None:
        """Exposure and white balance (see `FrameSource`)."""
        capture = self._opened()
        cv2 = opencv()
        by = _BY_CAMERA if exposure_ms is None else _BY_HAND
        taken = capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, by)
        if exposure_ms is not None:
            taken = taken and capture.set(cv2.CAP_PROP_EXPOSURE, exposure_ms * _EXPOSURE_UNITS_PER_MS)
        # Cameras without automatic white balance refuse this, and have nothing to hold still.
        capture.set(cv2.CAP_PROP_AUTO_WB, int(exposure_ms is None))
        if not taken:
            raise DeviceError(Fault.REFUSED, f"{self._port.name}: exposure {exposure_ms} ms not taken")

    def close(self) -> None:
        """Give the node back."""
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.release()

    def check(self) -> str:
        """Maker, product, serial number and port of the camera; it stays closed."""
        return str(self._find(self._port))

    def _opened(self) -> Capture:
        if self._capture is None:
            raise DeviceError(Fault.GONE, "not open")
        return self._capture

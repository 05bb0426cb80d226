"""Pictures of a folder one after the other, for demos and tests."""

import io
from pathlib import Path

from PIL import Image

from drivers.camera import CameraMode
from drivers.camera.frames import PIXELS_MAX
from drivers.camera.live import Picture
from drivers.camera.opencv import decoded
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault

FILE_BYTES_MAX = 16_000_000
"""Our choice: a PNG of 3840x2160."""
_ENDINGS = frozenset({".jpg", ".jpeg", ".png"})


class SequenceSource:
    """Fulfils `FrameSource`: the files by their names, again from the beginning after the last.

    Args:
        folder: JPEG and PNG files.
        clock: for the pace.
        demo: whether this terminal is a demo.

    Raises:
        DeviceError: DISABLED outside a demo.
    """

    def __init__(self, folder: Path, clock: Clock, *, demo: bool) -> None:
        if not demo:
            raise DeviceError(Fault.DISABLED, "camera model sequence: only in a demo")
        self._folder = folder
        self._clock = clock
        self._files: list[Path] = []
        self._next = 0
        self._due_s = 0.0
        self._every_s = 1.0

    def open(self, mode: CameraMode) -> None:
        """List the folder."""
        self._files = self._listed()
        self._next = 0
        self._every_s = 1 / mode.frames_per_second
        self._due_s = self._clock.monotonic()

    def read(self, within_s: float) -> Picture | None:
        """The next file when its time has come (see `FrameSource`)."""
        wait_s = self._due_s - self._clock.monotonic()
        if wait_s > within_s:
            self._clock.pause(within_s)
            return None
        if wait_s > 0:
            self._clock.pause(wait_s)
        now_s = self._clock.monotonic()
        # A reader that was late does not catch up: cameras do not either.
        self._due_s = max(self._due_s + self._every_s, now_s)
        file = self._files[self._next % len(self._files)]
        self._next += 1
        return Picture(decoded(_looked_at(file)), now_s)

    def expose(self, exposure_ms: float | None) -> None:
        """Files have no exposure (see `FrameSource`)."""
        raise DeviceError(Fault.REFUSED, f"exposure {exposure_ms}: files have none")

    def close(self) -> None:
        """Forget the list."""
        self._files = []

    def check(self) -> str:
        """How many pictures there are."""
        return f"sequence of {len(self._listed())}"

    def _listed(self) -> list[Path]:
        try:
            files = sorted(file for file in self._folder.iterdir() if file.suffix.lower() in _ENDINGS)
        except OSError as error:
            raise DeviceError(Fault.ABSENT, f"folder: {type(error).__name__}") from error
        if not files:
            raise DeviceError(Fault.ABSENT, "folder: no picture in it")
        return files


def _looked_at(file: Path) -> bytes:
    """The file's bytes, once their size was seen to be one that we decode."""
    try:
        with file.open("rb") as opened:
            data = opened.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise DeviceError(Fault.GONE, f"picture: {type(error).__name__}") from error
    if len(data) > FILE_BYTES_MAX:
        raise DeviceError(Fault.GARBLED, "picture: file too large")
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
    except (OSError, Image.DecompressionBombError) as error:
        raise DeviceError(Fault.GARBLED, "picture: not a picture") from error
    if width * height > PIXELS_MAX:
        raise DeviceError(Fault.GARBLED, f"picture: {width}x{height} is too large")
    return data

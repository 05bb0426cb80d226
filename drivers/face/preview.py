"""Pictures for the screen, on a thread of their own: deciding never makes them wait."""

import threading
from collections.abc import Callable

from drivers.camera import Camera, Pixels
from drivers.camera.opencv import opencv
from drivers.faults import DeviceError

WIDTH_MAX_PX, HEIGHT_MAX_PX = 960, 540
JPEG_QUALITY = 80
"""Our choice: 30 to 60 kB a picture."""
_WAIT_S = 0.2


class PreviewThread:
    """Sends each new frame of an open camera until it is ended.

    Args:
        camera: open.
        show: gets each picture; blocks no longer than the screen's line does.
        drawn: makes of each picture, in the screen's size, the one that is shown.
    """

    def __init__(
        self, camera: Camera, show: Callable[[bytes], None], drawn: Callable[[Pixels], Pixels] = lambda pixels: pixels
    ) -> None:
        self._camera = camera
        self._show = show
        self._drawn = drawn
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """No picture is sent after this."""
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        number = 0
        while not self._ending.is_set():
            try:
                frame = self._camera.newest(_WAIT_S, after=number)
            except DeviceError:
                # The thread that decides meets the same error and tells it.
                self._ending.wait(_WAIT_S)
                continue
            number = frame.number
            self._show(for_screen(frame.pixels, self._drawn))


def for_screen(pixels: Pixels, drawn: Callable[[Pixels], Pixels] = lambda pixels: pixels) -> bytes:
    """A picture as the camera saw it, at most 960x540, as JPEG; the screen makes a mirror of it.

    Args:
        pixels: the picture.
        drawn: draws into the small one.
    """
    cv2 = opencv()
    scale = min(1.0, WIDTH_MAX_PX / pixels.shape[1], HEIGHT_MAX_PX / pixels.shape[0])
    # INTER_AREA would take four times as long, for a difference that a moving picture does not show.
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR) if scale < 1 else pixels
    _, data = cv2.imencode(".jpg", drawn(small), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return bytes(data)

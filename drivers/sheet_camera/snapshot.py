"""A network camera's snapshot address: each question is answered by one picture, taken then."""

import requests

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.sheet_camera.frames import PICTURE_BYTES_MAX, FrameError, picture_of

_CHUNK = 65_536


class SnapshotCamera:
    """Fulfils `SheetCamera`.

    Args:
        url: of the snapshot, on the machine's own wire.
        clock: for the limit of the whole picture.
        picture_s: limit in seconds.
    """

    def __init__(self, url: str, clock: Clock, *, picture_s: float) -> None:
        self._url = url
        self._clock = clock
        self._picture_s = picture_s

    def picture(self) -> bytes:
        """Take one (see `SheetCamera`)."""
        until = self._clock.monotonic() + self._picture_s
        try:
            with requests.Session() as session:
                # Neither proxies nor anything else of the environment.
                session.trust_env = False
                with session.get(self._url, timeout=self._picture_s, allow_redirects=False, stream=True) as answer:
                    body = bytearray()
                    for piece in answer.iter_content(_CHUNK):
                        body += piece
                        if len(body) > PICTURE_BYTES_MAX:
                            raise DeviceError(Fault.GARBLED, "a picture without end")
                        if self._clock.monotonic() > until:
                            raise DeviceError(Fault.TIMED_OUT, "the picture takes too long")
                    return picture_of(answer.status_code, answer.headers.get("content-type", ""), bytes(body))
        except FrameError as error:
            raise DeviceError(Fault.GARBLED, str(error)) from None
        except requests.Timeout:
            raise DeviceError(Fault.TIMED_OUT, "no picture within the limit") from None
        except requests.ConnectionError:
            raise DeviceError(Fault.ABSENT, "no connection") from None
        except requests.RequestException as error:
            raise DeviceError(Fault.GONE, type(error).__name__) from None

    def check(self) -> str:
        """Take one and forget it (see `SheetCamera`)."""
        return f"a picture of {len(self.picture())} bytes"

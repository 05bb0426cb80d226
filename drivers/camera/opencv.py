"""OpenCV, loaded when the first picture is taken: it needs 40 MB that a core which never looks does not have."""

import os
from types import ModuleType

from drivers.camera import Pixels
from drivers.faults import DeviceError, Fault

_QT = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
"""The full wheel of OpenCV sets them to its own Qt 5 plug-ins; every child process would inherit them."""


def opencv() -> ModuleType:
    """The module `cv2`; the environment is as before."""
    before = {name: os.environ.get(name) for name in _QT}
    import cv2

    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    return cv2


def decoded(picture: bytes) -> Pixels:
    """The pixels of a JPEG or PNG whose size the caller has looked at.

    Raises:
        DeviceError: GARBLED when it cannot be decoded.
    """
    import numpy as np

    cv2 = opencv()
    try:
        pixels: Pixels | None = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error as error:
        raise DeviceError(Fault.GARBLED, "picture: cannot be decoded") from error
    if pixels is None:
        raise DeviceError(Fault.GARBLED, "picture: cannot be decoded")
    return pixels

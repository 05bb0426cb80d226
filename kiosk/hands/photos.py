"""Carries out what a photograph wants: a session of the face process on its worker, and the word to take it now."""

import threading
from collections.abc import Callable

from drivers.faults import DeviceError, Fault
from kiosk import photo_effects as wanted
from kiosk.cabinet.devices import there
from kiosk.cabinet.workers import Job, Stop
from kiosk.events import Failed
from kiosk.hands.card import On
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.photo_effects import PhotoEffect
from kiosk.photo_events import PhotoGuided, PhotoShot

FACE = "face"


class PhotoHands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        on: queues it.
        preview: gets each picture of the camera.
        failed: told of a device that failed at its work.
    """

    def __init__(
        self, tools: Tools, on: On, preview: Callable[[bytes], None], failed: Callable[[str, DeviceError], None]
    ) -> None:
        self._tools = tools
        self._on = on
        self._preview = preview
        self._failed = failed
        self._shoot = threading.Event()

    def carry_out(self, effect: PhotoEffect, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`."""
        match effect:
            case wanted.TakePhoto():
                # Each session has its own: a word that comes too late takes nobody else's picture.
                self._shoot = shoot = threading.Event()
                return self._on(FACE, post, lambda stop: self._take(effect, shoot, post, stop))
            case wanted.ShootNow():
                self._shoot.set()
                return None

    def _take(self, effect: wanted.TakePhoto, shoot: threading.Event, post: Post, stop: Stop) -> None:
        engine = there(self._tools.devices.face)
        try:
            taken = engine.photograph(
                effect.kind, lambda guidance: post(PhotoGuided(guidance)), self._preview, stop, shoot.is_set
            )
        except DeviceError as error:
            if error.fault is not Fault.CANCELLED:
                post(Failed("camera_fault", can_try_again=True))
                self._failed(FACE, error)
            return
        post(PhotoShot(taken))

"""dlib's view of the likeness: it can only refuse, and it is asked in a process beside.

`compute_face_descriptor` holds the interpreter's lock for some 80 ms, in which the preview would stand still. The
process is forked once the models are loaded, so that their memory is there only once, and before any thread runs.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from drivers.camera.opencv import opencv
from drivers.face.models import RESNET, proven
from drivers.face.points import around
from drivers.faults import DeviceError, Fault
from drivers.process import crash_loudly, die_with_parent

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from drivers.camera import Pixels
    from drivers.face.finding import Found

    Descriptor = NDArray[np.float64]

PORTRAIT_EYES_PX = 80.0
"""Smaller portraits are enlarged to this: the landmarks were trained on faces of such size."""

NICE = 10
"""Where there is one core, camera, preview and SFace go first. Of processes only: a thread that waits for the processor
with the interpreter's lock in its hand makes the others wait too (tried: gaps of 400 ms in the preview)."""


class SecondOpinion:
    """The process beside, and the questions that it has not answered yet.

    Args:
        in_child: called first in the new process, to let go of what belongs to its parent.
        folder: see `models.proven`.

    Raises:
        DeviceError: BROKEN, see `models.proven`.
    """

    def __init__(self, in_child: Callable[[], None], folder: "Path | None" = None) -> None:
        proven(RESNET, folder)
        from face_recognition import api

        ours, theirs = multiprocessing.Pipe()
        parent = os.getpid()

        def run() -> None:
            die_with_parent(parent)
            crash_loudly()
            os.nice(NICE)
            ours.close()
            in_child()
            # On a thread: an error on the first one multiprocessing would print, with its text.
            answering = threading.Thread(target=_answer, args=(theirs, api), name="answering")
            answering.start()
            answering.join()

        self._process = multiprocessing.get_context("fork").Process(target=run, name="second opinion", daemon=True)
        self._process.start()
        theirs.close()
        self._line: Connection[Any, Any] = ours
        self._asked = 0
        self._waiting = 0

    @property
    def is_busy(self) -> bool:
        """Whether a question is under way; another one now would have to wait."""
        return self._waiting > 0

    def ask(self, pixels: "Pixels", face: "Found", enlarged: float = 1.0) -> int:
        """Give a face; the answer comes later.

        Args:
            pixels: the picture.
            face: the face in it.
            enlarged: by how much the picture is enlarged first.

        Returns:
            The number of the question.

        Raises:
            DeviceError: GONE when the process ended.
        """
        cut, box = cut_out(pixels, face)
        try:
            self._line.send((cut, box, enlarged))
        except OSError as error:
            raise DeviceError(Fault.GONE, f"second opinion: {type(error).__name__}") from error
        self._waiting += 1
        self._asked += 1
        return self._asked

    def answers(self, within_s: float) -> "dict[int, Descriptor]":
        """What has been answered, by the numbers of the questions, waiting at most so long while any is under way.

        Raises:
            DeviceError: GONE when the process ended.
        """
        found: dict[int, Descriptor] = {}
        try:
            while self._waiting and self._line.poll(0 if found else within_s):
                found[self._asked - self._waiting + 1] = self._line.recv()
                self._waiting -= 1
        except (OSError, EOFError) as error:
            raise DeviceError(Fault.GONE, f"second opinion: {type(error).__name__}") from error
        return found

    def close(self) -> None:
        """End the process."""
        self._line.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def distance(one: "Descriptor", other: "Descriptor") -> float:
    """Euclidean: 0 for the same picture; strangers are mostly above 0.6, Asian ones often below."""
    across = one - other
    return float((across @ across) ** 0.5)


def described(api: Any, cut: "Pixels", box: tuple[float, float, float], enlarged: float) -> "Descriptor":
    """The face's 128 numbers.

    Args:
        api: `face_recognition.api`.
        cut: the face with some margin, red first.
        box: left, top and width of dlib's square in it.
        enlarged: by how much it is enlarged first.
    """
    if enlarged > 1:
        cv2 = opencv()
        cut = cv2.resize(cut, None, fx=enlarged, fy=enlarged, interpolation=cv2.INTER_CUBIC)
    left, top, width = box
    upper, right, lower, side = (int(value * enlarged) for value in (top, left + width, top + width, left))
    descriptor: Descriptor = api.face_encodings(cut, known_face_locations=[(upper, right, lower, side)], model="small")[
        0
    ]
    return descriptor


def cut_out(pixels: "Pixels", face: "Found") -> "tuple[Pixels, tuple[float, float, float]]":
    """The face with some margin, and where dlib's square lies in it."""
    cut, left, top = around(pixels, face)
    square = face.square
    return cut, (square.left - left, square.top - top, square.width)


def _answer(line: "Connection[Any, Any]", api: Any) -> None:
    """Give a descriptor for each face, until the line ends."""
    while True:
        try:
            cut, box, enlarged = line.recv()
        except (EOFError, OSError):
            os._exit(0)
        line.send(described(api, cut, box, enlarged))

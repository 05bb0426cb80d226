"""Cuts frames out of a stream, whole or byte by byte, with noise before, between and behind them.

What a frame is, each device's frames.py says; how to find one among noise is the same for all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A whole frame stands at the beginning."""

    value: T
    size: int
    """How many bytes it takes."""


@dataclass(frozen=True, slots=True)
class NeedsMore:
    """What stands at the beginning may become a frame."""

    count: int
    """How many bytes it still needs at least; never more than it needs in the end."""


Recognise = Callable[[bytes], Found[T] | NeedsMore | None]
"""Looks at the beginning of a stream that is not empty; None says that no frame begins with its first byte."""


class FrameCutter(Generic[T]):
    """Finds the frames of one kind.

    Args:
        recognise: says whether a frame begins here.
        shortest: bytes of the shortest frame.
    """

    def __init__(self, recognise: Recognise[T], shortest: int) -> None:
        self._recognise = recognise
        self._shortest = shortest
        self._buffer = bytearray()
        self._needed = shortest
        self.noise = 0
        """Bytes that belonged to no frame."""

    @property
    def missing(self) -> int:
        """How many bytes to read next; never more than the frame under way still needs."""
        return self._needed

    @property
    def has_begun(self) -> bool:
        """Whether something that may become a frame is waiting for its rest."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> list[T]:
        """Take what arrived and give the frames that are complete."""
        self._buffer += data
        return self._all()

    def first(self, data: bytes) -> list[T]:
        """Take what arrived and give the first complete frame, or none; what is behind it is left as it is."""
        self._buffer += data
        frame = self._next()
        return [] if frame is None else [frame.value]

    def give_up(self) -> list[T]:
        """Nothing more comes: the frames that hide behind a beginning which never became one."""
        frames: list[T] = []
        while self._buffer:
            self._drop()
            frames += self._all()
        return frames

    def take_rest(self) -> bytes:
        """Give and forget what arrived and is in no frame yet."""
        rest = bytes(self._buffer)
        self._buffer.clear()
        self._needed = self._shortest
        return rest

    def _all(self) -> list[T]:
        frames: list[T] = []
        while (frame := self._next()) is not None:
            frames.append(frame.value)
        return frames

    def _next(self) -> Found[T] | None:
        while self._buffer:
            seen = self._recognise(bytes(self._buffer))
            if isinstance(seen, Found):
                del self._buffer[: seen.size]
                self._needed = self._shortest
                return seen
            if isinstance(seen, NeedsMore):
                self._needed = seen.count
                return None
            self._drop()
        self._needed = self._shortest
        return None

    def _drop(self) -> None:
        del self._buffer[0]
        self.noise += 1

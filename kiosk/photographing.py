"""What a visit knows of the photograph that is taken in it. Dropped with the visit, pictures and all."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, Self

from drivers.face import PhotoGuidance, PhotoTaken
from kiosk.platform.photo_values import PhotoAccepted

Use = Literal["", "receipt", "sheet", "both"]
"""What becomes of it: the receipt with a number, photographs on paper, or both."""
SHOTS = 3
"""Kept to choose from (our choice): a fourth one takes the first one's place."""


@dataclass(frozen=True, slots=True)
class Photographing:
    """One photograph."""

    kind: str = ""
    """Of config/photo-kinds.toml."""
    case_no: str = field(default="", repr=False)
    """The case that it belongs to; empty for none."""
    has_agreed: bool = False
    """That the camera is opened for it."""
    guidance: PhotoGuidance | None = None
    shots: tuple[PhotoTaken, ...] = field(default=(), repr=False)
    at: int = 0
    """Which of the shots is looked at."""
    use: Use = ""
    accepted: PhotoAccepted | None = field(default=None, repr=False)
    taken_at: datetime | None = None
    failed_papers: tuple[str, ...] = ()
    """Papers that surely did not come out: they may be printed once more."""
    lacks: tuple[str, ...] = ()
    """Papers that are not in the person's hand, as far as anybody knows."""

    @property
    def shot(self) -> PhotoTaken | None:
        """The one that is looked at."""
        return self.shots[self.at] if self.at < len(self.shots) else None

    def with_shot(self, taken: PhotoTaken) -> Self:
        """One more to choose from; it is looked at."""
        shots = (*self.shots, taken)[-SHOTS:]
        return replace(self, shots=shots, at=len(shots) - 1, guidance=None)


NO_PHOTO = Photographing()

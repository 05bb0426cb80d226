"""Whether two faces are one person's: SFace decides, dlib may refuse."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from config.device_settings import FaceSettings
    from drivers.camera import Pixels
    from drivers.face.finding import Found

    Embedding = NDArray[np.float32]
    """128 numbers of length 1."""


class Likeness(Enum):
    """What the numbers say."""

    ALIKE = "alike"
    UNSURE = "unsure"
    UNLIKE = "unlike"


class Matcher:
    """Makes embeddings and compares them.

    Args:
        recognizer: of `models.recognizer`.
    """

    def __init__(self, recognizer: Any) -> None:
        self._recognizer = recognizer

    def aligned(self, pixels: "Pixels", face: "Found") -> "Pixels":
        """The face turned and scaled to 112x112, as SFace wants it."""
        crop: Pixels = self._recognizer.alignCrop(pixels, face.row)
        return crop

    def embedding(self, aligned: "Pixels") -> "Embedding":
        """What SFace makes of an aligned face: some 32 ms on one core."""
        return _of_length_one(self._recognizer.feature(aligned).ravel().copy())


def similarity(one: "Embedding", other: "Embedding") -> float:
    """Cosine: 1 for the same picture, around 0 for strangers."""
    return float(one @ other)


def fused(embeddings: Sequence["Embedding"]) -> "Embedding":
    """Several frames of one face as one: it takes out single bad frames, it does not repair a bad portrait."""
    return _of_length_one(sum(embeddings[1:], start=embeddings[0].copy()))


def decided(similarity: float, distance: float | None, settings: "FaceSettings") -> Likeness:
    """What the numbers come to.

    Args:
        similarity: SFace's cosine between portrait and fused frames.
        distance: dlib's between portrait and frames; None where it could not be had, and then nobody is sure.
        settings: the thresholds with the figures that support them.
    """
    if similarity < settings.unsure_from:
        return Likeness.UNLIKE
    if distance is not None and distance > settings.veto_distance:
        return Likeness.UNLIKE
    if similarity < settings.alike_from or distance is None:
        return Likeness.UNSURE
    return Likeness.ALIKE


def _of_length_one(vector: "NDArray[np.float32]") -> "Embedding":
    length = float((vector @ vector) ** 0.5)
    return vector / length if length else vector

"""What a photograph hears from the world."""

from dataclasses import dataclass, field

from drivers.face import PhotoGuidance, PhotoTaken


@dataclass(frozen=True, slots=True)
class PhotoGuided:
    """What is to be changed now."""

    guidance: PhotoGuidance


@dataclass(frozen=True, slots=True)
class PhotoShot:
    """The picture, and every rule."""

    taken: PhotoTaken = field(repr=False)


PhotoEvent = PhotoGuided | PhotoShot

"""What a photograph wants of the world; kiosk/hands/photo.py carries it out."""

from dataclasses import dataclass

from drivers.face import PhotoKind


@dataclass(frozen=True, slots=True)
class TakePhoto:
    """Camera on, guidance, the picture; until the step is left."""

    kind: PhotoKind


@dataclass(frozen=True, slots=True)
class ShootNow:
    """The picture is taken as it is: the person asked for it."""


PhotoEffect = TakePhoto | ShootNow

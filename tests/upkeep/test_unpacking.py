"""What a signed bundle may hold, and that the oldest Python that a terminal has takes it."""

import io
import subprocess
import tarfile
from pathlib import Path

import pytest

import kiosk.upkeep.unpacking
from kiosk.upkeep.unpacking import unpack

MODULE = Path(kiosk.upkeep.unpacking.__file__)
BY_THE_SYSTEM = """
import sys, tarfile, pathlib
sys.path.insert(0, sys.argv[1])
from unpacking import unpack
with tarfile.open(sys.argv[2]) as packed:
    unpack(packed, pathlib.Path(sys.argv[3]))
"""


def plain(name: str) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.size = 4
    made.mode, made.uid, made.uname = 0o4777, 1234, "somebody"
    return made


def bundle(path: Path, *entries: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w") as packed:
        for entry in entries:
            packed.addfile(entry, io.BytesIO(b"data"))
    return path


def of_kind(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


def test_the_systems_own_python_unpacks_it(tmp_path: Path) -> None:
    """Debian 12 has 3.11.2: what came to tarfile later is not there, and every update would be refused by it."""
    packed = bundle(
        tmp_path / "kiosk.tar", of_kind("wheels", tarfile.DIRTYPE), plain("wheels/a.whl"), plain("deep/b/c")
    )
    arguments = [str(MODULE.parent), str(packed), str(tmp_path / "into")]
    subprocess.run(["/usr/bin/python3", "-I", "-S", "-B", "-c", BY_THE_SYSTEM, *arguments], check=True, umask=0o077)
    found = {str(path.relative_to(tmp_path / "into")): path for path in (tmp_path / "into").rglob("*")}
    assert set(found) == {"wheels", "wheels/a.whl", "deep", "deep/b", "deep/b/c"}
    # Readable for the user whom the core is, whatever umask the service has and whatever mode was packed.
    assert {name: path.stat().st_mode & 0o7777 for name, path in found.items()} == {
        "wheels": 0o755,
        "wheels/a.whl": 0o644,
        "deep": 0o755,
        "deep/b": 0o755,
        "deep/b/c": 0o644,
    }


@pytest.mark.parametrize(
    "entry",
    [
        of_kind("link", tarfile.SYMTYPE, "/etc/passwd"),
        of_kind("hard", tarfile.LNKTYPE, "fine"),
        of_kind("node", tarfile.CHRTYPE),
        of_kind("pipe", tarfile.FIFOTYPE),
        plain("/absolute"),
        plain("../outside"),
        plain("a/../../outside"),
        plain("fine"),
        plain("fine/below"),
        of_kind("fine", tarfile.DIRTYPE),
    ],
    ids=lambda entry: f"{entry.name} {entry.type.decode()}",
)
def test_anything_but_plain_files_below_the_folder_is_refused(entry: tarfile.TarInfo, tmp_path: Path) -> None:
    packed = bundle(tmp_path / "kiosk.tar", plain("fine"), entry)
    into = tmp_path / "below" / "into"
    into.parent.mkdir()
    with tarfile.open(packed) as opened, pytest.raises(tarfile.TarError, match=r"no plain|twice|a file and a folder"):
        unpack(opened, into)
    assert {path.name for path in tmp_path.rglob("*")} == {"kiosk.tar", "below", "into", "fine"}

"""A release of this checkout, made once, and a clean root to put it into."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kiosk.upkeep.release import write_list

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own wheel, and one that leads to what this checkout has installed of all it needs."""
    folder = tmp_path_factory.mktemp("release")
    build = tmp_path_factory.mktemp("build")
    for part in ("config", "drivers", "printing", "kiosk", "screens"):
        # The recordings are nine tenths of the wheel, and nothing here speaks.
        shutil.copytree(ROOT / part, build / part, ignore=shutil.ignore_patterns("*.ogg", "__pycache__", "*.pyc"))
    for name in ("setup.cfg", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, build)
    shutil.copytree(ROOT / "licenses", build / "licenses")
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(folder / "wheels"), str(build)], check=True
    )
    _needed(folder / "wheels" / "needed-1-py3-none-any.whl")
    shutil.copy(ROOT / "config" / "install.sh", folder)
    (folder / "fonts").mkdir()
    (folder / "fonts" / "Sample.ttf").write_bytes(b"no font, only a file")
    write_list(folder, "0.1.0")
    return folder


def _needed(wheel: Path) -> None:
    facts = "needed-1.dist-info"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("needed.pth", next(path for path in sys.path if path.endswith("site-packages")))
        file.writestr(f"{facts}/METADATA", "Metadata-Version: 2.1\nName: needed\nVersion: 1\n")
        file.writestr(f"{facts}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        names = ("needed.pth", f"{facts}/METADATA", f"{facts}/WHEEL", f"{facts}/RECORD")
        file.writestr(f"{facts}/RECORD", "".join(f"{name},,\n" for name in names))


@pytest.fixture
def clean_root(tmp_path: Path) -> Path:
    """A machine before anything: accounts, and a cupsd.conf of its own."""
    root = tmp_path / "root"
    (root / "etc" / "cups").mkdir(parents=True)
    (root / "etc" / "systemd" / "system").mkdir(parents=True)
    (root / "etc" / "passwd").write_text("root:x:0:0:root:/root:/bin/bash\n")
    (root / "etc" / "group").write_text("root:x:0:\n")
    (root / "etc" / "shadow").write_text("root:*:19000:0:99999:7:::\n")
    (root / "etc" / "gshadow").write_text("root:*::\n")
    cups = root / "etc" / "cups" / "cupsd.conf"
    cups.write_text("# the machine's own\n")
    cups.chmod(0o600)
    return root


def everything_below(root: Path) -> dict[str, str]:
    """Every path with its mode, and its content or where it points."""
    found = {}
    for path in sorted(root.rglob("*")):
        facts = path.lstat()
        what = str(path.readlink()) if path.is_symlink() else ""
        what = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not what else what
        found[str(path.relative_to(root))] = f"{facts.st_mode:o} {what}"
    return found


@pytest.fixture(name="everything_below")
def everything_below_fixture() -> object:
    """As a fixture: test files import no conftest."""
    return everything_below

"""From a release to a version that can run: an environment of its own, filled without a network.

Standard library only.
"""

import shutil
import subprocess
from pathlib import Path

from kiosk.upkeep.pieces import OPT
from kiosk.upkeep.release import LIST, Release
from kiosk.upkeep.slots import VERSIONS, Slots
from kiosk.upkeep.software_sum import write_sum

PYTHON = Path("/usr/bin/python3")
"""The system's own: its security updates come with the system."""
OURS = ("config", "drivers", "printing", "kiosk", "screens")
NO_TIMES = ("--invalidation-mode", "unchecked-hash")
"""Compiled files without the time of their source: the same on every terminal. Nobody changes a source here."""
ISOLATED = ("-I",)
"""Python's own modules and the version's alone: without it `-m venv` runs a venv.py that lies where root stands."""
NOWHERE = Path("/")
FILL_S = 900.0
"""Limit for one child (our choice: 650 MB of wheels took 25 s on two cores)."""


class InstallError(Exception):
    """Something cannot be installed; one line."""


def fill(slots: Slots, release: Release) -> str:
    """Put a release into a slot, complete or not at all; one that lies there already stays as it is.

    Raises:
        SlotError: another of that number runs or is kept, or it was refused.
        InstallError: a wheel does not go in.
    """
    slots.refuse_again(release.version)
    listed = (release.folder / LIST).read_bytes()
    if _list_of(slots.folder(release.version)) == listed:
        return release.version
    if slots.folder(release.version).exists():
        # Of an attempt that went no further, unless something points to it.
        slots.prune()
    with slots.filling(release.version) as folder:
        _fill(folder, release)
        (folder / LIST).write_bytes(listed)
        write_sum(folder)
    return release.version


def _list_of(version: Path) -> bytes:
    """Which release a version was filled from; empty where that is not known."""
    try:
        return (version / LIST).read_bytes()
    except FileNotFoundError:
        return b""


def _fill(folder: Path, release: Release) -> None:
    _run(str(PYTHON), *ISOLATED, "-m", "venv", "--symlinks", str(folder))
    wheels = [str(wheel) for wheel in release.wheels]
    pip = (str(folder / "bin" / "python"), *ISOLATED, "-m", "pip", "--disable-pip-version-check", "--quiet")
    # What goes in is named file by file and was held against the list: nothing is looked for, nothing fetched.
    _run(*pip, "install", "--no-index", "--no-deps", "--no-cache-dir", "--no-compile", *wheels)
    _run(*pip, "uninstall", "--yes", "pip", "setuptools")
    for program in (folder / "bin").iterdir():
        # Scripts name the folder in which they were made; everything here is started as a module.
        if not program.name.startswith("python"):
            program.unlink()
    for font in release.fonts:
        target = folder / "share" / "kiosk" / "fonts" / font.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(font, target)
    _compile(folder, release.version)
    (folder / "VERSION").write_text(f"{release.version}\n", "utf-8")


def _compile(folder: Path, version: str) -> None:
    """With the names of where they will run: neither this root nor the unfinished folder stands in them.

    Ours have to compile. Libraries may hold templates that are no Python (PySide6 does): left so.
    """
    where = packages(folder)
    runs_at = ("-s", str(folder), "-p", f"/{OPT / VERSIONS / version}")
    compiler = (str(folder / "bin" / "python"), *ISOLATED, "-m", "compileall", "-q", "-j", "2", *NO_TIMES, *runs_at)
    _run(*compiler, *(str(where / name) for name in OURS if (where / name).is_dir()))
    try:
        subprocess.run([*compiler, str(where)], capture_output=True, timeout=FILL_S, check=False, cwd=NOWHERE)
    except subprocess.TimeoutExpired as error:
        raise InstallError("compiling takes too long") from error


def packages(version: Path) -> Path:
    """Where a version's Python packages lie.

    Raises:
        InstallError: there is no such folder.
    """
    found = sorted((version / "lib").glob("python3*/site-packages"))
    if not found:
        raise InstallError(f"{version}: has no Python packages")
    return found[0]


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=FILL_S, check=False, cwd=NOWHERE)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise InstallError(f"{command[0]} does not run: {type(error).__name__}") from error
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise InstallError(f"{' '.join(command[:4])}: {said[-1] if said else f'exit code {done.returncode}'}")

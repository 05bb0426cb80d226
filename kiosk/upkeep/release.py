"""A release: one folder with every wheel of a version and the built fonts, each file with its SHA-256.

    release.json     {"version": "0.2.0", "files": {"wheels/kiosk-0.2.0-py3-none-any.whl": "<sha256>", …}}
    wheels/          ours and all it needs: nothing is fetched where it is installed
    install.sh       installs it: nothing but Debian's Python is needed
    fonts/           what `python -m printing.font_build` made (a minute of work that no terminal repeats)

Standard library only.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

LIST = "release.json"
PARTS = ("wheels", "fonts")
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}([a-z]{1,3}\d{1,4})?", re.ASCII)
_MOST_PARTS = 4
LARGEST_LIST = 1_000_000
"""Bytes of release.json (our choice: 200 wheels take 30 kB)."""


class ReleaseError(Exception):
    """A folder is no release, or not what its list says; one line."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release whose files are what its list says."""

    folder: Path
    version: str
    wheels: tuple[Path, ...]
    fonts: tuple[Path, ...]


def in_order(version: str) -> tuple[tuple[int, ...], bool, str, int]:
    """Versions sort by it: 0.9 before 0.10, 1.0rc2 before 1.0, 1.0 the same as 1.0.0.

    Raises:
        ReleaseError: that is no version.
    """
    if not _VERSION.fullmatch(version):
        raise ReleaseError(f"'{version[:40]}' is no version")
    numbers, word, count = re.fullmatch(r"([\d.]+)([a-z]*)(\d*)", version, re.ASCII).groups()  # type: ignore[union-attr]  # it has that form
    parts = [int(part) for part in numbers.split(".")]
    return (*parts, *[0] * (_MOST_PARTS - len(parts))), not word, word, int(count or 0)


def write_list(folder: Path, version: str) -> Path:
    """Write release.json for what lies in the folder.

    Raises:
        ReleaseError: that is no version.
    """
    if not _VERSION.fullmatch(version):
        raise ReleaseError(f"'{version}' is no version")
    files = {
        str(path.relative_to(folder)): _sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / LIST
    }
    listed = folder / LIST
    listed.write_text(json.dumps({"version": version, "files": files}, indent=1) + "\n", "utf-8")
    return listed


def open_release(folder: Path) -> Release:
    """Read a release and hold every file against its list.

    Raises:
        ReleaseError: no list, a file too many, one missing, or one that was changed.
    """
    listed = folder / LIST
    try:
        if listed.stat().st_size > LARGEST_LIST:
            raise ReleaseError(f"{listed}: is no list of a release")
        told = json.loads(listed.read_text("utf-8"))
        version, files = told["version"], told["files"]
        wanted = {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(f"{listed}: cannot be read: is {folder} the folder of a release?") from error
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise ReleaseError(f"{listed}: names no version")
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() or path.is_symlink()}
    if odd := sorted((there - {LIST}) ^ set(wanted)):
        raise ReleaseError(f"{folder}: {odd[0]} is {'missing' if odd[0] in wanted else 'not in its list'}")
    for name, digest in wanted.items():
        path = folder / name
        if path.is_symlink() or _sha256(path) != digest:
            raise ReleaseError(f"{path}: is not what the list says: get the release anew")
    by_part = {part: tuple(folder / name for name in sorted(wanted) if name.startswith(f"{part}/")) for part in PARTS}
    return Release(folder, version, by_part["wheels"], by_part["fonts"])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""One number for everything of a version that can run: the same on every terminal that has it whole (promise S3).

What pip writes of the place from which it installed is left out; compiled files say no time (`versions.fill`), so they
count too. Standard library only.
"""

import hashlib
import os
from pathlib import Path

SUM = "SOFTWARE-SUM"
"""In a version's folder: the number as it was when the version was filled, by root."""
_OF_THE_PLACE = ("RECORD", "direct_url.json", "REQUESTED")
"""Of a *.dist-info folder."""


def software_sum(version: Path) -> str:
    """SHA-256, hex, over the name and the content of every file and link below a version, in the order of their names.

    Raises:
        OSError: something of it cannot be read.
    """
    whole = hashlib.sha256()
    for folder, folders, files in os.walk(version, onerror=_raised):
        folders.sort()
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in sorted((*files, *links)):
            path = here / name
            told = path.relative_to(version).as_posix()
            if told == SUM or (here.name.endswith(".dist-info") and name in _OF_THE_PLACE):
                continue
            what = f"-> {path.readlink()}" if path.is_symlink() else _digest(path)
            whole.update(f"{told}\0{what}\n".encode())
    return whole.hexdigest()


def write_sum(version: Path) -> None:
    """Keep the number of a version that was just filled."""
    (version / SUM).write_text(f"{software_sum(version)}\n", "ascii")


def first_sum(version: Path) -> str:
    """The number as it was when the version was filled; empty for one that was filled before there were any."""
    try:
        return (version / SUM).read_text("ascii").strip()
    except FileNotFoundError:
        return ""


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _raised(error: OSError) -> None:
    raise error

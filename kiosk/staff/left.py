"""Whether anything of a person was left on this terminal: its files are read, and what looks like a person is counted.

A citizen's number is one only with its right check digit; a long number in a hash or a time is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

_NUMBER = re.compile(rb"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{9}[\dXx](?![0-9A-Za-z])")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"%PDF")
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read (our choice: ours are far smaller; a larger one is named, not read)."""
OURS = frozenset({"exports"})
"""Folders below the state folder that staff have filled themselves."""


@dataclass(frozen=True, slots=True)
class Left:
    """What was found in one file."""

    name: str
    what: str
    """number, picture, too_large, unreadable."""


def search(*folders: Path) -> tuple[int, tuple[Left, ...]]:
    """Read every plain file below some folders.

    Returns:
        How many files were read, and what was found in them.
    """
    count, found = 0, []
    for folder in folders:
        for path in _files(folder):
            count += 1
            what = _kind(path)
            if what:
                found.append(Left(path.relative_to(folder).as_posix(), what))
    return count, tuple(found)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and not OURS & set(path.relative_to(folder).parts):
            yield path


def _kind(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            return "too_large"
        content = path.read_bytes()
    except OSError:
        return "unreadable"
    if content.startswith(_PICTURES):
        return "picture"
    return "number" if any(_is_citizen(match.group().decode()) for match in _NUMBER.finditer(content)) else ""


def _is_citizen(number: str) -> bool:
    try:
        mod_11_2.validate(number.upper())
    except ValidationError:
        return False
    return 1 <= int(number[10:12]) <= 12 and 1 <= int(number[12:14]) <= 31

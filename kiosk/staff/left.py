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
_BEGINS = (b"\xff\xd8\xff", b"\x89PNG", b"%PDF")
_PICTURE = re.compile(
    rb"\xff\xd8\xff(?:\xe0..JFIF|\xe1..Exif|\xee..Adobe|\xdb\x00[\x43\x84])|\x89PNG\r\n\x1a\n|%PDF-\d|RIFF....WEBP"
    rb"|/9j/4AAQSk|iVBORw0KGgo|JVBERi0x",
    re.DOTALL,
)
"""Of JPEG, PNG, PDF and WebP, and the first three in base64: long enough not to come about in a key or a hash."""
CHUNK = 1024 * 1024
"""Bytes that are read at once (our choice)."""
OVERLAP = 32
"""Bytes that are read again with the next: more than what is looked for and its neighbours."""
OURS = frozenset({"exports"})
"""Folders below the state folder that staff have filled themselves."""


@dataclass(frozen=True, slots=True)
class Left:
    """What was found in one file."""

    name: str
    what: str
    """number, picture, unreadable."""


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
        with path.open("rb") as file:
            before, is_cut = b"", False
            while True:
                piece = file.read(CHUNK)
                content = before + piece
                if (not before and content.startswith(_BEGINS)) or _PICTURE.search(content):
                    return "picture"
                if any(
                    _is_citizen(match.group().decode())
                    for match in _NUMBER.finditer(content)
                    # What touches a cut may be the part of a longer number; whole, it is seen with the next piece.
                    if (match.start() or not is_cut) and (match.end() < len(content) or not piece)
                ):
                    return "number"
                if not piece:
                    return ""
                before, is_cut = content[-OVERLAP:], len(content) > OVERLAP
    except OSError:
        return "unreadable"


def _is_citizen(number: str) -> bool:
    try:
        mod_11_2.validate(number.upper())
    except ValidationError:
        return False
    return 1 <= int(number[10:12]) <= 12 and 1 <= int(number[12:14]) <= 31

"""What goes to the platform and comes back when a phone hands files to a terminal. The contract is one with values.py.

The phone speaks to the platform's page and to nothing of the terminal: no port is open there. The terminal asks what
has come, fetches it in parts that fit into an answer, and says when it needs nothing more.
"""

from typing import Annotated, Literal

from pydantic import Base64Bytes, Field

from kiosk.platform.values import Token, Value
from printing.records.value import Link

FileKind = Literal["pdf", "jpeg"]
UploadState = Literal["waiting", "open", "closed"]
"""Nobody has opened the page; one phone has; its time is over or the terminal closed it."""
LARGEST_FILE = 10_000_000
"""Bytes of one file (our choice: a page photographed by a phone is 2 to 6 MB)."""
PART_BYTES = 400_000
"""Of a file in one answer: a terminal takes a megabyte (kiosk/platform/line.py), base64 takes a third more."""
MOST_FILES = 20


class UploadRequest(Value):
    """Open a page for one phone. The idempotency key is a random id."""

    item: str = Field(max_length=64)
    files: Annotated[int, Field(ge=1, le=MOST_FILES)]
    """How many are taken."""
    kinds: tuple[FileKind, ...] = Field(default=("pdf", "jpeg"), min_length=1, max_length=2)
    largest: Annotated[int, Field(ge=1_000, le=LARGEST_FILE)] = LARGEST_FILE
    """Bytes of one file."""
    what: str = Field(default="", max_length=60, description="What the page asks for, e.g. a material's name.")


class UploadOpened(Value):
    """A page is open."""

    upload: Token
    link: Link
    """Of the page, with a code that one phone can use; shown as QR code."""
    valid_s: Annotated[int, Field(ge=10, le=3600)]


class UploadedFile(Value):
    """One file that came whole."""

    file: Token
    name: str = Field(max_length=60, description="As the phone called it, without any path; for the person's eyes.")
    kind: FileKind
    size: Annotated[int, Field(ge=1, le=LARGEST_FILE)]
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class UploadSeen(Value):
    """What has come so far."""

    upload: Token
    state: UploadState
    files: tuple[UploadedFile, ...] = Field(default=(), max_length=MOST_FILES)


class UploadPart(Value):
    """A part of a file."""

    file: Token
    part: Annotated[int, Field(ge=0, lt=LARGEST_FILE // PART_BYTES + 1)]
    content: Base64Bytes


class UploadClosed(Value):
    """The page takes nothing more, and what had come is deleted."""

    upload: Token

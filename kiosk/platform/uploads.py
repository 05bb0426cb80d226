"""Files from a phone, over the platform: open a page, see what has come, fetch it, close. No port of ours is open.

Every function raises a `PlatformError` and nothing else.
"""

import hashlib

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.upload_values import (
    PART_BYTES,
    UploadClosed,
    UploadedFile,
    UploadOpened,
    UploadPart,
    UploadRequest,
    UploadSeen,
)

UPLOADS = "/uploads"


def open_page(platform: Platform, wanted: UploadRequest, *, key: str) -> UploadOpened:
    """Have a page opened for one phone; the same key always gets the same page."""
    return platform.ask(
        Question(method="POST", path=UPLOADS, again=True, body=body_of(wanted), idempotency_key=key), UploadOpened
    )


def see(platform: Platform, upload: str) -> UploadSeen:
    """What has come so far; to be asked every second or two.

    Raises:
        Refused: NOT_FOUND, there is no such page of this terminal.
    """
    seen = platform.ask(Question(method="GET", path=f"{UPLOADS}/{upload}", again=True), UploadSeen)
    if seen.upload != upload:
        raise WrongAnswer("about another page")
    if len({file.file for file in seen.files}) != len(seen.files):
        raise WrongAnswer("one file twice")
    return seen


def fetch(platform: Platform, upload: str, file: UploadedFile) -> bytes:
    """A file, whole and unchanged since the phone sent it.

    Raises:
        Refused: NOT_FOUND, the page was closed.
        WrongAnswer: what came is not that file.
    """
    content = bytearray()
    for part in range(-(-file.size // PART_BYTES)):
        path = f"{UPLOADS}/{upload}/files/{file.file}/parts/{part}"
        found = platform.ask(Question(method="GET", path=path, again=True), UploadPart)
        if (found.file, found.part) != (file.file, part):
            raise WrongAnswer("a part of another file")
        content += found.content
    if len(content) != file.size or hashlib.sha256(content).hexdigest() != file.sha256:
        raise WrongAnswer("another file than was told of")
    return bytes(content)


def close(platform: Platform, upload: str) -> None:
    """Say that nothing more is needed; what had come is deleted there. Saying it again changes nothing."""
    closed = platform.ask(Question(method="POST", path=f"{UPLOADS}/{upload}/closing", again=True), UploadClosed)
    if closed.upload != upload:
        raise WrongAnswer("about another page")

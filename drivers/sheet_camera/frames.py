"""What a camera with a snapshot address is asked and what it answers, without I/O: one GET, one JPEG (RFC 9110)."""

PICTURE_BYTES_MAX = 3_000_000
"""Our choice: a picture of two million points in good quality is a sixth of it."""
_BEGIN, _END = b"\xff\xd8\xff", b"\xff\xd9"


class FrameError(Exception):
    """It is no picture."""


def picture_of(status: int, kind: str, body: bytes) -> bytes:
    """The JPEG in an answer.

    Raises:
        FrameError: another status, another kind, or a JPEG that has no end.
    """
    if status != 200:
        raise FrameError(f"status {status}")
    if kind.partition(";")[0].strip().lower() != "image/jpeg":
        raise FrameError("another kind than image/jpeg")
    if not body.startswith(_BEGIN) or _END not in body[-64:]:
        raise FrameError("a picture without beginning or end")
    return body

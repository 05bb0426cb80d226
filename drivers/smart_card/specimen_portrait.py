"""A drawn face for the chips of the simulator: nobody's, and as many bytes as wanted."""

import io

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 240, 320
_COMMENT_BYTES_MAX = 65_000


def jpeg(size: int) -> bytes:
    """A JPEG of exactly `size` bytes, or of its own size where that is more; the rest is comment segments."""
    picture = _encoded("JPEG", quality=60)
    missing = size - len(picture)
    comments = b""
    while missing >= 4:
        length = min(missing - 4, _COMMENT_BYTES_MAX)
        comments += b"\xff\xfe" + (length + 2).to_bytes(2, "big") + b"-" * length
        missing -= length + 4
    return picture[:2] + comments + picture[2:]


def jpeg2000() -> bytes:
    """The same face as a JPEG 2000 file, as most passports have it."""
    return _encoded("JPEG2000", quality_mode="rates", quality_layers=[40])


def _encoded(form: str, **options: object) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), "#dfe7ee")
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 240, 220, 420), fill="#51647a")
    draw.ellipse((65, 60, 175, 220), fill="#d9b99b")
    draw.pieslice((58, 40, 182, 160), 180, 360, fill="#2b2b2b")
    for eye in (95, 135):
        draw.ellipse((eye, 130, eye + 12, 138), fill="#2b2b2b")
    draw.arc((95, 160, 145, 195), 20, 160, fill="#8c5a4a", width=3)
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()

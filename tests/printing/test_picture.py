"""Pictures of a record are drawn or refused, and never described."""

import io

import pytest
from example_records import portrait, signature
from PIL import Image

from printing.fonts import CannotDraw
from printing.picture import BadPicture, checked


def png(wide: int, high: int) -> bytes:
    target = io.BytesIO()
    Image.new("L", (wide, high)).save(target, "PNG")
    return target.getvalue()


def test_a_photo_and_a_signature_are_taken_as_they_are() -> None:
    assert checked(portrait()) == portrait()
    assert checked(signature()) == signature()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a picture"),
        (b"%PDF-1.7", "not a picture"),
        (b"GIF89a" + bytes(100), "not a picture"),
        (portrait()[:500], "not a picture"),
        (bytes(5 * 1024 * 1024), "too many bytes"),
        (png(4000, 3000), "too many pixels"),
        (png(20_000, 10_000), "not a picture|too many pixels"),
    ],
    ids=["nothing", "a PDF", "a GIF", "torn", "heavy", "wide", "a bomb"],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_anything_else_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadPicture, match=said) as caught:
        checked(data)
    assert isinstance(caught.value, CannotDraw), "who prints refuses it as any other thing that cannot be drawn"
    assert caught.value.field == "picture"

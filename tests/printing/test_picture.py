"""Pictures of a record are drawn or refused, and never described."""

import io
import re
from typing import Any

import pytest
from every_paper import PAPERS
from example_records import example, portrait, signature
from PIL import Image
from pypdf import PdfReader
from sample_papers import stamp

from printing.certificate import render
from printing.fonts import CannotDraw
from printing.layout_schema import DrawnLayout, Layout
from printing.layouts import load_any
from printing.picture import BadPicture, checked, filling, fitted, reader
from printing.sheets import on_paper


def png(wide: int, high: int) -> bytes:
    target = io.BytesIO()
    Image.new("1", (wide, high)).save(target, "PNG")
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


@pytest.mark.parametrize(
    ("own", "room", "drawn"),
    [((358, 441), (26, 32), (25.98, 32)), ((260, 378), (26, 32), (22.01, 32)), ((800, 100), (40, 14), (40, 5))],
)
def test_a_picture_keeps_its_shape_in_any_room(
    own: tuple[int, int], room: tuple[int, int], drawn: tuple[float, float]
) -> None:
    assert fitted(*own, *room) == pytest.approx(drawn, abs=0.01)


PLACED = re.compile(rb"([\d.]+) 0 0 ([\d.]+) [\d.]+ [\d.]+ cm\s*/\S+ Do")
SHAPES = {"photo": (220, 320), "signature": (800, 100), "doctor_signature": (800, 100), "front": (600, 500)}
SHAPES |= {"back": (600, 500), "card_front": (600, 500), "card_back": (600, 500)}
PICTURED = [(name, field) for name in PAPERS for field in SHAPES if field in example(load_any(name).record)]


@pytest.mark.parametrize(("name", "field"), [*PICTURED])
def test_no_face_signature_or_card_is_stretched_on_any_paper(name: str, field: str) -> None:
    layout = load_any(name)
    assert isinstance(layout, Layout | DrawnLayout)
    wide, high = SHAPES[field]
    target = io.BytesIO()
    Image.new("L", (wide, high), 128).save(target, "JPEG")
    record = example(layout.record) | {field: target.getvalue()}
    if name == "photo-sheet":
        # Cut to its place (filling, below), so that it has the place's shape.
        wide, high = record["width_mm"], record["height_mm"]
    pages = PdfReader(io.BytesIO(render(on_paper(layout, record, stamp()), "5e55").pdf)).pages
    streams = [page.get_contents() for page in pages]
    shapes = [float(w) / float(h) for one in streams if one is not None for w, h in PLACED.findall(one.get_data())]
    if name != "sole-trader-acceptance":  # a notice about the same record, without its pictures
        assert any(shape == pytest.approx(wide / high, rel=0.01) for shape in shapes)


def photo_with_notes(orientation: int) -> bytes:
    """A photo as a camera writes it: place, maker and which way up."""
    exif: Any = Image.Exif()
    exif[0x010F] = "样例相机厂"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    target = io.BytesIO()
    Image.linear_gradient("L").resize((120, 80)).save(target, "JPEG", exif=exif, comment=b"taken at home", quality=90)
    return target.getvalue()


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_what_a_camera_wrote_beside_a_photo_does_not_reach_the_paper(orientation: int) -> None:
    data = photo_with_notes(orientation)
    assert b"Exif" in data
    assert b"taken at home" in data
    drawn = reader(data)
    kept = drawn.fp.getvalue()
    assert b"Exif" not in kept
    assert b"taken at home" not in kept
    assert drawn.getSize() == ((120, 80) if orientation in {1, 3} else (80, 120)), "upright"
    with Image.open(io.BytesIO(kept)) as picture:
        assert not picture.getexif()
        assert picture.convert("L").getpixel((5, 5)) == pytest.approx(
            {1: 0, 3: 250, 6: 0, 8: 0}[orientation], abs=30
        ) or orientation in {6, 8}


def test_a_photo_that_lies_right_is_not_compressed_again() -> None:
    with Image.open(io.BytesIO(photo_with_notes(1))) as before, Image.open(reader(photo_with_notes(1)).fp) as after:
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize(
    ("size", "shape", "cut"), [((354, 472), (33, 48), (324, 472)), ((300, 600), (1, 1), (300, 300))]
)
def test_a_picture_that_fills_another_shape_loses_its_sides_or_what_is_below(
    size: tuple[int, int], shape: tuple[int, int], cut: tuple[int, int]
) -> None:
    target = io.BytesIO()
    picture = Image.new("RGB", size, "white")
    picture.paste((200, 0, 0), (size[0] // 2 - 20, 0, size[0] // 2 + 20, 40))
    picture.save(target, "JPEG")
    with Image.open(io.BytesIO(filling(target.getvalue(), *shape))) as made:
        assert made.size == cut
        red, green, _ = made.getpixel((cut[0] // 2, 10))  # type: ignore[misc]  # of an RGB picture
    assert (red > 150, green < 80) == (True, True)


def test_a_picture_of_the_right_shape_stays_as_it_came() -> None:
    target = io.BytesIO()
    Image.new("RGB", (358, 441), "white").save(target, "JPEG")
    assert filling(target.getvalue(), 26, 32) == target.getvalue()

"""Pages as scanners and telephones see them: cut out, put straight, and refused with the right reason.

Measured with these pictures: sharpness (SHARP) of the good ones 130 and more, of a page out of focus by 4 points 18.
"""

import io
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from drivers.clock import SystemClock
from kiosk.hands import page_picture, phone_files
from kiosk.materials_events import PageFault
from kiosk.platform import material_values
from printing.font_folder import font_folder

LID, DARK = (236, 236, 236), (40, 40, 40)


@cache
def page(rows: int = 26) -> Image.Image:
    sheet = Image.new("RGB", (827, 1169), (250, 250, 248))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(font_folder() / "NotoSansSC-Regular.ttf"), 22)
    for row in range(rows):
        draw.text((60, 70 + 40 * row), f"第{row + 1}条　这是演示数据，没有任何效力。", fill=(30, 30, 30), font=font)
    return sheet


def laid(angle: float, lid: tuple[int, int, int] = DARK, size: tuple[int, int] = (1080, 1480)) -> Image.Image:
    glass = Image.new("RGB", size, lid)
    turned = page().convert("RGBA").rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
    glass.paste(turned, ((size[0] - turned.width) // 2, (size[1] - turned.height) // 2), turned)
    return glass


def looked_at(picture: Image.Image, kind: str = "PNG") -> bytes | PageFault:
    target = io.BytesIO()
    picture.save(target, kind)
    return page_picture.looked_at(target.getvalue())


def opened(found: bytes | PageFault) -> Image.Image:
    assert isinstance(found, bytes), found
    return Image.open(io.BytesIO(found))


@pytest.mark.parametrize("angle", [-8.0, 0.0, 3.0])
def test_a_page_on_a_dark_ground_is_cut_out_along_its_edges(angle: float) -> None:
    found = opened(looked_at(laid(angle)))
    assert abs(found.width - 827) < 12
    assert abs(found.height - 1169) < 12
    corner = np.asarray(found.convert("L"))[8:30, 8:30]
    assert float(corner.mean()) > 200, "nothing of the ground is left"


def test_white_paper_below_a_white_lid_is_put_straight() -> None:
    found = np.asarray(opened(looked_at(laid(4, LID))).convert("L"))
    rows = (found < 128).sum(axis=1)
    assert (rows == 0).sum() > 300, "there is white between level lines"


def test_a_photograph_from_aside_is_seen_from_above() -> None:
    width, height = page().size
    whole = (0, 0, 0, height, width, height, width, 0)
    tilted = page().convert("RGBA").transform((900, 1300), Image.Transform.QUAD, whole)
    ground = Image.new("RGB", (1200, 1600), (90, 70, 60))
    turned = tilted.rotate(6, expand=True, resample=Image.Resampling.BICUBIC)
    ground.paste(turned, (90, 110), turned)
    found = opened(looked_at(ground, "JPEG"))
    assert found.height > found.width
    assert float(np.asarray(found.convert("L"))[10:40, 10:40].mean()) > 180


def bright() -> Image.Image:
    grey = np.asarray(laid(2)).astype(float) * 0.75
    down, across = np.mgrid[0 : grey.shape[0], 0 : grey.shape[1]]
    grey[(down - 700) ** 2 + (across - 540) ** 2 < 240**2] = 255
    return Image.fromarray(grey.astype("uint8"))


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (lambda: laid(2).filter(ImageFilter.GaussianBlur(4)), "blurred"),
        (lambda: Image.new("RGB", (800, 1100), LID), "empty"),
        (bright, "glare"),
        (lambda: laid(1).resize((400, 548)), "too_small"),
        (lambda: laid(20).crop((300, 0, 1080, 1000)), "cut_off"),
    ],
)
def test_what_nobody_could_work_with_is_told(made: object, fault: str) -> None:
    assert callable(made)
    assert looked_at(made()) == fault


def test_what_is_no_picture_is_told_and_kills_nothing() -> None:
    assert page_picture.looked_at(b"") == "unreadable"
    assert page_picture.looked_at(b"\x89PNG\r\n\x1a\nno more") == "unreadable"


def test_a_page_is_kept_below_the_limit_of_a_question() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (1700, 1200, 3), np.uint8)
    found = looked_at(Image.fromarray(noise))
    assert found == "too_large" or len(found) <= page_picture.PAGE_BYTES_MAX
    assert page_picture.PAGE_BYTES_MAX == material_values.PAGE_BYTES_MAX


def test_in_a_process_of_its_own_it_says_the_same() -> None:
    target = io.BytesIO()
    laid(3).save(target, "PNG")
    assert page_picture.page_of(target.getvalue(), SystemClock()) == page_picture.looked_at(target.getvalue())
    assert page_picture.page_of(b"no picture", SystemClock()) == "unreadable"


def test_a_pdf_is_drawn_page_by_page_and_no_more_than_are_wanted() -> None:
    target = io.BytesIO()
    page().save(target, "PDF", resolution=100, save_all=True, append_images=[page()])
    drawn = phone_files.pictures_in(target.getvalue(), "pdf", SystemClock(), most=2)
    assert isinstance(drawn, tuple)
    assert len(drawn) == 2
    assert all(picture.startswith(b"\xff\xd8\xff") for picture in drawn)
    assert phone_files.pictures_in(target.getvalue(), "pdf", SystemClock(), most=1) == "too_many_pages"
    assert phone_files.pictures_in(b"%PDF-1.7 nothing", "pdf", SystemClock(), most=1) == "unreadable"

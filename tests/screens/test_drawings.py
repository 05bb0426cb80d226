import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from whole_catalogue import whole_catalogue

from screens.drawings import FOLDER, PALETTE, SIGN_COLOUR, picture_svg, qr_image, rendered, sign_svg

PICTURES = sorted(path.stem for path in (FOLDER / "pictures").glob("*.svg"))
SIGNS = sorted(path.stem for path in (FOLDER / "signs").glob("*.svg"))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_uses_only_colours_that_every_theme_knows(name: str) -> None:
    used = set(re.findall(r"#[0-9a-fA-F]{6}", (FOLDER / "pictures" / f"{name}.svg").read_text("utf-8")))
    assert used <= set(PALETTE)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn_in_every_theme(qapp: QGuiApplication, name: str) -> None:
    for theme in ("day", "night", "contrast"):
        svg = picture_svg(name, theme)
        assert QSvgRenderer(QByteArray(svg)).isValid()
        image = rendered(svg, QSize(200, 200))
        assert max(image.width(), image.height()) == 200
        assert _is_drawn_on(image)


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_takes_the_colour_of_its_place(qapp: QGuiApplication, name: str) -> None:
    assert SIGN_COLOUR in (FOLDER / "signs" / f"{name}.svg").read_text("utf-8")
    image = rendered(sign_svg(name, "#0b3d91"), QSize(96, 96))
    colours = {
        image.pixelColor(x, y).name() for x in range(96) for y in range(96) if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#0b3d91"}


def test_no_picture_holds_text() -> None:
    for path in FOLDER.rglob("*.svg"):
        assert "<text" not in path.read_text("utf-8"), path.name


def test_what_nobody_has_drawn_is_no_hole(qapp: QGuiApplication) -> None:
    assert picture_svg("unheard-of", "day") == picture_svg("broken", "day")
    assert sign_svg("unheard-of", "#0b3d91") == sign_svg("notice", "#0b3d91")


def test_every_item_of_the_catalogue_has_a_drawn_sign() -> None:

    for item in whole_catalogue().values():
        assert item.settings.icon in SIGNS, item.id


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg is a system package of make setup")
def test_a_qr_code_can_be_read(qapp: QGuiApplication, tmp_path: Path) -> None:
    file = tmp_path / "qr.png"
    qr_image("https://verify.invalid/ABCD", QSize(300, 300)).save(str(file))
    read = subprocess.run(["zbarimg", "--raw", "--quiet", str(file)], capture_output=True, text=True, check=True)
    assert read.stdout.strip() == "https://verify.invalid/ABCD"


def _is_drawn_on(image: QImage) -> bool:
    middle = [image.pixelColor(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)]
    return any(colour.alpha() > 0 for colour in middle) and len({QColor(one).rgba() for one in middle}) > 2


@pytest.mark.parametrize("name", ["jam", "empty_tray", "look", "done", "tray"])
def test_a_slot_is_seen_in_high_contrast(qapp: QGuiApplication, name: str) -> None:
    image = rendered(picture_svg(name, "contrast"), QSize(420, 320))
    assert "#ffff00" in {image.pixelColor(310, y).name() for y in range(104, 130)}


def test_what_is_printed_on_a_paper_is_seen_in_high_contrast(qapp: QGuiApplication) -> None:
    image = rendered(picture_svg("done", "contrast"), QSize(420, 320))
    assert "#ffff00" in {image.pixelColor(120, y).name() for y in range(150, 185)}


@pytest.mark.parametrize("name", ["where_tray", "where_take_no_slip", "done"])
def test_where_no_slip_comes_out_none_is_drawn(name: str) -> None:
    torn_edge = "h28 v30", "M1.5 4 a3 3 0 0 1 3 -3 h35"
    assert any(edge in picture_svg("where_take", "day").decode() for edge in torn_edge)
    assert not any(edge in picture_svg(name, "day").decode() for edge in torn_edge)

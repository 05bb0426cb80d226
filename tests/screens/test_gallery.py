"""The gallery and the style page are made from the files, and nothing is left out."""

import re
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from PySide6.QtGui import QGuiApplication

from kiosk.view import Hand, Language, Reach, Size, Theme
from screens import tour
from screens.drawings import FOLDER
from screens.style_page import write_style_page
from screens.token_pairs import PAIRS


def test_every_shape_is_every_look_there_is() -> None:
    shapes = set(tour.every_shape())
    assert {shape.size for shape in shapes} == set(get_args(Size))
    assert {shape.theme for shape in shapes} == set(get_args(Theme))
    assert {shape.language for shape in shapes} == set(get_args(Language))
    assert {shape.reach for shape in shapes} == set(get_args(Reach))
    assert {shape.hand for shape in shapes} == set(get_args(Hand))
    assert len([shape for shape in shapes if shape.hand == "right"]) == 3 * 3 * 3 * 2
    assert set(tour.some_shapes()) <= shapes


@pytest.mark.usefixtures("qapp")
def test_a_gallery_shows_what_is_asked_for(tmp_path: Path) -> None:
    asked = ["--panel", "1080x1920", "--quick", "--theme", "day", "--only", "home", "--only", "check"]
    done = CliRunner().invoke(tour.main, ["--out", str(tmp_path), *asked])
    assert done.exit_code == 0, done.output
    pictures = {path.stem for path in tmp_path.glob("*.webp")}
    shapes = [shape for shape in tour.some_shapes() if shape.theme == "day"]
    assert pictures == {f"{name}.1080x1920.{shape.stem}" for name in ("home", "check") for shape in shapes}
    page = (tmp_path / "index.html").read_text("utf-8")
    assert all(f'"{stem}"' in page for stem in pictures)


def test_the_style_page_says_every_contrast_and_shows_every_sign(qapp: QGuiApplication, tmp_path: Path) -> None:
    page = write_style_page(tmp_path).read_text("utf-8")
    assert len(re.findall(r"[\d.]+ : 1</td><td>", page)) == 3 * len(PAIRS)
    assert "class=low" not in page
    for folder in ("signs", "pictures"):
        assert all(f">{file.stem}<" in page for file in (FOLDER / folder).glob("*.svg"))

"""Every character of a name is drawn and can be copied again, or the paper is refused."""

import io
import subprocess
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from printing import fonts
from printing.fonts import RARE, CannotDraw, FontMissing, Run, Weight, runs, width

RARE_NAMES = "王䶮 张𬴊 李𠅤 赵𫖯 陈𪜎 林𨭎"


def extracted(text: str, tmp_path: Path) -> str:
    target = io.BytesIO()
    fonts.load()
    canvas = Canvas(target, initialFontName=Weight.REGULAR.value)
    line = canvas.beginText(60, 700)
    for run in runs(text):
        line.setFont(run.face, 20)
        line.textOut(run.text)
    canvas.drawText(line)
    canvas.save()
    file = tmp_path / "names.pdf"
    file.write_bytes(target.getvalue())
    return subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, text=True).stdout.strip()


def test_rare_names_come_out_of_the_file_as_they_went_in(tmp_path: Path) -> None:
    assert extracted(RARE_NAMES, tmp_path) == RARE_NAMES


def test_the_face_changes_only_where_it_must() -> None:
    assert runs("陈𪜎明", Weight.BOLD) == (
        Run(Weight.BOLD.value, "陈"),
        Run(RARE, "𪜎"),
        Run(Weight.BOLD.value, "明"),
    )
    assert len(runs("张三丰 4499 ABC，（）")) == 1


@pytest.mark.parametrize(
    "character",
    [
        "\ue000",
        "\U0010fffd",
        "\n",
        "\t",
        "\u200b",
        "\u202e",
        "\ufeff",
        "😀",
        "\U00100000",
        "\U000e0100",
        "\ud800",
        "\x00",
    ],
)
def test_what_no_face_draws_is_refused_without_naming_it(character: str) -> None:
    with pytest.raises(CannotDraw) as caught:
        runs(f"张{character}丰{character}", field="pairs, 姓名")
    assert (caught.value.field, caught.value.count) == ("pairs, 姓名", 1)
    assert character not in str(caught.value)
    assert "张" not in str(caught.value)


def test_all_of_the_everyday_standard_is_drawn_by_the_usual_face() -> None:
    """GB 2312, whose 6 763 characters and punctuation are what forms are written in."""
    everyday = ""
    for row in (0xA1, 0xA3, *range(0xB0, 0xF8)):
        for cell in range(0xA1, 0xFF):
            everyday += bytes([row, cell]).decode("gb2312", "ignore")
    assert len(everyday) > 6_900
    assert len(runs(everyday.replace("\u3000", ""))) == 1


def test_width_is_that_of_all_runs() -> None:
    assert width("陈𪜎", 10) == pytest.approx(20, abs=0.01)


def test_a_face_that_was_not_built_names_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts._FILES, "paper-absent", tmp_path / "none.ttf")
    with pytest.raises(FontMissing, match="make setup"):
        fonts._draws("paper-absent", ord("中"))

"""Every character of a name is drawn and can be copied again, or the paper is refused."""

import io
import subprocess
from pathlib import Path

import pytest
from reportlab.pdfbase import ttfonts
from reportlab.pdfgen.canvas import Canvas

from printing import fonts, to_unicode
from printing.fonts import RARE, RAREST, CannotDraw, Face, FontMissing, Run, runs, width

RARE_NAMES = "王䶮 张𬴊 李𠅤 赵𫖯 陈𪜎 林𨭎 周𬺈 吴𮯠"
"""From the usual face to the last of the chain, and the last character of extension F."""


def extracted(text: str, tmp_path: Path) -> str:
    target = io.BytesIO()
    fonts.load()
    canvas = Canvas(target, initialFontName=Face.SANS.value)
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


def test_reportlab_itself_still_gives_other_characters_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, reportlab has mended it and printing/to_unicode.py can go."""
    monkeypatch.setattr(ttfonts, "makeToUnicodeCMap", to_unicode.reportlabs_own)
    assert extracted("张𬴊", tmp_path) != "张𬴊"


IDEOGRAPHS = (
    (0x4E00, 0x9FEF),
    (0x3400, 0x4DB5),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
COMPATIBLE = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"


@pytest.mark.parametrize("face", Face)
def test_every_ideograph_of_gb_18030_2022_is_drawn_by_some_face(face: Face) -> None:
    points = [*(point for a, b in IDEOGRAPHS for point in range(a, b + 1)), *map(ord, COMPATIBLE)]
    assert len(points) == 87_887, "what the standard counts in its third level of implementation"
    missing = [point for point in points if fonts._known[face]._find(chr(point)) is None]
    assert missing == []


def test_the_last_face_of_the_chain_draws_what_the_others_lack() -> None:
    assert [run.face for run in runs("周𬺈𮯠")] == [Face.SANS.value, RAREST]


def test_a_glyph_without_ink_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """A face that lists a character and draws nothing would leave a hole in a name."""
    face = fonts._registered(Face.SANS.value)
    glyph = face.charToGlyph[ord("丰")]
    positions = list(face.glyphPos)
    positions[glyph + 1] = positions[glyph]
    monkeypatch.setattr(face, "glyphPos", positions)
    assert fonts._advance(Face.SANS.value, ord("丰")) is None
    assert fonts._advance(Face.SANS.value, ord("　")) == 1.0, "a space needs none"


def test_a_long_night_of_names_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_KNOWN_AT_MOST", 10)
    known = fonts._Known((Face.SANS.value,))
    for point in range(0x4E00, 0x4E00 + 100):
        assert known[chr(point)] == (Face.SANS.value, 1.0)
    assert len(known) <= 12


def test_the_face_changes_only_where_it_must() -> None:
    assert runs("陈𪜎明", Face.BOLD) == (
        Run(Face.BOLD.value, "陈"),
        Run(RARE, "𪜎"),
        Run(Face.BOLD.value, "明"),
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
        fonts._advance("paper-absent", ord("中"))

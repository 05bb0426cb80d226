"""Row 15: copies at the terminal: both sides of a card on one sheet, good for one purpose only."""

import io
from pathlib import Path

import pytest
from copying_bench import CARD, CopyingHall, pages_here, with_card
from province_in_process import province_in
from pypdf import PdfReader


def test_a_copy_of_a_card_says_what_it_is_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.hands.copying.pages_of", pages_here)
    (tmp_path / "province").mkdir()
    with province_in(tmp_path / "province") as there:
        hall = CopyingHall(there, tmp_path)
        hall.will_lie = [with_card("lightblue")] * 3 + [with_card("pink")]
        hall.comes(CARD)
        hall.press("choice-school")
        hall.press("primary")
        hall.close()
    (paper,) = hall.out.papers
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf)).pages)
    assert "仅供入学报名使用" in "".join(words.split())

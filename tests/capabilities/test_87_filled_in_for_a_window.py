"""填单区: a form that somebody filled in at a terminal comes out on paper, and a window goes on with its code."""

from pathlib import Path

from drafts_bench import ITEM, KEPT, kept
from province_in_process import province_in

from kiosk.platform import submissions


def test_the_paper_bears_the_answers_and_a_code_that_opens_them(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = kept(there)
        person.press("primary")
        assert person.title == KEPT
        paper = person.hall.taken.documents[-1]
        code = paper.link.rpartition("/")[2]  # type: ignore[union-attr]  # a document, not a drawing
        assert submissions.draft_place(there.platform, code).item == ITEM
        assert "家电维修" in person.hall.taken.texts[-1], "what was chosen stands on it"

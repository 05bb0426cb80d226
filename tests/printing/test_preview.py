"""What a person sees before it is printed is the file that will be printed; a hostile file hurts only a child."""

import hashlib
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sample_papers import document

from drivers.clock import SystemClock
from printing import preview
from printing.certificate import render
from printing.document import Paper
from printing.preview import NotShown, picture_of

CLOCK = SystemClock()


@pytest.fixture(scope="module")
def paper() -> Paper:
    made = render(document(25), "visit-1")
    assert made.pages == 2
    return made


def with_bytes(paper: Paper, pdf: bytes) -> Paper:
    return replace(paper, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())


def test_each_page_is_drawn_from_the_papers_own_bytes(paper: Paper) -> None:
    first, second = (picture_of(paper, page, CLOCK, width_px=800) for page in (1, 2))
    for shown in (first, second):
        image = Image.open(io.BytesIO(shown.jpeg))
        assert (image.format, image.width) == ("JPEG", 800)
        assert abs(image.height - 800 * 297 / 210) < 2
        darkest, _ = image.convert("L").getextrema()
        assert isinstance(darkest, int | float)
        assert darkest < 60
    assert (first.page, second.page, first.pages) == (1, 2, 2)
    assert first.jpeg != second.jpeg


def test_zooming_is_a_larger_picture(paper: Paper) -> None:
    assert Image.open(io.BytesIO(picture_of(paper, 1, CLOCK, width_px=2_400).jpeg)).width == 2_400


@pytest.mark.parametrize(("page", "width"), [(0, 800), (3, 800), (-1, 800), (1, 10), (1, 100_000)])
def test_what_there_is_not_is_not_drawn(paper: Paper, page: int, width: int) -> None:
    with pytest.raises(NotShown, match="no such page"):
        picture_of(paper, page, CLOCK, width_px=width)


def test_other_bytes_than_the_papers_are_never_shown(paper: Paper) -> None:
    other = render(document(1), "visit-1")
    with pytest.raises(NotShown, match="not those"):
        picture_of(replace(paper, pdf=other.pdf), 1, CLOCK, width_px=800)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.4\n", b"<html>", b"\0" * 100_000])
def test_what_is_no_pdf_is_not_shown(paper: Paper, pdf: bytes) -> None:
    with pytest.raises(NotShown, match="poppler ended"):
        picture_of(with_bytes(paper, pdf), 1, CLOCK, width_px=800)


def one_page(content: bytes, media: bytes = b"0 0 595 842") -> bytes:
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[" + media + b"]/Contents 4 0 R>>endobj\n"
    stream = b"4 0 obj<</Length %d>>stream\n" % len(content) + content + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    return head + page + stream


def test_a_page_that_never_ends_is_ended(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "WITHIN_S", 0.6)
    endless = b"0 0 m " + b"300 800 500 10 20 400 c 10 10 580 800 590 3 c S 0 0 m " * 60_000 + b"S"
    with pytest.raises(NotShown, match=r"not in time|poppler ended"):
        picture_of(with_bytes(paper, one_page(endless)), 1, CLOCK, width_px=2_400)


def test_a_page_that_wants_all_memory_gets_none(paper: Paper) -> None:
    """A strip that would be 2 400 by 60 000 pixels: 432 MB."""
    huge = with_bytes(paper, one_page(b"", b"0 0 5 125"))
    with pytest.raises(NotShown, match="poppler ended"):
        picture_of(huge, 1, CLOCK, width_px=2_400)


def test_a_picture_that_floods_is_cut_off(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "PICTURE_BYTES_MAX", 1_000)
    with pytest.raises(NotShown, match="too large"):
        picture_of(paper, 1, CLOCK, width_px=2_400)


def test_without_poppler_nothing_is_shown(paper: Paper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotShown, match="missing"):
        picture_of(paper, 1, CLOCK, width_px=800)


def test_nothing_of_the_paper_is_in_a_repr_an_error_or_on_a_disk(paper: Paper) -> None:
    assert not re.search(rb"JFIF|4499", repr(picture_of(paper, 1, CLOCK, width_px=800)).encode())

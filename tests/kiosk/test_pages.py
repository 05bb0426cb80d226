"""The process that makes pages of what strangers bring: what it gives back, and what it has given away before."""

import io
import subprocess
import sys

import pytest
from copying_bench import RealClock, with_card
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from kiosk.hands.pages.reading import PagesRefused, pages_of

TRIES = """
import os, socket, sys
from drivers.confined import confine, limit
limit(memory=2_000_000_000, processor_s=10)
said = confine(readable=("/usr",), runs_programs={runs})
def refused(what):
    try:
        what()
    except OSError:
        return True
    return False
print(said.has_filter, said.has_walls)
print(refused(lambda: socket.socket()), refused(lambda: open("/etc/passwd")), refused(lambda: os.listdir("/")))
print(refused(lambda: open("/tmp/written", "w")))
print(refused(lambda: os.execv("/usr/bin/true", ["true"])))
"""


def pdf(pages: int) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    for page in range(pages):
        canvas.drawString(100, 700, f"page {page}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def test_a_pdf_becomes_sheets_of_pixels() -> None:
    pages = pages_of(pdf(2), "pdf", RealClock(), most=3)
    assert [Image.open(io.BytesIO(page)).size for page in pages] == [(1654, 2339)] * 2


def test_a_card_is_cut_out_upright_in_true_size() -> None:
    (side,) = pages_of(png(with_card("lightblue", angle=20.0)), "card", RealClock(), dpi=150)
    assert Image.open(io.BytesIO(side)).size == (1011, 638)


@pytest.mark.parametrize(
    ("content", "source", "why"),
    [
        (b"MZ", "pdf", "wrong_kind"),
        (b"%PDF-1.7\n" + b"\xff" * 900, "pdf", "broken"),
        (b"", "jpeg", "wrong_kind"),
        (b"no picture", "scan", "broken"),
    ],
)
def test_what_is_no_page_is_refused_with_its_reason(content: bytes, source: str, why: str) -> None:
    with pytest.raises(PagesRefused) as refused:
        pages_of(content, source, RealClock(), most=3)  # type: ignore[arg-type]  # the four words of a source
    assert refused.value.why == why


def test_more_pages_than_are_taken_are_none_at_all() -> None:
    with pytest.raises(PagesRefused) as refused:
        pages_of(pdf(3), "pdf", RealClock(), most=2)
    assert refused.value.why == "too_many"


def test_a_confined_process_reaches_no_file_no_network_and_no_program() -> None:
    said = subprocess.run(
        [sys.executable, "-c", TRIES.format(runs=False)], capture_output=True, text=True, check=True, timeout=60
    )
    filtered, walled = said.stdout.split()[:2]
    assert filtered == "True"
    if walled != "True":
        pytest.skip("this kernel has no Landlock")
    assert set(said.stdout.split()[2:]) == {"True"}

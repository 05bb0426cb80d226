"""All papers in all sizes, drawn once a test run, and what outside programs read from them."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from example_records import SIZES, Size, example
from sample_papers import stamp

from printing.certificate import render
from printing.document import Document, Drawing, Paper
from printing.handwriting import Handwriting
from printing.layout_schema import DrawnLayout, Layout, SlipLayout
from printing.layouts import compose, layout_ids, load_any
from printing.page import Page, Text
from printing.placing import place
from printing.sheets import lay_out

SLIPS = tuple(name for name in layout_ids() if isinstance(load_any(name), SlipLayout))
PAPERS = tuple(name for name in layout_ids() if name not in SLIPS)
KEPT = [(name, size) for name in PAPERS for size in SIZES]


SIGNED_HERE = frozenset({"driver-medical-form"})
"""Papers with a place for what is signed on the glass."""
SCRAWL = Handwriting(
    (
        tuple((20.0 + 4 * step, 30.0 + (14 if step % 2 else -12) * (1 - step / 24)) for step in range(20)),
        ((18.0, 48.0), (60.0, 44.0), (104.0, 50.0)),
        ((108.0, 30.0),),
    )
)
"""Nobody's name, in millimetres of the field."""


@dataclass(frozen=True)
class Made:
    name: str
    size: Size
    document: Document | Drawing
    pages: tuple[Page, ...]
    paper: Paper

    @property
    def texts(self) -> list[str]:
        """What was laid out on each page, without white."""
        return [squeezed("".join(mark.text for mark in page.marks if isinstance(mark, Text))) for page in self.pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def document_of(name: str, size: Size) -> Document | Drawing:
    layout = load_any(name)
    assert isinstance(layout, Layout | DrawnLayout)
    record = example(layout.record, size)
    if name in SIGNED_HERE:
        record |= {"signature": None, "hand": SCRAWL}
    return lay_out(name, record, stamp()) if isinstance(layout, DrawnLayout) else compose(layout, record, stamp())


@cache
def made(name: str, size: Size) -> Made:
    document = document_of(name, size)
    pages = document.pages if isinstance(document, Drawing) else tuple(place(document))
    return Made(name, size, document, pages, render(document, "5e55"))


def run(*argv: str) -> str:
    return subprocess.run(argv, capture_output=True, check=True, text=True).stdout


def joined(papers: Sequence[Paper], folder: Path) -> Path:
    """All of them as one file, so that a program is started once."""
    parts = []
    for number, paper in enumerate(papers):
        parts.append(folder / f"{number}.pdf")
        parts[-1].write_bytes(paper.pdf)
    whole = folder / "whole.pdf"
    run("qpdf", "--empty", "--pages", *map(str, parts), "--", str(whole))
    return whole

"""`make bench`: our papers against a bare reportlab canvas that draws the very same marks and hashes the same bytes.

The bare side gets every position for nothing; it draws with reportlab's own calls, from the same faces, with the same
code, watermark and keywords. What the ratio shows is our composing, breaking and placing, less what our writing of
the pages saves.
"""

import hashlib
import io
import sys
from collections.abc import Sequence
from itertools import groupby

import segno
from example_records import example
from reportlab.pdfgen.canvas import Canvas
from sample_papers import stamp
from side_by_side import pairs

from printing import fonts, watermark
from printing.certificate import render
from printing.document import Document
from printing.layouts import compose, load_layout
from printing.page import Band, Box, Page, QrCode, Rule, Sheet, Text
from printing.placing import place
from printing.ruling import straight_lines


def bare(document: Document, pages: Sequence[Page]) -> bytes:
    target = io.BytesIO()
    size = (Sheet.WIDTH, Sheet.HEIGHT)
    canvas = Canvas(target, pagesize=size, initialFontName=fonts.Face.SANS.value, lang="zh-CN")
    canvas.setTitle(document.title)
    canvas.setKeywords(f"subject={document.subject};serial={document.serial}")
    watermark.define(canvas, "sample", watermark.SAMPLE)
    for page in pages:
        canvas.doForm("sample")
        for mark in page.marks:
            match mark:
                case Text():
                    canvas.setFillGray(mark.grey)
                    x = mark.x
                    for run in fonts.runs(mark.text, mark.face):
                        canvas.setFont(run.face, mark.size)
                        canvas.drawString(x, mark.y, run.text, charSpace=mark.spacing)
                        x += canvas.stringWidth(run.text, run.face, mark.size)
                case Box() if mark.fill is not None:
                    canvas.setFillGray(mark.fill)
                    canvas.rect(mark.x, mark.y, mark.width, mark.height, stroke=int(mark.thickness > 0), fill=1)
                case Rule():
                    canvas.line(mark.x0, mark.y0, mark.x1, mark.y1)
                case QrCode():
                    canvas.setFillGray(0)
                    code = segno.make(mark.data, error="m", boost_error=False, micro=False)
                    unit = mark.size / len(code.matrix)
                    for row, modules in enumerate(code.matrix):
                        low, start = mark.y + mark.size - (row + 1) * unit, 0
                        for dark, same in groupby(modules):
                            length = len(list(same))
                            if dark:
                                canvas.rect(mark.x + start * unit, low, length * unit, unit, stroke=0, fill=1)
                            start += length
        canvas.lines(straight_lines([mark for mark in page.marks if isinstance(mark, Band)]))
        canvas.showPage()
    canvas.save()
    hashlib.sha256(target.getvalue()).hexdigest()
    return target.getvalue()


def compare(name: str, layout: str, rows: int, rounds: int) -> None:
    paper = load_layout(layout)
    record = example(paper.record)
    lists = {part.rows for part in paper.body if part.kind == "table" and part.carries}
    record |= {rows_of: [record[rows_of][n % 4] for n in range(rows)] for rows_of in lists} if rows else {}
    if rows:
        # Sums that a record states are left out: these rows are four, again and again.
        record |= {
            column.states: None
            for part in paper.body
            if part.kind == "table"
            for column in part.columns
            if column.states
        }
    fonts.load()
    document = compose(paper, record, stamp())
    pages = place(document)
    ours = render(document, "s" * 32).pdf
    sys.stdout.write(
        f"\n{name}: {len(pages)} page(s), {len(ours) // 1024} KiB, bare {len(bare(document, pages)) // 1024}"
    )
    pairs(name, lambda: render(compose(paper, record, stamp()), "s" * 32), lambda: bare(document, pages), rounds)


def test_one_page() -> None:
    compare("one page from record to bytes", "ss-enrolment-certificate", 0, 30)


def test_a_hundred_pages() -> None:
    compare("a hundred pages from record to bytes", "toll-card-passages", 3_500, 5)

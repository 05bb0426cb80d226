"""From a Document to the bytes of an A4 PDF.

Two passes: the parts are placed on pages as plain marks, then the pages are drawn, since every foot says how many
there are. Sizes are our choice, modelled on official letters (GB/T 9704): margins 25 mm, body 10.5 pt.
"""

import hashlib
import io
import threading

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from printing import watermark
from printing.document import Document, Paper
from printing.fonts import Weight, load, runs, width
from printing.page import Box, Mark, Page, QrCode, Rule, Sheet, Text
from printing.parts import place
from printing.qr import modules

rl_config.useA85 = 0  # the file travels as bytes; text armour would add a quarter to every stream
_drawing = threading.Lock()
"""reportlab's fonts keep the subsets of a document under work; one paper at a time."""


def render(document: Document, session: str) -> Paper:
    """Lay out and draw a paper.

    Args:
        document: what it says.
        session: the visit it belongs to; the paper is bound to it.

    Raises:
        CannotDraw: a character has no face; the error names the part, not the text.
        FontMissing: set-up has not been run.
    """
    with _drawing:
        load()
        pages = place(document)
        pdf = _draw(document, pages)
    return Paper(
        session=session,
        subject=document.subject,
        serial=document.serial,
        pages=len(pages),
        sha256=hashlib.sha256(pdf).hexdigest(),
        pdf=pdf,
    )


def _draw(document: Document, pages: list[Page]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(Sheet.WIDTH, Sheet.HEIGHT),
        pageCompression=1,
        initialFontName=Weight.REGULAR.value,
        lang="zh-CN",
    )
    canvas.setTitle(document.title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator(document.terminal)
    canvas.setKeywords(f"subject={document.subject};serial={document.serial}")
    if document.sample:
        watermark.define(canvas)
    for page in pages:
        if document.sample:
            watermark.lay(canvas)
        for mark in page.marks:
            _put(canvas, mark)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _put(canvas: Canvas, mark: Mark) -> None:
    match mark:
        case Text():
            _put_text(canvas, mark)
        case Rule():
            canvas.setStrokeGray(mark.grey)
            canvas.setLineWidth(mark.thickness)
            canvas.line(mark.x0, mark.y0, mark.x1, mark.y1)
        case Box():
            canvas.setFillGray(mark.fill if mark.fill is not None else 1)
            canvas.setStrokeGray(mark.grey)
            canvas.setLineWidth(mark.thickness)
            canvas.rect(
                mark.x, mark.y, mark.width, mark.height, stroke=int(mark.thickness > 0), fill=int(mark.fill is not None)
            )
        case QrCode():
            _put_qr(canvas, mark)


def _put_text(canvas: Canvas, mark: Text) -> None:
    room = width(mark.text, mark.size, mark.weight) + mark.spacing * max(len(mark.text) - 1, 0)
    x = mark.x - {"left": 0.0, "centre": room / 2, "right": room}[mark.align]
    line = canvas.beginText(x, mark.y)
    line.setFillGray(mark.grey)
    line.setCharSpace(mark.spacing)
    for run in runs(mark.text, mark.weight):
        line.setFont(run.face, mark.size)
        line.textOut(run.text)
    canvas.drawText(line)


def _put_qr(canvas: Canvas, mark: QrCode) -> None:
    """One path of merged horizontal bars: sharp on any printer, and no picture in the file."""
    matrix = modules(mark.data)
    unit = mark.size / len(matrix)
    path = canvas.beginPath()
    for row, line in enumerate(matrix):
        start: int | None = None
        for column, dark in enumerate([*line, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                path.rect(mark.x + start * unit, mark.y + mark.size - (row + 1) * unit, (column - start) * unit, unit)
                start = None
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)

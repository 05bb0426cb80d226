"""Pages of marks become the bytes of a PDF. What is drawn: watermark, fields, lines, pictures, codes, words."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from printing import watermark
from printing.fonts import Face, width
from printing.page import MM, Band, Box, Ink, Page, Picture, QrCode, Rule, Sheet, Text
from printing.picture import fitted, reader
from printing.ruling import straight_lines
from printing.setting import TICKED
from printing.strokes import Lines, Words

rl_config.useA85 = 0  # the file travels as bytes; text armour would add a quarter to every stream
_PICTURES = "sample-over"
_CUT_OUT = 20 * MM
"""Height from which a picture is worth cutting out; a signature is not."""
_BOX = 0.78
"""Edge of the white square of our faces, of the size."""
_RULING = (0.4, 0.35)
"""Points and grey of the lines between fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the file says about itself."""

    title: str
    creator: str
    subject: str = field(repr=False)
    serial: str
    sample: bool
    purpose: str = field(repr=False)
    is_over: bool = False
    """The purpose goes over the pictures."""


def draw(pages: Sequence[Page], told: Told) -> bytes:
    """The file.

    Raises:
        CannotDraw: a character has no face.
        BadPicture: a picture is none.
    """
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=_size(pages[0]),
        pageCompression=1,
        initialFontName=Face.SANS.value,
        lang="zh-CN",
    )
    canvas.setTitle(told.title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator(told.creator)
    canvas.setKeywords(f"subject={told.subject};serial={told.serial}")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    wide, high = _size(pages[0])
    below: list[str] = []
    over: list[str] = []
    if told.sample:
        watermark.define(canvas, "sample", watermark.SAMPLE, wide=wide, high=high)
        below.append("sample")
        if any(isinstance(mark, Picture) for page in pages for mark in page.marks):
            watermark.define(canvas, _PICTURES, watermark.SAMPLE, wide=wide, high=high, is_over=True)
    if told.purpose:
        watermark.define(canvas, "purpose", told.purpose, wide=wide, high=high, is_over=told.is_over)
        (over if told.is_over else below).append("purpose")
    for number, page in enumerate(pages):
        canvas.setPageSize(_size(page))
        for name in below:
            canvas.doForm(name)
        _bookmarks(canvas, page, number, told.title if len(pages) > 1 else "")
        _put(canvas, page, is_sample=told.sample)
        for name in over:
            canvas.setFillAlpha(watermark.OVER_ALPHA)
            canvas.doForm(name)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _size(page: Page) -> tuple[float, float]:
    return (Sheet.HEIGHT, Sheet.WIDTH) if page.is_landscape else (Sheet.WIDTH, Sheet.HEIGHT)


def _bookmarks(canvas: Canvas, page: Page, number: int, title: str) -> None:
    """The outline of a paper of several pages: its title, and below it what its list marks."""
    if not title:
        return
    if number == 0:
        canvas.bookmarkHorizontal("start", 0, Sheet.HEIGHT)
        canvas.addOutlineEntry(title, "start", 0)
    for place, (words, y) in enumerate(page.bookmarks):
        key = f"p{number}-{place}"
        canvas.bookmarkHorizontal(key, 0, y)
        canvas.addOutlineEntry(words, key, 1)


def _put(canvas: Canvas, page: Page, *, is_sample: bool) -> None:
    bands: list[Band] = []
    texts: list[Text] = []
    for mark in page.marks:
        match mark:
            case Text():
                texts.append(mark)
            case Band():
                bands.append(mark)
            case Box():
                _put_box(canvas, mark)
            case Rule():
                _put_rule(canvas, mark)
            case QrCode():
                _put_qr(canvas, mark)
            case Picture():
                _put_picture(canvas, mark, is_sample=is_sample)
            case Ink():
                _put_ink(canvas, mark)
    if bands:
        _put_lines(canvas, bands)
    if texts:
        _put_texts(canvas, texts)


def _put_picture(canvas: Canvas, mark: Picture, *, is_sample: bool) -> None:
    """In the middle of its room with its own shape; a sample's is marked as one wherever it is cut out."""
    image = reader(mark.data)
    own_wide, own_high = image.getSize()
    wide, high = fitted(own_wide, own_high, mark.width, mark.height)
    x, y = mark.x + (mark.width - wide) / 2, mark.y + (mark.height - high) / 2
    canvas.drawImage(image, x, y, wide, high, mask="auto")
    if is_sample and mark.height >= _CUT_OUT:
        watermark.over_picture(canvas, _PICTURES, x + wide / 2, y + high / 2, min(wide, 1.4 * high))


def _put_box(canvas: Canvas, mark: Box) -> None:
    canvas.setFillGray(mark.fill if mark.fill is not None else 1)
    canvas.setStrokeGray(mark.grey)
    canvas.setLineWidth(mark.thickness)
    has_edge, has_fill = int(mark.thickness > 0), int(mark.fill is not None)
    canvas.rect(mark.x, mark.y, mark.width, mark.height, stroke=has_edge, fill=has_fill)


def _put_rule(canvas: Canvas, mark: Rule) -> None:
    canvas.setStrokeGray(mark.grey)
    canvas.setLineWidth(mark.thickness)
    if mark.is_dashed:
        canvas.setDash(3, 3)
    canvas.line(mark.x0, mark.y0, mark.x1, mark.y1)
    if mark.is_dashed:
        canvas.setDash()


def _put_ink(canvas: Canvas, mark: Ink) -> None:
    canvas.saveState()
    canvas.setStrokeGray(0)
    canvas.setLineWidth(mark.thickness)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for stroke in mark.strokes:
        path = canvas.beginPath()
        path.moveTo(*stroke[0])
        # A line of no length with round ends is a dot.
        for point in stroke[1:] or stroke:
            path.lineTo(*point)
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _put_lines(canvas: Canvas, bands: Sequence[Band]) -> None:
    path = Lines()
    for ends in straight_lines(bands):
        path.line(*ends)
    thickness, grey = _RULING
    canvas.setLineWidth(thickness)
    canvas.setStrokeGray(grey)
    canvas.setLineCap(2)  # square: corners of fields are closed
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setLineCap(0)


def _put_texts(canvas: Canvas, texts: Sequence[Text]) -> None:
    words = Words(canvas)
    for mark in texts:
        words.add(mark)
        if TICKED in mark.text:
            _put_ticked_boxes(canvas, mark)
    canvas.drawText(words)


def _put_ticked_boxes(canvas: Canvas, mark: Text) -> None:
    """A box around each tick, as large as that of what was not chosen: no face of ours has both in one."""
    canvas.setStrokeGray(0)
    canvas.setLineWidth(mark.size * 0.06)
    for place, character in enumerate(mark.text):
        if character == TICKED:
            left = mark.x + width(mark.text[:place], mark.size, mark.face)
            edge = mark.size * _BOX
            inset = (width(TICKED, mark.size, mark.face) - edge) / 2
            canvas.rect(left + inset, mark.y - mark.size * 0.06, edge, edge, stroke=1, fill=0)


def _bars(modules: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Neighbouring dark modules of a row as one bar: from the left, and how long, in modules."""
    start = 0
    for dark, same in groupby(modules):
        length = len(list(same))
        if dark:
            yield start, length
        start += length


def _put_qr(canvas: Canvas, mark: QrCode) -> None:
    """Rows of merged bars: sharp on any printer, and no picture in the file.

    Each row counts from its own lower edge: the same bars are then the same words, and the file packs them to half.
    """
    unit = mark.size / len(mark.modules)
    canvas.saveState()
    canvas.translate(mark.x, mark.y)
    canvas.scale(unit, unit)
    canvas.setFillGray(0)
    canvas.translate(0, len(mark.modules))
    for modules in mark.modules:
        path = Lines()
        path.bars(_bars(modules))
        canvas.translate(0, -1)
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()

"""Words across a page, as shapes: a copied or searched page holds the paper's own words only."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from fontTools.pens.reportLabPen import ReportLabPen
from fontTools.ttLib import TTFont
from reportlab.graphics.shapes import Path
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from printing.font_folder import font_folder
from printing.fonts import CannotDraw
from printing.page import MM, Sheet

SAMPLE = "演示数据"
_ANGLE = 32.0
"""Degrees against the lines of text, so that neither hides the other."""
_SAMPLE_SIZE = 17 * MM
_SAMPLE_GREY = 0.915
"""Our choice: seen at arm's length and on a copy, while 8 pt text over it stays easy to read."""
_PURPOSE_SIZE = 6.5 * MM
_PURPOSE_GREY = 0.84
"""Darker than the other, since its strokes are thinner; 8 pt text over it stays readable."""
_PICTURE_ALPHA = 0.45
_OVER_GREY, OVER_ALPHA = 0.35, 0.40
"""Over pictures: it cannot be cut away from a copied card, and the card stays readable."""
SAMPLE_SPOTS = ((0.30, 0.18), (0.72, 0.36), (0.28, 0.54), (0.72, 0.72))
"""Middles, as shares of the page's width and height."""
PURPOSE_SPOTS = ((0.5, 0.20), (0.5, 0.45), (0.5, 0.70))
_LANDSCAPE_SPOTS = ((0.27, 0.22), (0.73, 0.22), (0.27, 0.52), (0.73, 0.52))
"""Two columns below the title: neither half can be cut away."""

_EM = 160
"""Parts of the em that outlines are rounded to: a tenth of a millimetre of the largest words, short in the file."""

_Glyph = tuple[float, Path]


@cache
def _font() -> TTFont:
    return TTFont(font_folder() / "NotoSansSC-Bold.ttf", lazy=True)


@lru_cache(maxsize=256)
def _glyph(character: str) -> _Glyph:
    """Advance and outline of a character, in parts of the em; whole numbers keep the file small."""
    font = _font()
    shapes, names, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
    if ord(character) not in names:
        raise CannotDraw("watermark", 1)
    shape = shapes[names[ord(character)]]
    pen = ReportLabPen(shapes)
    shape.draw(pen)
    pen.path.points = [round(value * _EM / em) for value in pen.path.points]
    return shape.width * _EM / em, pen.path


def _follow(outline: Path, target: PDFPathObject, shift: float) -> None:
    points: Iterator[float] = iter(outline.points)

    def pair() -> tuple[float, float]:
        return next(points) + shift, next(points)

    for operator in outline.operators:
        match operator:
            case 0:
                target.moveTo(*pair())
            case 1:
                target.lineTo(*pair())
            case 2:
                target.curveTo(*pair(), *pair(), *pair())
            case _:
                target.close()


def _outline(words: str) -> tuple[PDFPathObject, float]:
    """One path of all characters and its length, in parts of the size."""
    path, shift = PDFPathObject(), 0.0
    for character in words:
        advance, outline = _glyph(character)
        _follow(outline, path, shift)
        shift += advance
    return path, shift


@cache
def _sample_outline() -> tuple[PDFPathObject, float]:
    """The same on every paper; a purpose is a person's and is drawn anew."""
    return _outline(SAMPLE)


def over_picture(canvas: Canvas, name: str, x: float, y: float, wide: float) -> None:
    """A defined watermark beside the middle of a picture, where a purpose may stand, and half as wide as it."""
    _, length = _sample_outline()
    canvas.saveState()
    canvas.setFillAlpha(_PICTURE_ALPHA)
    canvas.translate(x + 0.17 * wide, y - 0.17 * wide)
    canvas.rotate(_ANGLE)
    scale = 0.5 * wide / length
    canvas.scale(scale, scale)
    canvas.translate(-length / 2, -0.35 * _EM)
    canvas.doForm(f"{name}-words")
    canvas.restoreState()


def define(
    canvas: Canvas,
    name: str,
    words: str,
    *,
    wide: float = Sheet.WIDTH,
    high: float = Sheet.HEIGHT,
    is_over: bool = False,
) -> None:
    """Put a watermark into the file once.

    Args:
        canvas: of the file.
        name: `SAMPLE` is the terminal's own mark; any other is a purpose, set smaller and darker.
        words: what it says.
        wide: of the page, points.
        high: of the page, points.
        is_over: drawn over everything and let through, instead of below.

    Raises:
        CannotDraw: the words hold a character without an outline.
    """
    is_sample = words == SAMPLE
    path, length = _sample_outline() if is_sample else _outline(words)
    size = _SAMPLE_SIZE if is_sample else min(_PURPOSE_SIZE, 0.95 * wide * _EM / max(length, 1))
    spots: Sequence[tuple[float, float]] = SAMPLE_SPOTS if is_sample else PURPOSE_SPOTS
    if not is_sample and wide > high:
        spots = _LANDSCAPE_SPOTS
        size = min(size, 0.5 * wide * _EM / max(length, 1))
    stroke = f"{name}-words"
    canvas.beginForm(stroke, 0, -0.3 * _EM, length, _EM)
    if is_over:
        canvas.setFillGray(_OVER_GREY)
    else:
        canvas.setFillGray(_SAMPLE_GREY if is_sample else _PURPOSE_GREY)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
    canvas.endForm()
    canvas.beginForm(name, 0, 0, wide, high)
    for across, up in spots:
        canvas.saveState()
        canvas.translate(wide * across, high * up)
        canvas.rotate(_ANGLE)
        canvas.scale(size / _EM, size / _EM)
        canvas.translate(-length / 2, -0.35 * _EM)
        canvas.doForm(stroke)
        canvas.restoreState()
    canvas.endForm()

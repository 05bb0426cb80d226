"""演示数据 across a page, as shapes: a copied or searched page holds the paper's own words only."""

from collections.abc import Iterator
from functools import cache

from fontTools.pens.reportLabPen import ReportLabPen
from fontTools.ttLib import TTFont
from reportlab.graphics.shapes import Path
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from printing.font_folder import font_folder
from printing.page import MM, Sheet

WORDS = "演示数据"
FORM = "watermark"
_ANGLE = 32.0
"""Degrees against the lines of text, so that neither hides the other."""
_SIZE = 17 * MM
_GREY = 0.915
"""Our choice: seen at arm's length and on a copy, while 8 pt text over it stays easy to read."""


@cache
def _glyphs() -> tuple[tuple[float, Path], ...]:
    """Advance and outline of each character, in thousandths of the em; whole numbers keep the file small."""
    with TTFont(font_folder() / "NotoSansSC-Bold.ttf", lazy=True) as font:
        shapes, names, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
        found = []
        for character in WORDS:
            shape = shapes[names[ord(character)]]
            pen = ReportLabPen(shapes)
            shape.draw(pen)
            pen.path.points = [round(value * 1000 / em) for value in pen.path.points]
            found.append((shape.width * 1000 / em, pen.path))
    return tuple(found)


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


def define(canvas: Canvas) -> None:
    """Put the watermark into the file once."""
    canvas.beginForm(FORM, 0, 0, Sheet.WIDTH, Sheet.HEIGHT)
    canvas.setFillGray(_GREY)
    length = sum(advance for advance, _ in _glyphs()) / 1000 * _SIZE
    for across, up in ((0.30, 0.18), (0.72, 0.36), (0.28, 0.54), (0.72, 0.72)):
        canvas.saveState()
        canvas.translate(Sheet.WIDTH * across, Sheet.HEIGHT * up)
        canvas.rotate(_ANGLE)
        canvas.translate(-length / 2, -_SIZE * 0.35)
        canvas.scale(_SIZE / 1000, _SIZE / 1000)
        path = canvas.beginPath()
        shift = 0.0
        for advance, outline in _glyphs():
            _follow(outline, path, shift)
            shift += advance
        canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
        canvas.restoreState()
    canvas.endForm()


def lay(canvas: Canvas) -> None:
    """Draw it on the page under work, before anything else."""
    canvas.doForm(FORM)

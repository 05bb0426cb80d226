"""A signature as a picture: SVG path for screens and papers, PNG for what takes only pixels."""

import io
from itertools import pairwise

from PIL import Image, ImageDraw

from drivers.signature_pad import Signature, Stroke

PEN_MM = 0.7
"""Our choice: a felt pen; thinner lines break up in copies."""
DPI = 200
_FINER = 4
"""Drawn so much larger and then reduced, for soft edges."""


def path_of(strokes: tuple[Stroke, ...]) -> str:
    """The data of an SVG path, in millimetres of the field; curves run through the middles between points."""
    return " ".join(_path(stroke) for stroke in strokes)


def _path(stroke: Stroke) -> str:
    first = stroke[0]
    parts = [f"M{first.x_mm:.2f} {first.y_mm:.2f}"]
    if len(stroke) == 1:
        # A line of no length with round ends is a dot.
        return f"{parts[0]}h0"
    for point, following in pairwise(stroke[1:]):
        middle_x, middle_y = (point.x_mm + following.x_mm) / 2, (point.y_mm + following.y_mm) / 2
        parts.append(f"Q{point.x_mm:.2f} {point.y_mm:.2f} {middle_x:.2f} {middle_y:.2f}")
    parts.append(f"L{stroke[-1].x_mm:.2f} {stroke[-1].y_mm:.2f}")
    return "".join(parts)


def svg_of(signature: Signature, pen_mm: float = PEN_MM) -> str:
    """A whole SVG picture of the field."""
    width, height = f"{signature.width_mm:g}", f"{signature.height_mm:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}"><path d="{path_of(signature.strokes)}" fill="none" stroke="#000" '
        f'stroke-width="{pen_mm:g}" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


def png_of(signature: Signature, dpi: int = DPI, pen_mm: float = PEN_MM) -> bytes:
    """A PNG of the field, black on white.

    Args:
        signature: what was written.
        dpi: dots per inch.
        pen_mm: width of the line.
    """
    size = tuple(max(1, round(side / 25.4 * dpi)) for side in (signature.width_mm, signature.height_mm))
    per_mm = dpi / 25.4 * _FINER
    picture = Image.new("L", (size[0] * _FINER, size[1] * _FINER), 255)
    draw = ImageDraw.Draw(picture)
    pen = pen_mm * per_mm
    for stroke in signature.strokes:
        line = [(point.x_mm * per_mm, point.y_mm * per_mm) for point in stroke]
        draw.line(line, fill=0, width=max(1, round(pen)), joint="curve")
        for x, y in (line[0], line[-1]):
            draw.ellipse((x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2), fill=0)
    data = io.BytesIO()
    picture.resize((size[0], size[1]), Image.Resampling.BOX).save(data, "PNG", dpi=(dpi, dpi))
    return data.getvalue()

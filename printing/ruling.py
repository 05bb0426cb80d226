"""The lines of ruled rows, joined: neighbours share an edge, and an upright line runs through a whole table."""

from collections.abc import Sequence

from printing.page import Band

Line = tuple[float, float, float, float]
_TOUCH = 0.01
"""Points: rows nearer than this are one below the other."""


def straight_lines(bands: Sequence[Band]) -> list[Line]:
    """Every line once, as x0, y0, x1, y1.

    Args:
        bands: ruled rows in the order they were put, from top to bottom.
    """
    flat: dict[Line, None] = {}
    upright: list[Line] = []
    standing: dict[float, tuple[float, float]] = {}
    above = float("inf")
    for band in bands:
        edge = (band.xs[0], band.xs[-1])
        if abs(band.top - above) > _TOUCH:
            upright += [(x, top, x, bottom) for x, (top, bottom) in standing.items()]
            standing = {}
            flat[edge[0], round(band.top, 2), edge[1], round(band.top, 2)] = None
        goes_on = {}
        for x in band.xs:
            key = round(x, 2)
            top = standing.pop(key, (band.top, 0.0))[0]
            goes_on[key] = (top, band.bottom)
        upright += [(x, top, x, bottom) for x, (top, bottom) in standing.items()]
        standing = goes_on
        low = round(band.bottom, 2)
        for x0, x1 in band.under if band.under is not None else (edge,):
            flat[round(x0, 2), low, round(x1, 2), low] = None
        above = band.bottom
    upright += [(x, top, x, bottom) for x, (top, bottom) in standing.items()]
    return [*flat, *upright]

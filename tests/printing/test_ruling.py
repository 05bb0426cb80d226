"""The lines of ruled rows."""

from hypothesis import given
from hypothesis import strategies as st

from printing.page import Band
from printing.ruling import straight_lines


def covered(bands: list[Band]) -> set[tuple[str, float, float, float]]:
    """Every edge of every field, one by one, in steps of one: what a rectangle around each would draw."""
    cells: set[tuple[str, float, float, float]] = set()
    for band in bands:
        for x in band.xs:
            cells |= {("|", x, y, y + 1.0) for y in range(int(band.bottom), int(band.top))}
        for y in (band.top, band.bottom):
            cells |= {("-", y, x, x + 1.0) for x in range(int(band.xs[0]), int(band.xs[-1]))}
    return cells


def drawn(bands: list[Band]) -> set[tuple[str, float, float, float]]:
    cells: set[tuple[str, float, float, float]] = set()
    for x0, y0, x1, y1 in straight_lines(bands):
        if x0 == x1:
            cells |= {("|", x0, y, y + 1.0) for y in range(int(min(y0, y1)), int(max(y0, y1)))}
        else:
            cells |= {("-", y0, x, x + 1.0) for x in range(int(x0), int(x1))}
    return cells


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.sets(st.integers(1, 29)), st.integers(0, 1)),
        max_size=8,
    )
)
def test_joined_lines_cover_what_single_fields_would(rows: list[tuple[int, set[int], int]]) -> None:
    bands, top = [], 500
    for high, inner, gap in rows:
        top -= gap * 3
        bands.append(Band(float(top), float(top - high), (0.0, *(float(x) for x in sorted(inner)), 30.0)))
        top -= high
    assert drawn(bands) == covered(bands)


def test_a_table_is_one_upright_line_a_column() -> None:
    bands = [Band(100.0 - 10 * n, 90.0 - 10 * n, (0.0, 50.0, 100.0)) for n in range(9)]
    found = straight_lines(bands)
    assert len(found) == 3 + 10

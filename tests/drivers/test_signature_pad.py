"""The signature pad: what is a stroke, what is a signature, and how it looks."""

import contextlib
import io
import math
from collections.abc import Callable, Sequence
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from config.device_settings import SignaturePadSettings
from drivers.catalog import SIGNATURE_PADS
from drivers.faults import DeviceError, Fault
from drivers.signature_pad import Point, Signature, SignaturePad, Verdict
from drivers.signature_pad.drawing import path_of, png_of, svg_of
from drivers.signature_pad.frames import ALL_POINTS_MAX, POINTS_MAX, STROKES_MAX, vector_of
from drivers.signature_pad.screen import ScreenPad

WIDTH, HEIGHT = 160.0, 60.0


def line(*points: tuple[float, float], begin_s: float = 0.0) -> tuple[Point, ...]:
    return tuple(Point(x, y, begin_s + number * 0.01) for number, (x, y) in enumerate(points))


ACROSS = line((20, 30), (40, 30), (60, 30))
DOWN = line((40, 10), (40, 50), begin_s=1.0)
DOT = line((80, 30), begin_s=2.0)


@pytest.fixture
def pad() -> ScreenPad:
    return ScreenPad(WIDTH, HEIGHT)


def refusal(call: Callable[[], object]) -> Fault:
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value.fault


def test_from_an_empty_field_to_a_signature_and_back(pad: ScreenPad) -> None:
    assert pad.verdict() is Verdict.EMPTY
    assert refusal(pad.signature) is Fault.REFUSED
    for stroke in (ACROSS, DOWN, DOT):
        pad.add(stroke)
    assert pad.verdict() is Verdict.GOOD
    assert pad.signature() == Signature((ACROSS, DOWN, DOT), WIDTH, HEIGHT)
    pad.undo()
    assert pad.signature().strokes == (ACROSS, DOWN)
    pad.clear()
    pad.undo()
    assert pad.verdict() is Verdict.EMPTY
    pad.add(ACROSS)
    pad.close()
    assert pad.verdict() is Verdict.EMPTY


@pytest.mark.parametrize(
    ("strokes", "verdict"),
    [
        ([], Verdict.EMPTY),
        ([DOT], Verdict.TOO_SMALL),
        ([line((10, 10), (29.9, 10))], Verdict.TOO_SMALL),
        ([line((10, 10), (30, 10))], Verdict.GOOD),
        ([line(*[(10, 10), (17, 10)] * 5)], Verdict.TOO_SMALL),
        ([line((10, 10), (10, 20)), line((14, 10), (14, 20), begin_s=1)], Verdict.GOOD),
    ],
)
def test_a_slip_of_the_finger_is_no_signature(
    pad: ScreenPad, strokes: list[tuple[Point, ...]], verdict: Verdict
) -> None:
    for stroke in strokes:
        pad.add(stroke)
    assert pad.verdict() is verdict


@pytest.mark.parametrize(
    "stroke",
    [
        (),
        line((-1, 5), (5, 5)),
        line((5, 5), (WIDTH + 1, 5)),
        line((5, 5), (5, HEIGHT + 1)),
        line((math.nan, 5)),
        line((5, math.inf)),
        (Point(5, 5, math.nan),),
        (Point(5, 5, 2.0), Point(6, 5, 1.9)),
        (Point(5, 5, -0.1),),
        (Point(5, 5, 601.0),),
        line(*[(5, 5)] * (POINTS_MAX + 1)),
    ],
)
def test_a_stroke_that_no_hand_made_is_not_taken(pad: ScreenPad, stroke: Sequence[Point]) -> None:
    assert refusal(lambda: pad.add(stroke)) is Fault.GARBLED
    assert pad.verdict() is Verdict.EMPTY


def test_strokes_come_in_their_order(pad: ScreenPad) -> None:
    pad.add(DOWN)
    assert refusal(lambda: pad.add(ACROSS)) is Fault.GARBLED


def test_a_field_has_an_end(pad: ScreenPad) -> None:
    for number in range(STROKES_MAX):
        pad.add((Point(5, 5, number),))
    assert refusal(lambda: pad.add((Point(5, 5, 400.0),))) is Fault.REFUSED
    pad.clear()
    for number in range(ALL_POINTS_MAX // POINTS_MAX):
        pad.add(tuple(Point(5, 5, float(number)) for _ in range(POINTS_MAX)))
    assert refusal(lambda: pad.add((Point(5, 5, 400.0),))) is Fault.REFUSED


def test_no_repr_shows_how_the_hand_moved(pad: ScreenPad) -> None:
    pad.add(ACROSS)
    assert "20" not in repr(ACROSS[0])
    assert "Point" not in repr(pad.signature())
    with pytest.raises(DeviceError) as caught:
        pad.add((Point(777.25, 5, 1.0),))
    assert "777" not in str(caught.value)


def test_the_path_runs_in_millimetres() -> None:
    assert path_of((ACROSS, DOWN, DOT)) == (
        "M20.00 30.00Q40.00 30.00 50.00 30.00L60.00 30.00 M40.00 10.00L40.00 50.00 M80.00 30.00h0"
    )


def test_the_svg_is_a_picture_of_the_field() -> None:
    svg = ET.fromstring(svg_of(Signature((ACROSS, DOWN), WIDTH, HEIGHT)))  # noqa: S314 - our own picture
    assert (svg.get("width"), svg.get("viewBox")) == ("160mm", "0 0 160 60")
    path = svg[0]
    assert path.get("d") == path_of((ACROSS, DOWN))


def test_the_png_has_ink_where_the_finger_was() -> None:
    png = png_of(Signature((ACROSS, DOWN, DOT), WIDTH, HEIGHT), dpi=254)
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.size == (1600, 600)
        inked = {at for at in ((200, 300), (400, 100), (600, 300), (800, 300)) if picture.getpixel(at) == 0}
        assert len(inked) == 4
        assert picture.getpixel((500, 100)) == 255
        assert round(sum(level < 128 for level in picture.crop((300, 0, 301, 600)).tobytes())) == 7


def test_the_vector_is_the_same_for_the_same_hand() -> None:
    signature = Signature((DOT,), WIDTH, HEIGHT)
    assert vector_of(signature) == b'{"field":[16000,6000],"strokes":[[[8000,3000,2000]]]}'


NUMBERS = st.floats(allow_nan=True, allow_infinity=True) | st.floats(0, 60)


@given(st.lists(st.lists(st.builds(Point, NUMBERS, NUMBERS, NUMBERS), max_size=5), max_size=6))
def test_no_numbers_crash_the_pad(strokes: list[list[Point]]) -> None:
    pad = ScreenPad(WIDTH, HEIGHT)
    for stroke in strokes:
        with contextlib.suppress(DeviceError):
            pad.add(stroke)
    if pad.verdict() is Verdict.GOOD:
        signature = pad.signature()
        assert "nan" not in svg_of(signature)
        assert png_of(signature, dpi=30).startswith(b"\x89PNG")
        assert vector_of(signature)


def test_the_model_of_the_catalogue() -> None:
    settings = SignaturePadSettings()
    pad: SignaturePad = SIGNATURE_PADS[settings.model](settings)
    pad.add(ACROSS)
    assert (pad.signature().width_mm, pad.signature().height_mm) == (160, 60)
    pad.close()

"""The field on the screen's own glass: the screens send strokes, here they are looked at and kept for the visit."""

from collections.abc import Sequence

from drivers.faults import DeviceError, Fault
from drivers.signature_pad import Point, Signature, Stroke, Verdict
from drivers.signature_pad.frames import ALL_POINTS_MAX, STROKES_MAX, FrameError, stroke_of, verdict_of


class ScreenPad:
    """Fulfils `SignaturePad`.

    Args:
        width_mm: width of the field.
        height_mm: height of the field.
    """

    def __init__(self, width_mm: float, height_mm: float) -> None:
        self._width_mm = width_mm
        self._height_mm = height_mm
        self._strokes: list[Stroke] = []

    @property
    def field_mm(self) -> tuple[float, float]:
        """Width and height of the field."""
        return self._width_mm, self._height_mm

    def add(self, stroke: Sequence[Point]) -> None:
        """Take one stroke (see `SignaturePad`)."""
        if len(self._strokes) >= STROKES_MAX or sum(map(len, self._strokes)) + len(stroke) > ALL_POINTS_MAX:
            raise DeviceError(Fault.REFUSED, f"the field is full after {len(self._strokes)} strokes")
        after_s = self._strokes[-1][-1].t_s if self._strokes else 0.0
        try:
            self._strokes.append(stroke_of(stroke, self._width_mm, self._height_mm, after_s))
        except FrameError as error:
            raise DeviceError(Fault.GARBLED, f"stroke: {error}") from error

    def undo(self) -> None:
        """Without the last stroke."""
        del self._strokes[-1:]

    def clear(self) -> None:
        """An empty field."""
        self._strokes.clear()

    def verdict(self) -> Verdict:
        """What stands there."""
        return verdict_of(self._strokes)

    def signature(self) -> Signature:
        """What was written (see `SignaturePad`)."""
        verdict = self.verdict()
        if verdict is not Verdict.GOOD:
            raise DeviceError(Fault.REFUSED, f"no signature: {verdict.value}")
        return Signature(tuple(self._strokes), self._width_mm, self._height_mm)

    def close(self) -> None:
        """Forget everything."""
        self.clear()

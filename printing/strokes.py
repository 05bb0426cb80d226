"""Words and lines as operators of a PDF page, in the shape that reportlab's canvas takes.

reportlab's own text and path objects format every number in Python code of their own and write every Chinese byte as
four characters; on a list of a hundred pages that is most of the time. These say the same in fewer operators, with
hundredths of a point, a fiftieth of a dot at 600 dpi.
"""

from collections.abc import Iterable

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from printing.fonts import RARE, RAREST, Face, runs
from printing.page import Text

THICKER = {Face.SANS: 0.014, Face.BOLD: 0.035, Face.SONG: 0.0}
"""Of the size: rare characters come from faces of thin strokes; a line of this width around them gives them nearly the
weight of their neighbours and closes no gap, judged by eye at 10.5 pt."""
RISE = {RARE: 0.08, RAREST: 0.04}
"""Of the size: how much lower than Noto those faces set their characters, judged by eye."""


class Words:
    """All words of a page as one text object, for Canvas.drawText.

    Args:
        canvas: of the file; its document collects which characters each font needs.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._document = canvas._doc  # noqa: SLF001  what reportlab tells dynamic fonts' users to pass
        self._code = ["BT"]
        self._at = (0, 0)
        self._faced = ""
        self._grey = self._spacing = -1.0

    def add(self, mark: Text) -> None:
        """Put one line; face, grey and spacing are written only where they change.

        Raises:
            CannotDraw: a character has no face.
        """
        code = self._code.append
        if mark.grey != self._grey:
            self._grey = mark.grey
            code(f"{mark.grey:g} g")
        if mark.spacing != self._spacing:
            self._spacing = mark.spacing
            code(f"{mark.spacing:g} Tc")
        x, y = round(mark.x * 100), round(mark.y * 100)
        code(f"{(x - self._at[0]) / 100:g} {(y - self._at[1]) / 100:g} Td")
        self._at = x, y
        for run in runs(mark.text, mark.face):
            font = pdfmetrics.getFont(run.face)
            for subset, codes in font.splitString(run.text, self._document):
                faced = f"{font.getSubsetInternalName(subset, self._document)} {mark.size:g} Tf"
                if faced != self._faced:
                    self._faced = faced
                    code(faced)
                if run.face in RISE:
                    width, rise = mark.size * THICKER[mark.face], mark.size * RISE[run.face]
                    inked = f"2 Tr {width:g} w {mark.grey:g} G " if width else ""
                    code(f"{inked}{rise:g} Ts <{codes.hex()}> Tj 0 Ts{' 0 Tr' if width else ''}")
                else:
                    code(f"<{codes.hex()}> Tj")

    def getCode(self) -> str:  # noqa: N802  reportlab asks for it by this name
        """The operators."""
        return "\n".join([*self._code, "0 Tc", "ET"])


class Lines:
    """Straight lines and rectangles as one path, for Canvas.drawPath."""

    def __init__(self) -> None:
        self._code = ["n"]

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """From one point to another."""
        self._code.append(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l")

    def bars(self, bars: Iterable[tuple[int, int]]) -> None:
        """Rectangles on the ground, left edge and width in whole units; a hair higher than one: no seam above."""
        self._code += [f"{x} 0 {wide} 1.02 re" for x, wide in bars]

    def getCode(self) -> str:  # noqa: N802  reportlab asks for it by this name
        """The operators."""
        return "\n".join(self._code)

"""The paper of the simulated printer: what is burnt into it, dot by dot, and how a slip of it looks."""

from dataclasses import dataclass, field, replace

import segno
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from drivers.receipt_printer.glyphs import CELL_DOTS, HALF_DOTS, Glyphs, is_half_width

MARGIN_DOTS = 32
"""4 mm at both sides: 576 dots are the printable 72 mm of an 80 mm roll."""
SPACING_DOTS = 30
"""From line to line after ESC @ or ESC 2."""
TEETH_DOTS = 10
_PAPER, _INK, _TABLE = (252, 251, 247), (38, 37, 44), (206, 209, 214)


@dataclass(frozen=True, slots=True)
class Style:
    """How characters are burnt."""

    width: int = 1
    height: int = 1
    bold: bool = False


@dataclass(slots=True)
class ThermalPaper:
    """A strip of paper, growing line by line; 1 is a burnt dot."""

    dots: int
    glyphs: Glyphs
    spacing: int = SPACING_DOTS
    align: int = 0
    style: Style = Style()
    text: list[str] = field(default_factory=list, repr=False)
    """What can be read on it; pictures stand as their size, QR codes as their contents."""
    _strips: list[Image.Image] = field(default_factory=list)
    _line: list[tuple[str, Style]] = field(default_factory=list, repr=False)

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been burnt since the last cut."""
        return not any(self.text) and not self._line

    def put(self, text: str) -> int:
        """Add text to the line; full lines are printed. Gives how many lines that were."""
        printed = 0
        for character in text:
            if self._width() + _cell_width(character, self.style) > self.dots:
                self.line_feed()
                printed += 1
            self._line.append((character, self.style))
        return printed

    def line_feed(self) -> None:
        """Print the line and move on by the line spacing."""
        height = max((CELL_DOTS * style.height for _, style in self._line), default=0)
        strip = Image.new("1", (self.dots, max(height, self.spacing)), 0)
        left = self._left(self._width())
        for character, style in self._line:
            top = height - CELL_DOTS * style.height
            self.glyphs.draw(strip, (left, top), character, (style.width, style.height), bold=style.bold)
            left += _cell_width(character, style)
        self.text.append("".join(character for character, _ in self._line))
        self._line.clear()
        self._strips.append(strip)

    def feed(self, dots: int) -> None:
        """Print what is in the line, if anything, and move on."""
        if self._line:
            spacing, self.spacing = self.spacing, 0
            self.line_feed()
            self.spacing = spacing
        if dots:
            self._strips.append(Image.new("1", (self.dots, dots), 0))

    def raster(self, width_bytes: int, rows: bytes) -> None:
        """Burn a picture."""
        if not rows:
            return
        height = len(rows) // width_bytes
        picture = Image.frombytes("1", (width_bytes * 8, height), rows)
        self._burn(picture)
        self.text.append(f"[picture {width_bytes * 8}x{height}]")

    def qr(self, data: bytes, module_dots: int, level: str) -> None:
        """Burn a QR code."""
        try:
            matrix = segno.make(data, error=level, micro=False, boost_error=False).matrix
        except segno.DataOverflowError:
            return  # a printer prints nothing then
        picture = Image.new("1", (len(matrix), len(matrix)), 0)
        picture.putdata([255 * module for row in matrix for module in row])
        size = len(matrix) * module_dots
        self._burn(picture.resize((size, size), Image.Resampling.NEAREST))
        self.text.append(f"[QR] {data.decode('utf-8', 'replace')}")

    def tear_off(self) -> None:
        """Take the paper away: what was burnt is gone."""
        self._strips.clear()
        self._line.clear()
        self.text.clear()

    def reset(self) -> None:
        """ESC @: back to plain, left, usual spacing; the paper stays as it is."""
        self.spacing, self.align, self.style = SPACING_DOTS, 0, Style()
        self._line.clear()

    def restyle(self, *, width: int | None = None, height: int | None = None, bold: bool | None = None) -> None:
        """Change how the characters to come are burnt."""
        self.style = replace(
            self.style,
            width=width or self.style.width,
            height=height or self.style.height,
            bold=self.style.bold if bold is None else bold,
        )

    def picture(self) -> Image.Image:
        """The slip as it hangs out of the slot: paper with margins, cut edges, a touch of heat around the dots."""
        height = sum(strip.height for strip in self._strips)
        burnt = Image.new("L", (self.dots, height), 0)
        top = 0
        for strip in self._strips:
            burnt.paste(strip.convert("L"), (0, top))
            top += strip.height
        edge = TEETH_DOTS * 2
        size = (self.dots + 2 * MARGIN_DOTS, height + 2 * edge)
        ink = Image.new("L", size, 0)
        ink.paste(burnt, (MARGIN_DOTS, edge))
        ink = ImageChops.lighter(ink.point(lambda level: level * 9 // 10), ink.filter(ImageFilter.GaussianBlur(0.6)))
        paper = Image.new("RGB", size, _PAPER)
        paper.paste(_INK, (0, 0), ink)
        paper.paste(_TABLE, (0, 0), _beyond_the_cuts(size))
        return paper

    def _burn(self, picture: Image.Image) -> None:
        strip = Image.new("1", (self.dots, picture.height), 0)
        strip.paste(picture, (self._left(picture.width), 0))
        self._strips.append(strip)

    def _left(self, width: int) -> int:
        return max(0, (0, (self.dots - width) // 2, self.dots - width)[self.align])

    def _width(self) -> int:
        return sum(_cell_width(character, style) for character, style in self._line)


def _cell_width(character: str, style: Style) -> int:
    return (HALF_DOTS if is_half_width(character) else 2 * HALF_DOTS) * style.width


def _beyond_the_cuts(size: tuple[int, int]) -> Image.Image:
    """Mask of what lies outside the toothed edges at top and bottom."""
    width, height = size
    mask = Image.new("L", size, 0)
    pen = ImageDraw.Draw(mask)
    for left in range(0, width, TEETH_DOTS * 2):
        middle, right = left + TEETH_DOTS, left + TEETH_DOTS * 2
        pen.polygon([(left, 0), (middle, TEETH_DOTS), (right, 0)], fill=255)
        pen.polygon([(left, height), (middle, height - TEETH_DOTS), (right, height)], fill=255)
    return mask

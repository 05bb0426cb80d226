"""A slip becomes bytes: text in the printer's own characters where it has them, a picture of the line where not."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import segno
from PIL import Image

from drivers.faults import DeviceError, Fault
from drivers.receipt_printer import Align, Line, Pair, Part, Qr, Rule, Slip, frames
from drivers.receipt_printer.glyphs import CELL_DOTS, HALF_DOTS, Glyphs, is_half_width

LINE_DOTS = 34
"""Our choice: 24 dots of character and 10 of air; the usual 30 are hard to read in Chinese."""
QR_SHARE = 0.55
"""Our choice: largest width of a QR code as a share of the paper's, so that its quiet zone is always there."""
QR_MODULE_DOTS = range(3, 9)
QR_BYTES_MAX = 1000
"""Our choice: more would need modules of under 3 dots on narrow paper."""
CUT_FEED_DOTS = 24
PAIR_NAME_SHARE = 0.4
"""Names wider than that share of the line do not push the values of all other pairs to the right."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What fits on a roll."""

    dots: int
    """Printable width, 1/8 mm."""

    @property
    def columns(self) -> int:
        """Half-width characters a line."""
        return self.dots // HALF_DOTS


def paper_of(millimetres: int) -> Paper:
    """80 mm rolls have 576 dots (48 columns); anything narrower is driven as 58 mm: 384 dots (32 columns)."""
    return Paper(576 if millimetres >= 80 else 384)


class Composer:
    """Composes slips for one printer.

    Args:
        paper: the roll.
        fonts: TrueType files for characters that printers have not got, the first that has one is taken.
    """

    def __init__(self, paper: Paper, fonts: tuple[Path, ...]) -> None:
        self._paper = paper
        self._glyphs = Glyphs(fonts)

    def compose(self, slip: Slip) -> tuple[bytes, ...]:
        """The slip without its cut, in pieces between which a printer may be asked how it is.

        Raises:
            DeviceError: REFUSED when a character has no glyph in any font, or a QR code is too long.
        """
        start = frames.INITIALISE + frames.STATUS_BACK_OFF + frames.CHINA + frames.CHINESE_ON
        name_columns = self._name_columns(slip)
        pieces = [start]
        for part in slip.parts:
            pieces += self._part(part, name_columns)
        return tuple(pieces)

    def _part(self, part: Part, name_columns: int) -> Iterator[bytes]:
        match part:
            case Line():
                for text in wrapped(part.text, self._paper.columns // (2 if part.large else 1)):
                    yield self._text(text, part.align, bold=part.bold, large=part.large)
            case Pair():
                for text in self._pair(part, name_columns):
                    yield self._text(text, Align.LEFT)
            case Rule():
                yield self._text("-" * self._paper.columns, Align.LEFT)
            case Qr():
                yield self._qr(part)

    def _name_columns(self, slip: Slip) -> int:
        limit = int(self._paper.columns * PAIR_NAME_SHARE)
        widths = [columns_of(printable(part.name)) + 2 for part in slip.parts if isinstance(part, Pair)]
        return max((width for width in widths if width <= limit), default=0)

    def _pair(self, pair: Pair, name_columns: int) -> Iterator[str]:
        name = printable(pair.name)
        name += " " * max(2, name_columns - columns_of(name))
        indent = columns_of(name)
        if indent > self._paper.columns * PAIR_NAME_SHARE:
            indent = 2
            yield from wrapped(name.rstrip(), self._paper.columns)
            name = " " * indent
        for text in wrapped(pair.value, self._paper.columns - indent):
            yield name + text
            name = " " * indent

    def _text(self, text: str, align: Align, *, bold: bool = False, large: bool = False) -> bytes:
        if all(_printer_has(character) for character in text):
            return (
                frames.align(align)
                + frames.bold(on=bold)
                + frames.large(on=large)
                + frames.line_spacing(LINE_DOTS + CELL_DOTS if large else LINE_DOTS)
                + text.encode("gb18030")
                + frames.FEED_LINE
            )
        return frames.align(Align.LEFT) + self._picture(text, align, bold=bold, large=large)

    def _picture(self, text: str, align: Align, *, bold: bool, large: bool) -> bytes:
        if not self._has_glyphs(text):
            raise DeviceError(Fault.REFUSED, "a character of the slip has a glyph in no font")
        times = 2 if large else 1
        width = columns_of(text) * HALF_DOTS * times
        left = {Align.LEFT: 0, Align.CENTRE: (self._paper.dots - width) // 2, Align.RIGHT: self._paper.dots - width}
        place = left[align]
        picture = Image.new("1", (self._paper.dots, CELL_DOTS * times), 0)
        for character in text:
            self._glyphs.draw(picture, (place, 0), character, (times, times), bold=bold)
            place += (1 if is_half_width(character) else 2) * HALF_DOTS * times
        # GS v 0 leaves no air below itself
        return frames.raster(self._paper.dots // 8, picture.tobytes()) + frames.feed(LINE_DOTS - CELL_DOTS)

    def _has_glyphs(self, text: str) -> bool:
        try:
            return all(self._glyphs.font_of(character) for character in text)
        except OSError as error:
            raise DeviceError(Fault.REFUSED, f"font: {type(error).__name__}; make setup builds it") from error

    def _qr(self, part: Qr) -> bytes:
        data = part.data.encode()
        if len(data) > QR_BYTES_MAX:
            raise DeviceError(Fault.REFUSED, f"QR code of {len(data)} bytes, at most {QR_BYTES_MAX}")
        modules = segno.make(data, error="m", micro=False, boost_error=False).symbol_size(border=0)[0]
        fitting = [dots for dots in QR_MODULE_DOTS if dots * modules <= self._paper.dots * QR_SHARE]
        dots = max(fitting, default=QR_MODULE_DOTS.start)
        return (
            frames.align(Align.CENTRE)
            + frames.feed(LINE_DOTS // 2)
            + frames.qr(data, dots)
            + frames.feed(LINE_DOTS // 2)
            + frames.align(Align.LEFT)
        )


def cut_of(mark: str | None) -> bytes:
    """The end of a slip: cut, and ask for the mark; None on printers that know no process ids."""
    end = frames.bold(on=False) + frames.large(on=False) + frames.partial_cut(CUT_FEED_DOTS)
    return end if mark is None else end + frames.mark_request(mark)


def printable(text: str) -> str:
    """Text without control characters, which a printer would obey; tabs become blanks."""
    return "".join(
        character
        for character in text.replace("\t", " ")
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )


def columns_of(text: str) -> int:
    """Half-width columns that the text takes."""
    return sum(1 if is_half_width(character) else 2 for character in text)


_NOT_FIRST = frozenset("，。、；：？！）》】」』”’,.;:?!)%")
"""What may not begin a line in Chinese setting (GB/T 15834)."""


def wrapped(text: str, columns: int) -> list[str]:
    """Break text into lines of at most `columns`; between words of Latin letters where that is possible.

    At least one line is returned, so that an empty text is an empty line.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        rest = printable(paragraph)
        begun = len(lines)
        while columns_of(rest) > columns:
            end = _line_end(rest, columns)
            lines.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
        if rest or len(lines) == begun:
            lines.append(rest)
    return lines


def _line_end(text: str, columns: int) -> int:
    """How many characters of the text go into the first line; at least one."""
    end = 0
    width = 0
    while width <= columns:
        width += columns_of(text[end])
        end += 1
    end -= 1
    if text[end] in _NOT_FIRST and end > 1:
        end -= 1
    word = end
    while word > 0 and _in_word(text[word - 1]) and _in_word(text[word]):
        word -= 1
    return max(1, word if word > end // 2 else end)


def _in_word(character: str) -> bool:
    return character.isascii() and not character.isspace()


def _printer_has(character: str) -> bool:
    """Whether a printer with a GBK font has it; 4-byte GB18030 it has not."""
    try:
        return len(character.encode("gbk")) <= 2
    except UnicodeEncodeError:
        return False

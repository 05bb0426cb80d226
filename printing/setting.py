"""Typesetting: break text into lines the way Chinese is set. Points (1/72 inch) everywhere."""

from collections.abc import Iterator

from printing.fonts import Weight, width

NEVER_FIRST = frozenset("，。、；：？！）》」』】〕”’％…—·,.;:?!)]}%")
"""Punctuation that may not begin a line (GB/T 15834, clause 5.1)."""
NEVER_LAST = frozenset("（《「『【〔“‘([{")
"""Punctuation that may not end a line (the same clause)."""


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "-_/.:+@#&'*")


def _pieces(text: str) -> Iterator[str]:
    """What may not be torn: a Latin word or number, and a character with the punctuation that clings to it."""
    piece = ""
    for character in text:
        clings = bool(piece) and (
            character in NEVER_FIRST or piece[-1] in NEVER_LAST or (_is_word(character) and _is_word(piece[-1]))
        )
        if not clings and piece:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def wrap(text: str, size: float, room: float, weight: Weight = Weight.REGULAR, *, field: str = "text") -> list[str]:
    """Break one paragraph into lines no wider than `room` points; a piece wider than a whole line is cut.

    Raises:
        CannotDraw: as printing.fonts.runs.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if width(line + piece, size, weight, field=field) <= room:
            line += piece
            continue
        if line:
            lines.append(line.rstrip())
        line = piece.lstrip()
        while width(line, size, weight, field=field) > room and len(line) > 1:
            cut = len(line) - 1
            while cut > 1 and width(line[:cut], size, weight, field=field) > room:
                cut -= 1
            lines.append(line[:cut])
            line = line[cut:]
    return _without_orphan([*lines, line] if line or not lines else lines)


def _without_orphan(lines: list[str]) -> list[str]:
    """A last line of a single character takes the one before it along: 公司 rather than 司."""
    if len(lines) < 2 or len(lines[-1]) != 1 or len(lines[-2]) < 3:
        return lines
    stays, moved = lines[-2][:-1], lines[-2][-1]
    if _is_word(moved) or moved in NEVER_FIRST or moved in NEVER_LAST or stays[-1] in NEVER_LAST:
        return lines
    return [*lines[:-2], stays, moved + lines[-1]]

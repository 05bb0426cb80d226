"""Typesetting: break text into lines the way Chinese is set. Points (1/72 inch) everywhere."""

from collections.abc import Iterator

from printing.fonts import Face, width

NEVER_FIRST = frozenset("，。、；：？！）》」』】〕”’％…—·,.;:?!)]}%")
"""Punctuation that may not begin a line (GB/T 15834, clause 5.1)."""
NEVER_LAST = frozenset("（《「『【〔“‘([{")
"""Punctuation that may not end a line (the same clause)."""
TICKED, OPEN = "✓", "□"
"""Before what may be chosen; the tick gets its box when it is drawn, since ☑ is in none of our faces."""
_IN_WORDS = frozenset("-_/.:+@#&'*")


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in _IN_WORDS)


def _pieces(text: str) -> Iterator[str]:
    """What may not be torn: a Latin word, a number, a choice behind its box, punctuation and what it clings to."""
    piece = ""
    for character in text:
        clings = bool(piece) and (
            character in NEVER_FIRST
            or piece[-1] in NEVER_LAST
            or (piece[0] in {TICKED, OPEN} and character != "　")
            or (_is_word(character) and _is_word(piece[-1]))
        )
        if not clings and piece:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def wrap(text: str, size: float, room: float, face: Face = Face.SANS, *, field: str = "text") -> list[str]:
    """Break one paragraph into lines no wider than `room` points; a piece wider than a whole line is cut.

    Raises:
        CannotDraw: as printing.fonts.runs.
    """
    if width(text, size, face, field=field) <= room:
        return [text]
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(text):
        wide = width(piece, size, face)
        if used + wide <= room:
            line, used = line + piece, used + wide
            continue
        if line:
            lines.append(line.rstrip())
        line = piece.lstrip()
        used = width(line, size, face)
        while used > room and len(line) > 1:
            cut = _cut(line, size, room, face)
            lines.append(line[:cut])
            line = line[cut:]
            used = width(line, size, face)
    return _without_orphan([*lines, line] if line else lines)


def _cut(line: str, size: float, room: float, face: Face) -> int:
    """How many characters of a piece that is too wide fit; at least one."""
    used = 0.0
    for place, character in enumerate(line):
        used += width(character, size, face)
        if used > room:
            return max(place, 1)
    return len(line)


def _without_orphan(lines: list[str]) -> list[str]:
    """A last line of a single character takes the one before it along: 公司 rather than 司."""
    if len(lines) < 2 or len(lines[-1]) != 1 or len(lines[-2]) < 3:
        return lines
    stays, moved = lines[-2][:-1], lines[-2][-1]
    if _is_word(moved) or moved in NEVER_FIRST or moved in NEVER_LAST or stays[-1] in NEVER_LAST:
        return lines
    return [*lines[:-2], stays, moved + lines[-1]]

"""The parts of a paper as blocks; printing/tables.py has the tables."""

from collections.abc import Callable, Iterator, Sequence

from printing.cells import HEAD_FILL, Cell, Measure, row_block, torn
from printing.document import (
    Blanks,
    Card,
    Document,
    Entry,
    Pairs,
    Paragraph,
    Part,
    Pictures,
    Scans,
    Signature,
    Steps,
    Table,
)
from printing.flow import Block
from printing.fonts import Face
from printing.page import MM, Box, Page, Picture, Rule, Sheet, line
from printing.picture import fitted, shape
from printing.setting import wrap
from printing.tables import Frame

BODY = 10.5
"""Points: 五号, the size of a certificate's own words."""
SMALL = 8.5
NAME_WIDTH = 27 * MM
_ENTRIES = Measure(BODY, 2 * MM, 9 * MM)
_CARD_ENTRIES = Measure(9.5, 1.5 * MM, 6.2 * MM)
"""Close rows: somebody's one home goes with notes and office on one sheet, and the first page is not left empty."""
_LINES_AT_MOST = 24
"""A value with more lines goes on in a field of its own, so that the first page need not stay empty."""
_GAP = 4 * MM
_LEADING = BODY * 1.75
_LEADING_OF_SMALL = 12.0
PHOTO = (26 * MM, 32 * MM)
"""The photo of an identity card (GA/T 461)."""
_PHOTO_FIELD = 32 * MM
SIGNATURE = (40 * MM, 14 * MM)
_SCAN_ROOM = 236 * MM
"""What a page has between its head and its foot, a line for the head of a following page taken off."""
CARD_SHAPE = 53.98 / 85.6
"""Height by width of an identity card (ISO/IEC 7810 ID-1)."""


def space(high: float = _GAP) -> Block:
    """White between parts."""
    return Block(high, lambda _page: None, is_space=True)


def body_blocks(document: Document) -> list[Block]:
    """All parts, from top to bottom, with the white between them."""
    found: list[Block] = []
    before: Part | None = None
    for part in document.body:
        if isinstance(before, Paragraph) and before.is_heading:
            found.append(Block(1 * MM, lambda _page: None, keeps=True))
        elif before is not None:
            found.append(space(1.5 * MM if isinstance(part, Paragraph) and not part.is_heading else _GAP))
        if isinstance(part, Signature):
            _keep_with_what_is_signed(found, before)
        found += _blocks(part)
        before = part
    return found


def _keep_with_what_is_signed(found: list[Block], signed: Part | None) -> None:
    """Nobody signs an empty page: the text above goes along."""
    count = len(_blocks(signed)) if isinstance(signed, Paragraph) else 1
    for block in found[-count - 1 :]:
        block.keeps = True
        block.is_space = False


def _blocks(part: Part) -> list[Block]:
    match part:
        case Paragraph():
            return list(_paragraph(part))
        case Steps():
            return [block for number, item in enumerate(part.items, 1) for block in _step(number, item)]
        case Pairs():
            return list(_pairs(part))
        case Card():
            return list(_card(part))
        case Table():
            return Frame(part).blocks()
        case Pictures():
            return [_pictures(part)]
        case Scans():
            return [_scan(words, data) for words, data in part.sheets]
        case Blanks():
            return list(_blanks(part))
        case Signature():
            return [_signature(part)]


def text_block(text: str, size: float, leading: float, face: Face, x: float = Sheet.LEFT) -> Block:
    """One line of text as high as its leading."""
    return Block(
        leading, lambda page: page.marks.append(line(x, page.y - leading * 0.5 - size * 0.36, text, size, face=face))
    )


def _paragraph(part: Paragraph) -> Iterator[Block]:
    if part.is_heading:
        for text in wrap(part.text, BODY, Sheet.ROOM, Face.BOLD):
            block = text_block(text, BODY, _LEADING, Face.BOLD)
            block.keeps = True
            yield block
        return
    lines = wrap(f"　　{part.text}", BODY, Sheet.ROOM, Face.SONG)
    for number, text in enumerate(lines):
        block = text_block(text, BODY, _LEADING, Face.SONG)
        block.keeps = number in {0, len(lines) - 2} and number != len(lines) - 1
        yield block


def _step(number: int, item: str) -> Iterator[Block]:
    hang = 7 * MM
    lines = wrap(item, BODY, Sheet.ROOM - hang, Face.SONG)
    for place, text in enumerate(lines):
        block = text_block(text, BODY, _LEADING, Face.SONG, Sheet.LEFT + hang)
        if place == 0:
            block = _with_number(block, f"{number}.")
        block.keeps = place in {0, len(lines) - 2} and place != len(lines) - 1
        yield block


def _with_number(block: Block, number: str) -> Block:
    digits, words = text_block(number, BODY, _LEADING, Face.SONG), block.put

    def put(page: Page) -> None:
        digits.put(page)
        words(page)

    return Block(block.height, put)


def _rows(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Two side by side; a wide one, and a last one alone, takes the whole row."""
    waiting: Entry | None = None
    for entry in entries:
        if entry.is_wide or waiting is None:
            if waiting is not None:
                yield (waiting,)
            waiting = None if entry.is_wide else entry
            if entry.is_wide:
                yield (entry,)
        else:
            yield waiting, entry
            waiting = None
    if waiting is not None:
        yield (waiting,)


def _row(entries: tuple[Entry, ...], room: float, measure: Measure = _ENTRIES) -> list[Block]:
    wide = room / len(entries) - NAME_WIDTH
    cells = []
    for entry in entries:
        cells += [Cell(entry.name, NAME_WIDTH, "centre", HEAD_FILL), Cell(entry.value, wide)]
    return torn(cells, measure, _LINES_AT_MOST)


def _pairs(part: Pairs) -> Iterator[Block]:
    rows = list(_rows(part.entries))
    if part.photo is not None or part.has_photo:
        beside: list[Block] = []
        while rows and sum(block.height for block in beside) < PHOTO[1] + 2 * MM:
            entries = rows.pop(0)
            for entry in entries:
                beside += _row((entry,), Sheet.ROOM - _PHOTO_FIELD)
        yield _beside_photo(beside, part.photo)
    for entries in rows:
        yield from _row(entries, Sheet.ROOM)


def _card(part: Card) -> Iterator[Block]:
    blocks = list(_paragraph(Paragraph(part.heading, is_heading=True)))
    for entries in _rows(part.entries):
        blocks += _row(entries, Sheet.ROOM, _CARD_ENTRIES)
    for block in blocks[:-1]:
        block.keeps = True
    yield from blocks


def _beside_photo(rows: list[Block], photo: bytes | None) -> Block:
    high = max(sum(block.height for block in rows), PHOTO[1] + 2 * MM)

    def put(page: Page) -> None:
        top, left = page.y, Sheet.RIGHT - _PHOTO_FIELD
        page.marks.append(
            Box(x=left, y=top - high, width=_PHOTO_FIELD, height=high, fill=None, thickness=0.4, grey=0.35)
        )
        x, y = left + (_PHOTO_FIELD - PHOTO[0]) / 2, top - high / 2 - PHOTO[1] / 2
        if photo is None:
            page.marks.append(line(left + _PHOTO_FIELD / 2, top - high / 2 - 3, "照片", BODY, align="centre", grey=0.4))
        else:
            page.marks.append(Picture(x=x, y=y, width=PHOTO[0], height=PHOTO[1], data=photo))
        for row in rows:
            row.put(page)
            page.y -= row.height
        page.y = top

    return Block(high, put)


def _pictures(part: Pictures) -> Block:
    """Caption, frames of a card's shape and the words below them, never torn."""
    wide = (Sheet.ROOM - _GAP) / 2
    high = wide * CARD_SHAPE
    above, below = 7 * MM, 6 * MM

    def put(page: Page) -> None:
        page.marks.append(line(Sheet.LEFT, page.y - 11, part.caption, BODY, face=Face.BOLD))
        low = page.y - above - high
        for place, (words, data) in enumerate(part.pictures):
            x = Sheet.LEFT + place * (wide + _GAP)
            if data is not None:
                page.marks.append(Picture(x=x, y=low, width=wide, height=high, data=data))
            page.marks += [
                Box(x=x, y=low, width=wide, height=high, thickness=0.4, grey=0.5),
                line(x + wide / 2, low - 4 * MM, words, SMALL, align="centre", grey=0.25),
            ]

    return Block(above + high + below, put)


def _scan(words: str, data: bytes) -> Block:
    """Words and the sheet below them, as large as what a page has left lets it be."""
    lines = wrap(words, SMALL, Sheet.ROOM, Face.SANS)
    above = 3 * MM + len(lines) * _LEADING_OF_SMALL
    room = _SCAN_ROOM - above
    wide, high = fitted(*shape(data), room_wide=Sheet.ROOM, room_high=room)

    def put(page: Page) -> None:
        x, low = Sheet.WIDTH / 2 - wide / 2, page.y - above - high
        page.marks += [
            *(
                line(Sheet.LEFT, page.y - (place + 1) * _LEADING_OF_SMALL, text, SMALL, grey=0.25)
                for place, text in enumerate(lines)
            ),
            Picture(x=x, y=low, width=wide, height=high, data=data),
            Box(x=x, y=low, width=wide, height=high, thickness=0.4, grey=0.5),
        ]

    return Block(above + room, put)


def _blanks(part: Blanks) -> Iterator[Block]:
    for name in part.names:
        cells = [Cell(name, NAME_WIDTH, "centre", HEAD_FILL), Cell("", Sheet.ROOM - NAME_WIDTH)]
        high = part.height_mm * MM
        row = row_block(cells, Measure(BODY, 2 * MM, high))
        yield Block(row.height, _signed(row, part.closing))


def _signed(row: Block, closing: str) -> Callable[[Page], None]:
    def put(page: Page) -> None:
        row.put(page)
        if closing:
            page.marks.append(line(Sheet.RIGHT - 3 * MM, page.y - row.height + 3 * MM, closing, SMALL, align="right"))

    return put


def _signature(part: Signature) -> Block:
    high = SIGNATURE[1] + 4 * MM
    left = Sheet.RIGHT - SIGNATURE[0] - 42 * MM

    def put(page: Page) -> None:
        low = page.y - high
        page.marks.append(line(left - 2 * MM, low + 4 * MM, part.label, BODY, align="right"))
        if part.image is not None:
            page.marks.append(
                Picture(x=left, y=low + 1.5 * MM, width=SIGNATURE[0], height=SIGNATURE[1], data=part.image)
            )
        page.marks += [
            Rule(left, low + 2.4 * MM, left + SIGNATURE[0], low + 2.4 * MM, 0.4, 0.3),
            line(Sheet.RIGHT, low + 4 * MM, part.date or "　　　年　　月　　日", BODY, align="right"),
        ]

    return Block(high, put)

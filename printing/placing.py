"""A document on its pages: head, title, body, notes, closing, and the foot that knows how many pages there are."""

from collections.abc import Sequence

from printing.document import (
    Card,
    Document,
    Pairs,
    Paragraph,
    Part,
    Pictures,
    Scans,
    Signature,
    Steps,
    Table,
    Verification,
)
from printing.flow import Block, flow
from printing.fonts import Face, runs, width
from printing.page import MM, Box, Mark, Page, Rule, Sheet, line
from printing.parts import BODY, SMALL, body_blocks, space, text_block
from printing.qr import code_marks
from printing.setting import wrap

TITLE = 21.0
_ABOVE = 12.0
CONTINUED_HEAD = 24.0
"""Height of the head of a following page."""
QR_SIZE = 24 * MM
"""The dark area; 22 to 25 mm scan well from a hand-held telephone."""
_ADDRESS_SIZE, _ADDRESS_ROOM = 6.0, QR_SIZE + 8 * MM
"""Points, and how far the address may reach to the left: as far as a title may to the right."""
_FOOT_SIZE, _FOOT_LEADING, _FOOT_LINES = 7.5, 10.0, 3
"""Three lines end 9 mm above the edge, where every printer still prints."""
SAMPLE_WORDS, NO_FORCE = "演示数据　不具效力", "本件为演示数据，不具效力"
"""Both bold, so that a file holds their characters once."""
_BODY_WITH_END = 2
"""Our choice: the last page never carries notes and office alone; so many blocks of the body go along."""


def place(document: Document) -> list[Page]:
    """All pages of a paper, feet included.

    Raises:
        CannotDraw: a character has no face; names the part.
    """
    _refuse_what_cannot_be_drawn(document)
    pages = [Page()]
    _head(pages[0], document)
    _title(pages[0], document)
    pages[0].fresh = pages[0].y
    flow(pages, _blocks(document), lambda: _next(pages, document))
    for number, page in enumerate(pages, 1):
        _foot(page, document, number, len(pages))
    return pages


def _blocks(document: Document) -> list[Block]:
    body, end = body_blocks(document), [*_notes(document), *_closing(document)]
    if end:
        along = [place_in for place_in, block in enumerate(body) if not block.is_space][-_BODY_WITH_END:]
        for block in body[along[0] if along else 0 :]:
            block.keeps = True
            block.is_space = False
    for block in end[:-1]:
        block.keeps = True
    return [*body, *end]


def _refuse_what_cannot_be_drawn(document: Document) -> None:
    runs(document.title, Face.BOLD, field="title")
    for name in ("number", "serial", "terminal", "printed_at", "purpose"):
        runs(getattr(document, name), field=name)
    if document.verification is not None:
        runs(document.verification.code, field="verification")
    for field, texts in (("above", document.above), ("closing", document.closing), ("notes", document.notes)):
        runs("".join(texts), field=field)
    for part in document.body:
        _refuse_part(part)


def _refuse_part(part: Part) -> None:
    match part:
        case Paragraph(text):
            runs(text, Face.SONG, field="text")
        case Steps(items):
            runs("".join(items), Face.SONG, field="steps")
        case Card(heading, entries):
            runs(heading, Face.BOLD, field="heading")
            _refuse_part(Pairs(entries))
        case Pairs(entries):
            for entry in entries:
                runs(entry.name, field="pairs")
                runs(entry.value, field=f"pairs, {entry.name}")
        case Pictures(caption, pictures):
            runs(caption + "".join(words for words, _ in pictures), field="pictures")
        case Scans(sheets):
            runs("".join(words for words, _ in sheets), field="scans")
        case Signature(label, date=date):
            runs(label + date, field="signature")
        case Table():
            runs("".join(column.head + column.group for column in part.columns), Face.BOLD, field="table head")
            for row in (*part.rows, part.total):
                runs("".join(row), field="table")


def grouped(code: str) -> str:
    """A verification code in groups of four, as people read it aloud."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _next(pages: list[Page], document: Document) -> Page:
    """Begin a following page: it says which paper it belongs to."""
    page = Page()
    numbers = f"{document.number_label} {document.number}"
    if document.verification is not None:
        numbers += f"　{document.verification_label} {grouped(document.verification.code)}"
    page.marks += [
        line(Sheet.LEFT, page.y - 10, f"{document.title}（续）", SMALL, face=Face.BOLD),
        line(Sheet.RIGHT, page.y - 10, numbers, 7.5, align="right", grey=0.25),
        Rule(Sheet.LEFT, page.y - 16, Sheet.RIGHT, page.y - 16),
    ]
    page.y -= CONTINUED_HEAD
    page.fresh = page.y
    if document.sample:
        page.marks.append(line(Sheet.WIDTH / 2, Sheet.TOP + 4 * MM, SAMPLE_WORDS, 9, face=Face.BOLD, align="centre"))
    pages.append(page)
    return page


def _head(page: Page, document: Document) -> None:
    page.marks += [
        line(Sheet.LEFT, page.y - 8, document.number_label, SMALL, grey=0.25),
        line(Sheet.LEFT + SMALL * (len(document.number_label) + 0.6), page.y - 8, document.number, SMALL),
    ]
    if document.sample:
        middle = Sheet.LEFT + 20.5 * MM
        page.marks += [
            Box(x=Sheet.LEFT, y=page.y - 38, width=41 * MM, height=21, fill=1, thickness=1),
            line(middle, page.y - 31.5, SAMPLE_WORDS, 11, face=Face.BOLD, align="centre"),
        ]
    low = page.y - 42
    if document.verification is not None:
        marks, low = code_block(Sheet.RIGHT, page.y, document.verification, document.verification_label)
        page.marks += marks
    elif document.link:
        low = page.y - QR_SIZE - 14
        page.marks += [
            *code_marks(Sheet.RIGHT - QR_SIZE, page.y - QR_SIZE, QR_SIZE, document.link),
            line(Sheet.RIGHT - QR_SIZE / 2, low, document.link_words, 7, align="centre", grey=0.25),
        ]
    page.y = low


def code_block(right: float, top: float, verification: Verification, label: str) -> tuple[list[Mark], float]:
    """The QR code with what is typed instead of it: the code, and the address of the page that is meant.

    Whoever scans a forged code lands on a forged page: the address in words is what the one on the telephone is
    compared with.

    Args:
        right: edge of the block.
        top: of the QR code.
        verification: code and address.
        label: before the code.

    Returns:
        The marks, and how far down they go.
    """
    low, middle = top - QR_SIZE, right - QR_SIZE / 2
    marks = code_marks(right - QR_SIZE, low, QR_SIZE, verification.url)
    groups = grouped(verification.code).split()
    half = (len(groups) + 1) // 2
    y = low - 14
    marks.append(line(middle, y, label, 7, align="centre", grey=0.25))
    for texts in (groups[:half], groups[half:]):
        y -= 10
        if texts:
            marks.append(line(middle, y, " ".join(texts), 8, align="centre"))
    for text in wrap(verification.page, _ADDRESS_SIZE, _ADDRESS_ROOM):
        y -= 8.5
        marks.append(line(right, y, text, _ADDRESS_SIZE, align="right", grey=0.25))
    return marks, y


def _title(page: Page, document: Document) -> None:
    """Beside the code where it is short enough, otherwise below: neither runs into the other however long it is."""
    lines = wrap(document.title, TITLE, Sheet.ROOM, Face.BOLD)
    above = [text for words in document.above for text in wrap(words, _ABOVE, Sheet.ROOM * 0.9)]
    low = page.y
    sizes = ((above, _ABOVE), (lines, TITLE), ((document.below,), BODY))
    widest = max(width(text, size, Face.BOLD) + len(text) for texts, size in sizes for text in texts)
    if not (document.verification or document.link) or widest / 2 < Sheet.RIGHT - QR_SIZE - 8 * MM - Sheet.WIDTH / 2:
        page.y = Sheet.TOP - (52 if document.above else 62)
    else:
        page.y -= 2 * MM
    for text in above:
        page.y -= 16
        page.marks.append(line(Sheet.WIDTH / 2, page.y, text, _ABOVE, align="centre", spacing=0.5))
    for text in lines:
        page.y -= TITLE * 1.35
        page.marks.append(line(Sheet.WIDTH / 2, page.y, text, TITLE, face=Face.BOLD, align="centre", spacing=1))
    if document.below:
        page.y -= 17
        page.marks.append(line(Sheet.WIDTH / 2, page.y, document.below, BODY, align="centre"))
    page.y = min(page.y - 8 * MM, low - 4 * MM)


def _notes(document: Document) -> list[Block]:
    """Numbered, with hanging indents."""
    if not document.notes:
        return []
    leading = SMALL * 1.6
    label = f"{document.notes_label}："
    hang, number_width = SMALL * len(label), 5 * MM
    found = [space(5 * MM)]
    found[0].is_space = False
    for number, note in enumerate(document.notes, 1):
        for place_in, text in enumerate(wrap(note, SMALL, Sheet.ROOM - hang - number_width)):
            block = text_block(text, SMALL, leading, Face.SANS, Sheet.LEFT + hang + number_width)
            before = [(Sheet.LEFT + hang, f"{number}、")] if place_in == 0 else []
            if place_in == 0 and number == 1:
                before.insert(0, (Sheet.LEFT, label))
            found.append(_behind(before, block, leading))
    return found


def _behind(before: list[tuple[float, str]], block: Block, leading: float) -> Block:
    """A line with its number and label in front of it."""
    heads, words = [text_block(text, SMALL, leading, Face.SANS, x) for x, text in before], block.put

    def put(page: Page) -> None:
        for head in heads:
            head.put(page)
        words(page)

    return Block(block.height, put)


def _closing(document: Document) -> list[Block]:
    """Who says so and when, never torn. No seal: a terminal owns none."""
    lines = [(text, Face.SANS) for text in document.closing] + ([(NO_FORCE, Face.BOLD)] if document.sample else [])
    if not lines:
        return []
    leading, above = BODY * 1.9, 8 * MM
    texts = [(text, face) for whole, face in lines for text in wrap(whole, BODY, Sheet.ROOM, face)]

    def put(page: Page) -> None:
        y = page.y - above
        for text, face in texts:
            y -= leading
            page.marks.append(line(Sheet.RIGHT, y, text, BODY, face=face, align="right"))

    return [Block(above + leading * len(texts), put)]


def _foot(page: Page, document: Document, number: int, count: int) -> None:
    pages = f"第 {number} 页/共 {count} 页"
    page.marks += [
        Rule(Sheet.LEFT, Sheet.FOOT, Sheet.RIGHT, Sheet.FOOT, 0.4, 0.4),
        *foot_lines(document.printed_at, document.terminal, document.serial, pages, Sheet.LEFT, Sheet.RIGHT),
    ]


def _filled(facts: Sequence[str], room: float) -> list[str]:
    """As many whole facts on a line as fit; where that takes too many lines, one text without regard to them."""
    lines: list[str] = []
    for fact in facts:
        if lines and width(f"{lines[-1]}　{fact}", _FOOT_SIZE) <= room:
            lines[-1] += f"　{fact}"
        else:
            lines += wrap(fact, _FOOT_SIZE, room)
    return lines if len(lines) <= _FOOT_LINES else wrap("　".join(facts), _FOOT_SIZE, room)


def foot_lines(
    printed_at: str, terminal: str, serial: str, pages: str, left: float, right: float, top: float = Sheet.FOOT
) -> list[Mark]:
    """When, where, as which print and which page, below `top`; a hall's long name takes lines of its own.

    Raises:
        OverflowError: more lines than the lower edge has room for.
    """
    beside = width(pages, _FOOT_SIZE) + 6 * MM
    lines = _filled((f"打印时间 {printed_at}", f"自助终端 {terminal}", f"打印流水号 {serial}"), right - left - beside)
    if len(lines) > _FOOT_LINES:
        raise OverflowError("the foot holds no more than three lines")
    y = top - 11
    return [
        *(line(left, y - number * _FOOT_LEADING, text, _FOOT_SIZE, grey=0.2) for number, text in enumerate(lines)),
        line(right, y, pages, _FOOT_SIZE, align="right", grey=0.2),
    ]

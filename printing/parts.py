"""The parts of a paper, placed on pages from top to bottom: head, lead, pairs, tables, notes, closing, foot."""

from printing.document import Document
from printing.fonts import Weight, runs
from printing.page import MM, Box, Page, QrCode, Rule, Sheet, Text
from printing.qr import QUIET_MODULES, modules
from printing.setting import wrap
from printing.tables import Cell, cells, height_of, rows_on

BODY = 10.5
"""Points: 五号, the size of a certificate's own words."""
SMALL = 8.5
TITLE = 21.0
ROW = 9.2 * MM
"""A row of one line in the pairs."""
CLOSING_LEADING = BODY * 1.9
CONTINUED_HEAD = 24.0
"""Height of the head of a following page."""
QR_SIZE = 24 * MM
"""The dark area; 22 to 25 mm scan well from a hand-held telephone."""
SAMPLE_WORDS = "演示数据　不具效力"


def place(document: Document) -> list[Page]:
    """All pages of a paper, feet included.

    Raises:
        CannotDraw: a character has no face; names the part.
    """
    _refuse_what_cannot_be_drawn(document)
    pages = [Page()]
    _head(pages[0], document)
    _title(pages[0], document)
    _lead(pages[0], document)
    _pairs(pages, document)
    for table in document.tables:
        pages[-1].y -= 4 * MM
        rows_on(pages, table, lambda: _next(pages, document))
    _notes(pages, document)
    _closing(pages, document)
    for number, page in enumerate(pages, 1):
        _foot(page, document, number, len(pages))
    return pages


def _refuse_what_cannot_be_drawn(document: Document) -> None:
    runs(document.title, Weight.BOLD, field="title")
    for field in ("lead", "issuer", "issued_at", "number", "serial", "terminal", "printed_at"):
        runs(getattr(document, field), field=field)
    runs(document.verification.code, field="verification")
    for name, value in document.pairs:
        runs(name, field="pairs")
        runs(value, field=f"pairs, {name}")
    for table in document.tables:
        for column in table.columns:
            runs(column.head, Weight.BOLD, field="table head")
        for row in (*table.rows, table.total):
            runs("".join(row), field="table")
    for note in document.notes:
        runs(note, field="notes")


def grouped(code: str) -> str:
    """A verification code in groups of four, as people read it aloud."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _next(pages: list[Page], document: Document) -> Page:
    """Begin a following page: it says which paper it belongs to."""
    page = Page()
    page.marks += [
        Text(x=Sheet.LEFT, y=page.y - 10, text=f"{document.title}（续）", size=SMALL, weight=Weight.BOLD),
        Text(
            x=Sheet.RIGHT,
            y=page.y - 10,
            text=f"编号 {document.number}　验证码 {grouped(document.verification.code)}",
            size=7.5,
            align="right",
            grey=0.25,
        ),
        Rule(x0=Sheet.LEFT, y0=page.y - 16, x1=Sheet.RIGHT, y1=page.y - 16),
    ]
    page.y -= CONTINUED_HEAD
    if document.sample:
        page.marks.append(
            Text(x=Sheet.WIDTH / 2, y=Sheet.TOP + 4 * MM, text=SAMPLE_WORDS, size=9, weight=Weight.BOLD, align="centre")
        )
    pages.append(page)
    return page


def _head(page: Page, document: Document) -> None:
    left, low = Sheet.RIGHT - QR_SIZE, page.y - QR_SIZE
    quiet = QR_SIZE / len(modules(document.verification.url)) * QUIET_MODULES
    page.marks += [
        Box(x=left - quiet, y=low - quiet, width=QR_SIZE + 2 * quiet, height=QR_SIZE + 2 * quiet, fill=1),
        QrCode(x=left, y=low, size=QR_SIZE, data=document.verification.url),
    ]
    y = low - quiet - 7
    middle = Sheet.RIGHT - QR_SIZE / 2
    groups = grouped(document.verification.code).split()
    half = (len(groups) + 1) // 2
    page.marks.append(Text(x=middle, y=y, text="验证码", size=7, align="centre", grey=0.25))
    for line in (groups[:half], groups[half:]):
        y -= 10
        page.marks.append(Text(x=middle, y=y, text=" ".join(line), size=8, align="centre"))
    page.marks += [
        Text(x=Sheet.LEFT, y=page.y - 8, text="编号", size=SMALL, grey=0.25),
        Text(x=Sheet.LEFT + 22, y=page.y - 8, text=document.number, size=SMALL),
    ]
    if document.sample:
        page.marks += [
            Box(x=Sheet.LEFT, y=page.y - 38, width=41 * MM, height=21, fill=1, thickness=1),
            Text(
                x=Sheet.LEFT + 20.5 * MM,
                y=page.y - 31.5,
                text=SAMPLE_WORDS,
                size=11,
                weight=Weight.BOLD,
                align="centre",
            ),
        ]
    page.y = y


def _title(page: Page, document: Document) -> None:
    page.y -= 2 * MM
    for line in wrap(document.title, TITLE, Sheet.RIGHT - Sheet.LEFT, Weight.BOLD):
        page.y -= TITLE * 1.35
        page.marks.append(
            Text(x=Sheet.WIDTH / 2, y=page.y, text=line, size=TITLE, weight=Weight.BOLD, align="centre", spacing=1)
        )
    page.y -= 8 * MM


def _lead(page: Page, document: Document) -> None:
    if not document.lead:
        return
    for line in wrap(f"　　{document.lead}", BODY, Sheet.RIGHT - Sheet.LEFT):
        page.y -= BODY * 1.7
        page.marks.append(Text(x=Sheet.LEFT, y=page.y, text=line, size=BODY))
    page.y -= 4.5 * MM


def _pairs(pages: list[Page], document: Document) -> None:
    """Two pairs a row; a last one alone takes the whole width."""
    name_width = 24 * MM
    value_width = (Sheet.RIGHT - Sheet.LEFT) / 2 - name_width
    for start in range(0, len(document.pairs), 2):
        row = document.pairs[start : start + 2]
        wide = value_width if len(row) == 2 else (Sheet.RIGHT - Sheet.LEFT) - name_width
        line: list[Cell] = []
        for name, value in row:
            line.append(Cell(name, name_width, "centre", fill=0.955))
            line.append(Cell(value, wide, "left"))
        if pages[-1].room() < height_of(line, size=BODY, least=ROW):
            _next(pages, document)
        cells(pages[-1], line, size=BODY, least=ROW)


def _notes(pages: list[Page], document: Document) -> None:
    """Numbered, with hanging indents; on the closing's page wherever both fit on one."""
    hang, number_width, leading = 9 * MM, 5 * MM, SMALL * 1.6
    notes = [wrap(note, SMALL, Sheet.RIGHT - Sheet.LEFT - hang - number_width) for note in document.notes]
    height = sum(len(lines) for lines in notes) * leading + 5 * MM
    if pages[-1].room() < height + _closing_height(document) < Sheet.TOP - Sheet.BOTTOM - CONTINUED_HEAD:
        _next(pages, document)
    pages[-1].y -= 5 * MM
    for number, lines in enumerate(notes, 1):
        for line_number, line in enumerate(lines):
            if pages[-1].room() < leading:
                _next(pages, document)
            page = pages[-1]
            page.y -= leading
            if line_number == 0 and number == 1:
                page.marks.append(Text(x=Sheet.LEFT, y=page.y, text="备注：", size=SMALL))
            if line_number == 0:
                page.marks.append(Text(x=Sheet.LEFT + hang, y=page.y, text=f"{number}、", size=SMALL))
            page.marks.append(Text(x=Sheet.LEFT + hang + number_width, y=page.y, text=line, size=SMALL))


def _closing_lines(document: Document) -> list[str]:
    lines = [f"证明机构：{document.issuer}", f"证明时间：{document.issued_at}"]
    return [*lines, "本件为演示数据，不具效力"] if document.sample else lines


def _closing_height(document: Document) -> float:
    return len(_closing_lines(document)) * CLOSING_LEADING + 9 * MM


def _closing(pages: list[Page], document: Document) -> None:
    """Who says so and when, never torn. No seal: a terminal owns none."""
    if pages[-1].room() < _closing_height(document):
        _next(pages, document)
    page = pages[-1]
    page.y -= 9 * MM
    for line in _closing_lines(document):
        page.y -= CLOSING_LEADING
        page.marks.append(Text(x=Sheet.RIGHT, y=page.y, text=line, size=BODY, align="right"))


def _foot(page: Page, document: Document, number: int, count: int) -> None:
    y = Sheet.FOOT - 11
    page.marks += [
        Rule(x0=Sheet.LEFT, y0=Sheet.FOOT, x1=Sheet.RIGHT, y1=Sheet.FOOT, grey=0.4),
        Text(
            x=Sheet.LEFT,
            y=y,
            text=f"打印时间 {document.printed_at}　自助终端 {document.terminal}　打印流水号 {document.serial}",
            size=7.5,
            grey=0.2,
        ),
        Text(x=Sheet.RIGHT, y=y, text=f"第 {number} 页/共 {count} 页", size=7.5, align="right", grey=0.2),
    ]

"""Tables as blocks: heads, rows, subtotals with what is carried forward, and the total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from printing.cells import HEAD_FILL, Cell, Measure, broken, draw, height, row_block
from printing.document import Table
from printing.flow import Block
from printing.fonts import Face
from printing.page import MM, Page, Sheet, line
from printing.table_heads import two_heads

LINES_AT_MOST = 40
"""A cell with more lines than this goes on in the next row; 40 lines of 9.5 pt fit on any page."""
ROWS_TOGETHER = 2
"""Our choice: neither the first nor the last row of a table stands on a page without its neighbour."""


def as_text(amount: Decimal, places: int) -> str:
    """A sum as tables show it: no thousands separator, plain digits."""
    return f"{amount:.{places}f}"


class Frame:
    """A table under way: heads and subtotals know how far it has come."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._measure = Measure.of(table.size)
        self._brought = [Decimal(0)] * len(table.columns)
        self._on_page = [Decimal(0)] * len(table.columns)
        self._pages = 1
        self._head = self._head_block()
        self._subtotal_height = row_block(self._sums("本页小计", self._on_page), self._measure).height

    @property
    def reserve(self) -> float:
        """Points for a subtotal."""
        return self._subtotal_height if self._table.carries else 0.0

    def at_break(self) -> Block | None:
        """The subtotal of the page that ends."""
        if not self._table.carries:
            return None
        return row_block(self._sums("本页小计", self._on_page), self._measure)

    def after_break(self) -> Sequence[Block]:
        """The heads once more, and the sums of all pages before."""
        self._pages += 1
        self._brought = [before + here for before, here in zip(self._brought, self._on_page, strict=True)]
        self._on_page = [Decimal(0)] * len(self._brought)
        blocks = [*self._caption("（续）"), self._head]
        if self._table.carries:
            blocks.append(row_block(self._sums("承前页", self._brought), self._measure))
        return blocks

    def blocks(self) -> list[Block]:
        """The whole table from its caption to its total."""
        rows = list(self._rows())
        ends = [*self._total()]
        for block in (*rows[: ROWS_TOGETHER - 1], *rows[-ROWS_TOGETHER:]):
            block.keeps = True
        if not ends:
            rows[-1].keeps = False
        for block in ends[:-1]:
            block.keeps = True
        self._head.keeps = True
        return [*self._caption(), self._head, *rows, *ends]

    def _caption(self, behind: str = "") -> Iterator[Block]:
        table = self._table
        if not (table.caption or table.unit):
            return

        def put(page: Page) -> None:
            if table.caption:
                page.marks.append(line(Sheet.LEFT, page.y - 11, f"{table.caption}{behind}", 10.5, face=Face.BOLD))
            if table.unit:
                page.marks.append(line(Sheet.RIGHT, page.y - 11, table.unit, 8.5, align="right"))

        yield Block(17.0, put, keeps=True)

    def _rows(self) -> Iterator[Block]:
        table, measure = self._table, self._measure
        if not table.rows:
            yield self._filed(row_block([Cell("无记录", Sheet.ROOM, "centre")], measure))
            return
        shape = [(column.width * Sheet.ROOM, column.align) for column in table.columns]
        said = ""
        for number, texts in enumerate(table.rows):
            row = [Cell(text, wide, align) for text, (wide, align) in zip(texts, shape, strict=True)]
            lines = broken(row, measure)
            longest = max(map(len, lines))
            mark = table.bookmarks[number] if table.bookmarks else ""
            for start in range(0, longest, LINES_AT_MOST):
                part = lines if longest <= LINES_AT_MOST else [cell[start : start + LINES_AT_MOST] for cell in lines]
                yield self._row(row, part, number if start == 0 else None, "" if mark == said or start else mark)
            said = mark

    def _row(self, row: list[Cell], lines: list[list[str]], number: int | None, mark: str) -> Block:
        measure, high = self._measure, height(lines, self._measure)

        def put(page: Page) -> None:
            if number is not None:
                self._count(number)
            if mark:
                page.bookmarks.append((mark, page.y))
            draw(page, row, lines, measure, high)

        return self._filed(Block(high, put))

    def _filed(self, block: Block) -> Block:
        block.table = self
        return block

    def _count(self, number: int) -> None:
        if self._table.carries:
            for place, column in enumerate(self._table.columns):
                if column.adds:
                    self._on_page[place] += column.amounts[number]

    def _total(self) -> Iterator[Block]:
        table, measure = self._table, self._measure
        if table.total:
            cells = [
                Cell(text, column.width * Sheet.ROOM, column.align, None, Face.BOLD)
                for column, text in zip(table.columns, table.total, strict=True)
            ]
            yield from self._torn(cells)
        if table.total_label:
            if table.carries:
                yield self._filed(self._last_subtotal())
            sums = [sum(column.amounts, Decimal(0)) for column in table.columns]
            yield self._filed(row_block(self._sums(table.total_label, sums, Face.BOLD), measure))
        if table.in_words:
            label = [Cell("金额合计（大写）", 38 * MM, "centre", HEAD_FILL, Face.BOLD)]
            yield self._filed(row_block([*label, Cell(table.in_words, Sheet.ROOM - 38 * MM)], measure))

    def _last_subtotal(self) -> Block:
        """Put only on the last of several pages; on a single one the total says the same."""
        high = self._subtotal_height

        def put(page: Page) -> None:
            if self._pages > 1:
                subtotal = row_block(self._sums("本页小计", self._on_page), self._measure)
                subtotal.put(page)
            else:
                page.y += high

        return Block(high, put)

    def _torn(self, cells: list[Cell]) -> Iterator[Block]:
        lines = broken(cells, self._measure)
        for start in range(0, max(map(len, lines)), LINES_AT_MOST):
            yield self._row(cells, [cell[start : start + LINES_AT_MOST] for cell in lines], None, "")

    def _sums(self, label: str, sums: Sequence[Decimal], face: Face = Face.SANS) -> list[Cell]:
        """The label over all columns before the first that is added up, then the sums."""
        columns = self._table.columns
        first = next((place for place, column in enumerate(columns) if column.adds), len(columns))
        before = sum(column.width for column in columns[:first]) * Sheet.ROOM
        cells = [Cell(label, before, "centre", None, face)]
        for column, amount in zip(columns[first:], sums[first:], strict=True):
            text = as_text(amount, column.places) if column.adds else ""
            cells.append(Cell(text, column.width * Sheet.ROOM, column.align, None, face))
        return cells

    def _head_block(self) -> Block:
        columns, measure = self._table.columns, self._measure
        cells = [Cell(c.head, c.width * Sheet.ROOM, "centre", HEAD_FILL, Face.BOLD) for c in columns]
        if not any(column.group for column in columns):
            return self._filed(row_block(cells, measure))
        return self._filed(two_heads(columns, cells, measure))

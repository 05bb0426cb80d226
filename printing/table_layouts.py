"""Tables of a layout: rows in words, sums in `Decimal`, and whether what the record states follows from its rows."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from printing.capital_numerals import in_capitals
from printing.document import Column, Table
from printing.layout_check import has_rows
from printing.layout_formats import LayoutError, fill, filler
from printing.layout_schema import BalanceLayout, ColumnLayout, TableLayout


def table_of(layout: TableLayout, record: Mapping[str, Any]) -> Table:
    """Put a list of a record's rows where the layout wants them.

    Raises:
        LayoutError: the record lacks a name that the layout uses, or states a sum or a balance that its rows do not
            have; names the key only.
    """
    rows = has_rows(record, layout.rows)
    amounts = [_added(rows, column) for column in layout.columns]
    for column, parts in zip(layout.columns, amounts, strict=True):
        stated = record.get(column.states) if column.states is not None else None
        if stated is not None and sum(parts, Decimal(0)) != stated:
            raise LayoutError(f"the record's '{column.states}' is not the sum of its rows")
    if layout.balance is not None:
        _check_balance(layout.balance, rows, record)
    totals = tuple(fill(column.total, record) for column in layout.columns)
    bookmark = filler(layout.bookmark) if layout.bookmark else None
    return Table(
        columns=tuple(
            Column(
                head=column.head,
                width=column.width,
                align=column.align,
                group=column.group,
                adds=column.adds,
                amounts=parts if column.adds else (),
                places=2 if column.value.endswith(":money}") else 0,
            )
            for column, parts in zip(layout.columns, amounts, strict=True)
        ),
        rows=_words(rows, layout.columns),
        total=totals if any(totals) else (),
        total_label=layout.total_label,
        in_words=in_capitals(_capitals(layout, amounts)) if layout.capitals else "",
        carries=layout.carries,
        caption=layout.caption,
        unit=layout.unit,
        size=layout.size,
        bookmarks=tuple(bookmark(row) for row in rows) if bookmark else (),
    )


def _words(rows: list[Any], columns: tuple[ColumnLayout, ...]) -> tuple[tuple[str, ...], ...]:
    fillers = [(filler(column.value), column) for column in columns]
    return tuple([tuple([write(row) if _is_meant(row, column) else "" for write, column in fillers]) for row in rows])


def _is_meant(row: Mapping[str, Any], column: ColumnLayout) -> bool:
    return all(row.get(name) in values for name, values in column.only.items())


def _capitals(layout: TableLayout, amounts: list[tuple[Decimal, ...]]) -> Decimal:
    """The sum of the first column that adds up the field named by `capitals`."""
    place = next(n for n, column in enumerate(layout.columns) if column.adds and column.added == layout.capitals)
    return sum(amounts[place], Decimal(0))


def _added(rows: list[Any], column: ColumnLayout) -> tuple[Decimal, ...]:
    """What each row gives to the column's sum."""
    if not (column.adds or column.states):
        return ()
    parts = _amounts(rows, column.added)
    if not column.only:
        return parts
    return tuple(part if _is_meant(row, column) else Decimal(0) for row, part in zip(rows, parts, strict=True))


def _check_balance(layout: BalanceLayout, rows: list[Any], record: Mapping[str, Any]) -> None:
    balances = _amounts(rows, layout.field)
    moves = _amounts(rows, layout.plus or layout.less or "")
    for before, after, move in zip(balances, balances[1:], moves[1:], strict=False):
        if after != before + (move if layout.plus else -move):
            raise LayoutError(f"the rows of the record do not lead from one '{layout.field}' to the next")
    if rows and rows[-1].get(layout.on) == record.get(layout.last_on) and balances[-1] != record.get(layout.ends):
        raise LayoutError(f"the record's '{layout.ends}' is not that of its last row")


def _amounts(rows: list[Any], name: str) -> tuple[Decimal, ...]:
    """Exact numbers only: a binary fraction has lost its cents before it gets here."""
    try:
        found = [row[name] for row in rows]
    except KeyError:
        raise LayoutError(f"the record has no '{name}'") from None
    if not all(isinstance(amount, Decimal | int) and not isinstance(amount, bool) for amount in found):
        raise LayoutError(f"'{name}' of the record is no exact number")
    return tuple(Decimal(amount) for amount in found)

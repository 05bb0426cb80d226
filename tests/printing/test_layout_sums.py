"""What a record states of its rows stands on paper only where it follows from them."""

from decimal import Decimal
from typing import Any

import pytest
from example_records import example
from sample_papers import stamp

from printing.document import Table
from printing.layouts import LayoutError, compose, load_layout, parse

CENT = Decimal("0.01")


def table_of(layout: str, **changes: Any) -> Table:
    paper = load_layout(layout)
    document = compose(paper, example(paper.record) | changes, stamp())
    return next(part for part in document.body if isinstance(part, Table))


@pytest.mark.parametrize("layout", ["ss-enrolment-certificate", "ss-enrolment-certificate-zhejiang"])
@pytest.mark.parametrize("stated", ["pension_months", "injury_months", "unemployment_months"])
@pytest.mark.parametrize("wrong", [-1, 1, 999])
def test_months_that_the_rows_have_not_are_no_paper(layout: str, stated: str, wrong: int) -> None:
    right = example("ss-enrolment")[stated]
    table_of(layout)
    with pytest.raises(LayoutError, match=f"'{stated}' is not the sum") as caught:
        table_of(layout, **{stated: right + wrong})
    assert str(right + wrong) not in str(caught.value)


RUNNING = [
    ("housing-fund-loan-statement", "repayments", "left", "last_paid_on"),
    ("housing-fund-deposit-certificate", "movements", "balance", "last_moved_on"),
]


@pytest.mark.parametrize(("layout", "rows", "field", "last_on"), RUNNING)
def test_a_balance_leads_from_row_to_row_and_to_the_records_own(
    layout: str, rows: str, field: str, last_on: str
) -> None:
    record = example(load_layout(layout).record)
    table_of(layout)
    for place in range(len(record[rows])):
        changed = [dict(row) for row in record[rows]]
        changed[place][field] += CENT
        with pytest.raises(LayoutError, match=f"'{field}'|'balance'"):
            table_of(layout, **{rows: changed})
    with pytest.raises(LayoutError, match="'balance' is not that of its last row"):
        table_of(layout, balance=record["balance"] + CENT)
    table_of(layout, balance=record["balance"] + CENT, **{last_on: None})
    table_of(layout, **{rows: []})


def test_passages_alone_are_what_was_spent() -> None:
    record = example("toll-card")
    passages = [dict(row) for row in record["passages"]]
    for row, (kind, amount) in zip(
        passages, [("通行", "30.00"), ("充值", "-500.00"), ("通行", "15.00"), ("退款", "-8.00")], strict=True
    ):
        row |= {"kind": kind, "amount": Decimal(amount)}
    told = {"passages": passages, "spent": Decimal("45.00"), "returned": Decimal("-508.00")}
    table = table_of("toll-card-passages", **told)
    assert [row[-2:] for row in table.rows] == [("30.00", ""), ("", "-500.00"), ("15.00", ""), ("", "-8.00")]
    assert [sum(column.amounts) for column in table.columns[-2:]] == [Decimal(45), Decimal(-508)]
    assert table.in_words == "人民币肆拾伍元整"
    with pytest.raises(LayoutError, match="'spent' is not the sum"):
        table_of("toll-card-passages", **told | {"spent": Decimal("-463.00")})
    table_of("toll-card-passages", **told | {"spent": None})


SMALL = """
title = "明细"
record = "loan-statement"
reviewed = false
[[body]]
kind = "table"
rows = "repayments"
columns = [
  { head = "月份", value = "{month}", width = 0.5 },
  { head = "本金", value = "{principal:money}", width = 0.5, adds = true },
]
"""
BALANCE = 'balance = { field = "left", less = "principal", ends = "balance", on = "paid_on", last_on = "last_paid_on" }'


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("adds = true", 'total = "{balance:money}"'), "compared with nothing"),
        (("adds = true", 'total = "{balance:money}", states = "loan"'), "compared with nothing"),
        (("adds = true", 'adds = true, states = "name"'), "'name' states a sum and is no number"),
        (("adds = true", 'adds = true, only = { how = ["到期"] }'), "'only' names values that 'how' never has"),
        (("adds = true", 'adds = true, only = { account = ["到期"] }'), "'only' names values"),
        (('"{principal:money}"', '"共{principal:money}"'), "one plain"),
        (("columns = [", BALANCE.replace("less =", 'plus = "interest", less =') + "\ncolumns = ["), "'plus' or 'less'"),
        (("columns = [", BALANCE.replace('less = "principal", ', "") + "\ncolumns = ["), "'plus' or 'less'"),
        (("columns = [", BALANCE.replace('"left"', '"how"') + "\ncolumns = ["), "'how' belongs to a balance"),
        (("columns = [", BALANCE.replace('"paid_on"', '"month"') + "\ncolumns = ["), "'month' is not of the kind"),
    ],
)
def test_a_layout_that_compares_nothing_or_nonsense_is_refused(change: tuple[str, str], told: str) -> None:
    parse(SMALL, "small")
    parse(SMALL.replace("columns = [", f"{BALANCE}\ncolumns = ["), "small")
    with pytest.raises(LayoutError, match=told):
        parse(SMALL.replace(*change), "small")

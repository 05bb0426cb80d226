"""Long lists: what is carried forward, what is added up, and where a page may end."""

import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from example_records import example
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sample_papers import stamp

from printing.certificate import render
from printing.document import Column, Document, Paragraph, Table
from printing.fonts import Face, width
from printing.layouts import LayoutError, compose, load_layout
from printing.page import Page, Sheet, Text
from printing.placing import place

AMOUNT = re.compile(r"-?\d+\.\d{2}")


def statement(layout: str, rows: int, **changes: Any) -> tuple[Document, dict[str, Any]]:
    paper = load_layout(layout)
    record = example(paper.record)
    name = next(part.rows for part in paper.body if part.kind == "table" and part.carries)
    kept = record[name]
    if name == "payments":
        months = [f"{1996 + n // 12}{n % 12 + 1:02d}" for n in range(rows)]
        record[name] = [{**kept[n % 4], "month": month} for n, month in enumerate(months)]
    else:
        record[name] = [{**kept[n % 4], "amount": Decimal(n % 977) / 100} for n in range(rows)]
        record |= {"spent": None, "returned": None}
    return compose(paper, record | changes, stamp()), record


def lines(page: Page) -> list[list[str]]:
    """Words of a page, line by line from left to right."""
    found: dict[float, list[Text]] = {}
    for mark in page.marks:
        if isinstance(mark, Text):
            found.setdefault(round(mark.y, 1), []).append(mark)
    return [
        [mark.text for mark in sorted(row, key=lambda mark: mark.x)] for _, row in sorted(found.items(), reverse=True)
    ]


def sums(pages: list[Page], label: str) -> list[tuple[int, list[Decimal]]]:
    return [
        (number, [Decimal(word) for word in line[1:]])
        for number, page in enumerate(pages)
        for line in lines(page)
        if line[0] == label
    ]


@pytest.mark.parametrize(
    ("layout", "rows"),
    [("ss-payment-history", 360), ("toll-card-passages", 1_100), ("toll-card-passages", 3_000)],
    ids=["thirty years of months", "a year of passages", "three thousand rows"],
)
def test_page_totals_what_is_carried_and_the_sum_agree(layout: str, rows: int) -> None:
    document, record = statement(layout, rows)
    table = next(part for part in document.body if isinstance(part, Table) and part.carries)
    expected = [sum(column.amounts, Decimal(0)) for column in table.columns if column.adds]
    pages = place(document)
    subtotals, carried, totals = (sums(pages, label) for label in ("本页小计", "承前页", "合计"))
    assert len(subtotals) == len(carried) + 1 > 5
    assert [number for number, _ in carried] == [number + 1 for number, _ in subtotals[:-1]]
    so_far = [Decimal(0)] * len(expected)
    for (_, here), (_, brought) in zip(subtotals, carried, strict=False):
        so_far = [a + b for a, b in zip(so_far, here, strict=True)]
        assert brought == so_far, "what is brought forward is what stood on the pages before"
    assert [amounts for _, amounts in totals] == [expected]
    assert [sum(column) for column in zip(*(amounts for _, amounts in subtotals), strict=True)] == expected
    drawn = sum(len(AMOUNT.findall(" ".join(line))) > 0 and len(line) > 5 for page in pages for line in lines(page))
    assert drawn >= rows
    assert record


def test_three_thousand_rows_are_all_there_once() -> None:
    document, _ = statement("toll-card-passages", 3_000)
    table = next(part for part in document.body if isinstance(part, Table))
    numbered = replace(table, rows=tuple((f"N{n:06d}", *row[1:]) for n, row in enumerate(table.rows)))
    document = replace(document, body=tuple(numbered if part is table else part for part in document.body))
    words = [mark.text for page in place(document) for mark in page.marks if isinstance(mark, Text)]
    assert [word for word in words if re.fullmatch(r"N\d{6}", word)] == [row[0] for row in numbered.rows]


def test_a_hundred_pages_stay_below_600_kb_and_carry_an_outline() -> None:
    document, _ = statement("toll-card-passages", 3_650)
    paper = render(document, "5e55")
    assert paper.pages >= 100
    assert len(paper.pdf) <= 600 * 1024
    title, _ = outline_of(PdfReader(io.BytesIO(paper.pdf)))
    assert title.title == "粤通卡通行明细"
    months, _ = statement("ss-payment-history", 360)
    _, years = outline_of(PdfReader(io.BytesIO(render(months, "5e55").pdf)))
    assert [year.title for year in years] == [f"{year}年" for year in range(1996, 2026)]


def outline_of(reader: PdfReader) -> tuple[Any, list[Any]]:
    title, below = reader.outline
    assert isinstance(below, list)
    return title, below


def test_bookmarks_lead_to_the_page_that_has_the_row() -> None:
    months, _ = statement("ss-payment-history", 360)
    reader = PdfReader(io.BytesIO(render(months, "5e55").pdf))
    _, years = outline_of(reader)
    page = reader.get_destination_page_number(years[14])
    assert page is not None
    assert "201001" in reader.pages[page].extract_text()


def test_a_stated_sum_that_the_rows_have_not_is_no_paper() -> None:
    layout = load_layout("tax-income-list")
    record = example(layout.record)
    compose(layout, record, stamp())
    with pytest.raises(LayoutError, match="'tax_total' is not the sum") as caught:
        compose(layout, record | {"tax_total": record["tax_total"] + Decimal("0.01")}, stamp())
    assert str(record["tax_total"]) not in str(caught.value)


def test_binary_fractions_are_not_added_up() -> None:
    layout = load_layout("tax-income-list")
    record = example(layout.record)
    record["entries"] = [{**row, "tax": float(row["tax"])} for row in record["entries"]]
    with pytest.raises(LayoutError, match="'tax' of the record is no exact number"):
        compose(layout, record, stamp())


def test_a_tenth_of_a_million_cents_is_exact() -> None:
    document, _ = statement("toll-card-passages", 0)
    table = next(part for part in document.body if isinstance(part, Table))
    amounts = tuple(Decimal("0.10") for _ in range(3_000))
    columns = (Column("a", 0.5), Column("b", 0.5, adds=True, amounts=amounts))
    rows = tuple(("x", "0.10") for _ in amounts)
    long = replace(table, columns=columns, rows=rows, bookmarks=())
    pages = place(replace(document, body=(long,)))
    assert sums(pages, "合计")[0][1] == [Decimal("300.00")]


def body_of(page: Page) -> list[str]:
    return [mark.text for mark in page.marks if isinstance(mark, Text)]


@settings(max_examples=60, deadline=None)
@given(rows=st.integers(0, 140), notes=st.integers(0, 9), before=st.integers(0, 30), carries=st.booleans())
def test_wherever_a_page_ends_it_ends_well(rows: int, notes: int, before: int, *, carries: bool) -> None:
    """No page of notes and office alone, no head without rows, no total without its last rows."""
    columns = (
        Column("序号", 0.5),
        Column("金额", 0.5, "right", adds=True, amounts=tuple(Decimal(n) for n in range(rows))),
    )
    table = Table(
        columns=columns,
        rows=tuple((f"第{n}行", f"{n}.00") for n in range(rows)),
        total_label="合计",
        in_words="零",
        carries=carries,
    )
    document, _ = statement("toll-card-passages", 1)
    document = replace(
        document,
        body=(*(Paragraph("说明文字") for _ in range(before)), table),
        notes=("注意事项" * 12,) * notes,
    )
    pages = [body_of(page) for page in place(document)]
    rows_on = [[word for word in page if re.fullmatch(r"第\d+行", word)] for page in pages]
    assert [word for page in rows_on for word in page] == [f"第{n}行" for n in range(rows)]
    for page, here in zip(pages, rows_on, strict=True):
        assert ("序号" in page) == bool(here or (rows == 0 and "无记录" in page)), "heads stand with rows"
    last = pages[-1]
    assert any(word.startswith(("证明机构", "出具机构")) for word in last)
    if rows >= 2:
        assert len(rows_on[-1]) >= 2, "the last page carries rows, too"
        assert f"第{rows - 1}行" in last
        assert "合计" in last
        assert all(len(here) >= 2 for here in rows_on if here), "no row stands alone"
    if not carries:
        assert not any("承前页" in page or "本页小计" in page for page in pages)


@given(count=st.integers(1, 75))
@settings(max_examples=75, deadline=None)
def test_a_letter_never_ends_on_a_page_of_notes_alone(count: int) -> None:
    document, _ = statement("toll-card-passages", 1)
    letter = replace(document, body=tuple(Paragraph(f"第{n}段") for n in range(count)), notes=("注意事项",) * 3)
    pages = [body_of(page) for page in place(letter)]
    here = [[word for word in page if re.search(r"第\d+段", word)] for page in pages]
    assert sum(map(len, here)) == count
    assert len(here[-1]) >= min(2, count)
    assert sum("注意事项" in page for page in pages) == 1, "notes and office stand together"


def test_a_table_that_goes_on_says_which_it_is() -> None:
    """A note sends the reader to it by its name."""
    paper = load_layout("ss-payment-history")
    pages = place(compose(paper, example(paper.record, "enormous"), stamp()))
    heads = [number for number, page in enumerate(pages) if "单位名称" in body_of(page)]
    assert len(heads) > 3
    for number in heads[1:]:
        assert "参保单位（续）" in body_of(pages[number])
        assert "参保单位" not in body_of(pages[number])
    assert all("金额单位：元" in body_of(page) for page in pages[: heads[0]])


def test_nothing_of_a_row_touches_its_rules() -> None:
    """Heads and figures keep 0.6 mm from the lines beside them, in the list with the most columns."""
    paper = load_layout("ss-payment-history")
    table = next(part for part in compose(paper, example(paper.record), stamp()).body if isinstance(part, Table))
    for column in table.columns:
        assert width(column.head, table.size, Face.BOLD) + 3.4 <= column.width * Sheet.ROOM, column.head


def test_an_employers_number_takes_one_line() -> None:
    """Twelve digits as the province gives them; two lines would make every row twice as high, and a sheet more."""
    paper = load_layout("ss-payment-history")
    record = example(paper.record)
    record["payments"] = tuple(row | {"unit_no": "999900000000"} for row in record["payments"])
    marks = [mark for page in place(compose(paper, record, stamp())) for mark in page.marks if isinstance(mark, Text)]
    assert sum(mark.text == "999900000000" for mark in marks) == len(record["payments"])


def test_one_home_is_one_sheet() -> None:
    """What most people get: notes and office do not drag it onto a second sheet and leave the first one empty."""
    paper = load_layout("property-query-result")
    record = example(paper.record)
    record |= {"holdings": record["holdings"][:1], "encumbrances": None}
    assert len(place(compose(paper, record, stamp()))) == 1


def test_a_card_of_a_holding_is_not_torn() -> None:
    paper = load_layout("property-query-result")
    pages = [body_of(page) for page in place(compose(paper, example(paper.record), stamp()))]
    for page in pages:
        assert page.count("坐落") == page.count("附记"), "a card begins and ends on one page"
    assert sum(page.count("坐落") for page in pages) == 4

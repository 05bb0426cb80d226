"""What stands at the foot and under the code of every paper, also where the hall's name is as long as it may be."""

import itertools
from typing import cast

import pytest
from every_paper import PAPERS, made
from example_records import example
from sample_papers import stamp
from signed_words import PAGE

from kiosk.flows.before_printing import as_long
from printing.document import Document, Drawing
from printing.fonts import width
from printing.layout_schema import DrawnLayout, Layout, PairsLayout
from printing.layouts import compose, load_any
from printing.page import MM, Page, QrCode, Sheet, Text
from printing.placing import place
from printing.records import RECORDS
from printing.records.value import Record
from printing.sheets import lay_out, on_paper

LONGEST = stamp(terminal="惠阳区政务服务中心" * 9, serial="A" * 31 + "-20261121-0000002A")
"""A place of 81 characters and a serial of a terminal's longest name."""


def pages_of(name: str) -> tuple[Page, ...]:
    layout = load_any(name)
    if isinstance(layout, DrawnLayout):
        return lay_out(name, example(layout.record), LONGEST).pages
    assert isinstance(layout, Layout)
    return tuple(place(compose(layout, example(layout.record), LONGEST)))


def spans(page: Page) -> list[tuple[float, float, float]]:
    return [
        (mark.y, mark.x, mark.x + width(mark.text, mark.size, mark.face))
        for mark in page.marks
        if isinstance(mark, Text) and mark.y < Sheet.FOOT
    ]


@pytest.mark.parametrize("name", sorted(set(PAPERS) - {"page-copies"}))
def test_the_longest_foot_stays_on_the_sheet_and_off_the_page_number(name: str) -> None:
    for page in pages_of(name):
        edge = (Sheet.HEIGHT - 16 * MM) if page.is_landscape else Sheet.RIGHT
        found = spans(page)
        words = "".join(mark.text for mark in page.marks if isinstance(mark, Text))
        assert LONGEST.terminal in words
        assert LONGEST.serial in words
        for low, left, right in found:
            assert right <= edge + 0.01
            assert left >= 15 * MM
            assert low >= (4 * MM if page.is_landscape else 8 * MM), "where a printer still prints"
        for one, other in itertools.combinations(found, 2):
            if abs(one[0] - other[0]) < 7:
                assert one[2] + 4 < other[1] or other[2] + 4 < one[1]


def test_a_foot_of_four_lines_is_refused() -> None:
    layout = load_any("tax-payment-record")
    assert isinstance(layout, Layout)
    with pytest.raises(OverflowError):
        place(compose(layout, example(layout.record), stamp(terminal="惠阳区政务服务中心" * 20)))


@pytest.mark.parametrize("name", PAPERS)
def test_the_page_that_checks_it_is_named_in_words(name: str) -> None:
    """So that whoever scans a forged code sees that another page answers."""
    one = made(name, "ordinary")
    has_statement = any(isinstance(mark, QrCode) and PAGE in mark.data for mark in one.pages[0].marks)
    assert (PAGE in one.texts[0]) is has_statement
    if isinstance(one.document, Document):
        assert has_statement is (one.document.verification is not None)
    else:
        assert isinstance(one.document, Drawing)


@pytest.mark.parametrize("name", [name for name in PAPERS if isinstance(load_any(name), Layout)])
def test_no_label_stands_for_two_numbers_and_no_note_sends_to_the_wrong_code(name: str) -> None:
    layout = load_any(name)
    assert isinstance(layout, Layout)
    labels = [entry.name for part in layout.body if isinstance(part, PairsLayout) for entry in part.entries]
    assert layout.number_label not in labels
    assert layout.number_label == "编号" or not any(layout.number_label in note for note in layout.notes)
    for note in layout.notes:
        if "二维码" in note and not layout.qr:
            assert "核验" in note, "the code checks the paper, it leads to no other page"
            assert layout.is_verifiable


def test_numbers_of_the_case_stand_under_their_own_names() -> None:
    for name, label, field in (
        ("elderly-allowance-application", "受理编号", "accepted_no"),
        ("sole-trader-application", "申请号", "application_no"),
        ("photo-receipt", "回执号", "receipt_no"),
    ):
        one = made(name, "ordinary")
        assert f"{label}{example(load_any(name).record)[field]}" in one.texts[0]
        assert f"编号{one.document.number}" in one.texts[0] if isinstance(one.document, Document) else False


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_asked_before_is_never_shorter_than_what_is_printed(name: str) -> None:
    """The printer is asked for as many sheets as the paper then takes, or it stops in the middle."""
    layout = load_any(name)
    assert isinstance(layout, Layout | DrawnLayout)
    record = example(layout.record)
    blank = as_long(
        cast("Record", RECORDS[layout.record].model_validate(record)), terminal=stamp().terminal, sample=True
    )
    assert len(blank.number) >= len(stamp().number)
    assert len(blank.verification.code) >= len(stamp().verification.code)
    assert len(blank.verification.page) >= len(stamp().verification.page)
    assert len(blank.serial) >= len(LONGEST.serial)
    asked = on_paper(layout, record, blank)
    pages = asked.pages if isinstance(asked, Drawing) else place(asked)
    assert len(made(name, "ordinary").pages) <= len(pages) <= len(made(name, "ordinary").pages) + 1

"""A guide's paper leads to the guide, where it stands in the net."""

import io
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader
from whole_catalogue import whole_catalogue

from kiosk.flows.before_printing import as_long
from kiosk.guide_paper import guide_record
from printing.certificate import render
from printing.document import Document
from printing.layouts import compose, load_layout
from printing.page import QrCode
from printing.placing import place

ITEM = "ss-enrolment-certificate"


def guide(pages: str) -> Document:
    item = whole_catalogue()[ITEM]
    record = guide_record(item, datetime(2026, 11, 21, tzinfo=UTC).date(), pages)
    return compose(load_layout("service-guide"), record.model_dump(), as_long(record, terminal="07号机", sample=True))


@pytest.mark.parametrize("pages", ["https://guides.sandbox.invalid", ""])
def test_a_guides_code_leads_to_its_page(pages: str) -> None:
    document = guide(pages)
    codes = [mark.data for page in place(document) for mark in page.marks if isinstance(mark, QrCode)]
    assert codes == ([f"{pages}/{ITEM}"] if pages else [])
    text = PdfReader(io.BytesIO(render(document, "5e55").pdf)).pages[0].extract_text()
    assert ("扫码查看网上指南" in text) is bool(pages)
    assert date(2026, 11, 21).strftime("%Y年%m月%d日") in "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(render(document, "5e55").pdf)).pages
    )

"""What the client refuses of an issued document: each sign of a mix-up alone is enough."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from example_records import example
from sample_papers import record as values

from drivers.clock import BEIJING
from kiosk.masking import masked_name, masked_number
from kiosk.platform.answers import check_question, check_statement
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.values import EnrolmentRecord, Issued, RecordRequest
from printing.layouts import titles_of
from printing.records import RECORDS
from printing.records.about import is_as_approved
from printing.statement import NotGenuine, Statement, agrees, content_hash, is_mask_of, point_of, read, sign

KEY = ec.generate_private_key(ec.SECP256R1())
POINTS = (point_of(KEY.public_key()),)
PAGE = "https://verify.sandbox.invalid/v"
CODE = "ABCDEFGHJKMN2345PQRS"
RECORD = EnrolmentRecord.model_validate(values(3))
SAID = Statement(
    title="广东省社会保险个人参保证明",
    document_no="202611210000000712",
    code=CODE,
    name=masked_name(RECORD.name),
    number=masked_number(RECORD.number),
    issued_on=date(2026, 11, 21),
    content=content_hash(RECORD.model_dump(mode="json")),
)


def issued(said: Statement = SAID, **changes: Any) -> Issued:
    told = {
        "document_no": "202611210000000712",
        "verification_code": CODE,
        "verification_url": PAGE,
        "statement": sign(said, KEY),
        "issued_at": datetime(2026, 11, 21, 0, 12, tzinfo=BEIJING),
        "record": RECORD,
    }
    return Issued.model_validate(told | changes)


def test_what_belongs_together_passes_by_beijings_day() -> None:
    check_statement(issued(), POINTS, PAGE)
    assert issued().issued_at.astimezone().tzinfo is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "基本医疗保险参保凭证"},
        {"document_no": "202611210000000713"},
        {"code": "ABCDEFGHJKMN2345PQRT"},
        {"name": "李*丰"},
        {"name": "*"},
        {"number": "*"},
        {"number": "4*"},
        {"issued_on": date(2026, 11, 20)},
        {"content": bytes(16)},
    ],
)
def test_a_statement_that_says_anything_else_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(WrongAnswer, match="another paper"):
        check_statement(issued(replace(SAID, **wrong)), POINTS, PAGE)


@pytest.mark.parametrize(
    "page", ["https://verify.sandbox.invalid/w", "https://verify.sandbox.invalid.example.invalid/v", "", "http://x"]
)
def test_a_paper_that_leads_to_another_page_is_refused(page: str) -> None:
    """A signed statement copied behind a forger's address is still no paper of ours."""
    with pytest.raises(WrongAnswer, match="a page that is not the platform's"):
        check_statement(issued(verification_url=page), POINTS, PAGE)
    digits = sign(SAID, KEY)
    with pytest.raises(NotGenuine):
        read(f"{page}#{digits}", POINTS, PAGE)
    assert read(digits, POINTS, PAGE) == read(f"{PAGE}#{digits}", POINTS, PAGE) == SAID


def test_a_paper_without_a_statement_is_refused() -> None:
    with pytest.raises(WrongAnswer, match="statement"):
        check_statement(issued(statement=""), POINTS, PAGE)


def wanted(city: str) -> RecordRequest:
    return RecordRequest(
        item="ss-enrolment-certificate", record="ss-enrolment", city=city, period_from="201901", period_to="202610"
    )


@pytest.mark.parametrize(
    ("said", "asked", "passes"),
    [
        ("441300", "441300", True),
        ("441300", "441303", True),
        ("惠州市", "441300", True),
        ("440100", "441300", False),
        ("广州市", "441300", False),
        ("杭州市", "330100", True),
    ],
)
def test_a_record_of_another_city_is_refused(said: str, asked: str, passes: bool) -> None:
    record = EnrolmentRecord.model_validate(values(3, city=said))
    if passes:
        check_question(record, wanted(asked))
    else:
        with pytest.raises(WrongAnswer, match="another city"):
            check_question(record, wanted(asked))


@pytest.mark.parametrize(
    ("masked", "whole", "fits"),
    [
        ("张*丰", "张三丰", True),
        ("*", "张三丰", False),
        ("**", "张三丰", False),
        ("*", "", True),
        ("张三丰", "张三丰", False),
        ("C******78", "C12345678", True),
        ("C*******8", "C12345678", False),
        ("*", "C12345678", False),
        ("4499**********712X", "44990119850307712X", True),
        ("4****************X", "44990119850307712X", False),
        ("M*******", "MUHAMMAD", True),
    ],
)
def test_a_mask_has_to_show_enough(masked: str, whole: str, fits: bool) -> None:
    assert is_mask_of(masked, whole) is fits


@pytest.mark.parametrize("kind", RECORDS)
def test_what_is_issued_is_what_was_looked_over(kind: str) -> None:
    """Only moments may have passed in between."""
    model = RECORDS[kind]
    approved = model.model_validate(example(kind))
    moments = {name: value + timedelta(seconds=9) for name, value in approved if isinstance(value, datetime)}
    assert is_as_approved(approved.model_copy(update=moments), approved)
    assert not is_as_approved(approved.model_copy(update={"issuer": "别的机构"}), approved)
    other = next(other for other in RECORDS if other != kind)
    assert not is_as_approved(RECORDS[other].model_validate(example(other)), approved)


def test_online_and_offline_words_are_compared() -> None:
    online = {"title": SAID.title, "name": SAID.name, "number": SAID.number, "issued_on": SAID.issued_on}
    assert agrees(SAID, **online)  # type: ignore[arg-type]  # strings and a day by name
    for name, value in (("title", "别的"), ("name", "李*"), ("number", "4*"), ("issued_on", date(2026, 1, 1))):
        assert not agrees(SAID, **online | {name: value})  # type: ignore[arg-type]  # the same


def test_a_statement_may_be_called_by_any_title_of_its_kind_of_record() -> None:
    assert "浙江省社会保险个人参保证明" in titles_of("ss-enrolment")
    assert titles_of("queue-ticket") == frozenset(), "a slip has no statement"

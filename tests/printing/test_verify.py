"""The last comparison before bytes leave."""

import hashlib
from dataclasses import replace

import pytest
from sample_papers import document

from printing.certificate import render
from printing.document import Paper
from printing.verify import NotBound, check_bound, serial_of, subject_of

SUBJECT = "sub_0123456789abcdef"


@pytest.fixture(scope="module")
def paper() -> Paper:
    return render(document(1), "visit-1")


def with_bytes(paper: Paper, pdf: bytes) -> Paper:
    return replace(paper, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())


def test_the_file_tells_whose_it_is(paper: Paper) -> None:
    assert subject_of(paper.pdf) == SUBJECT
    assert serial_of(paper.pdf) == "HUIYANG-A2-07-20261121-0000002A"
    check_bound(paper, "visit-1", SUBJECT)


@pytest.mark.parametrize("session", ["visit-2", ""])
def test_another_visits_paper_is_not_sent(paper: Paper, session: str) -> None:
    with pytest.raises(NotBound, match="another visit"):
        check_bound(paper, session, SUBJECT)


def test_another_persons_paper_is_not_sent(paper: Paper) -> None:
    with pytest.raises(NotBound, match="another person") as caught:
        check_bound(paper, "visit-1", "sub_ffffffffffffffff")
    assert "sub_" not in str(caught.value)
    with pytest.raises(NotBound, match="another person"):
        check_bound(replace(paper, subject=""), "visit-1", "")
    with pytest.raises(NotBound, match="another person"):
        check_bound(replace(paper, subject="sub_ffffffffffffffff"), "visit-1", SUBJECT)


def test_a_visit_without_a_name_sends_nothing(paper: Paper) -> None:
    with pytest.raises(NotBound, match="another visit"):
        check_bound(replace(paper, session=""), "", SUBJECT)


def test_a_label_that_lies_about_its_file_is_not_believed(paper: Paper) -> None:
    other = render(replace(document(1), subject="sub_ffffffffffffffff"), "visit-1")
    swapped = replace(paper, pdf=other.pdf, sha256=other.sha256)
    with pytest.raises(NotBound, match="another person"):
        check_bound(swapped, "visit-1", SUBJECT)


def test_one_changed_byte_is_seen(paper: Paper) -> None:
    changed = bytearray(paper.pdf)
    changed[len(changed) // 2] ^= 1
    with pytest.raises(NotBound, match="not those that were drawn"):
        check_bound(replace(paper, pdf=bytes(changed)), "visit-1", SUBJECT)


def test_another_serial_or_number_of_pages_is_seen(paper: Paper) -> None:
    with pytest.raises(NotBound, match="serial"):
        check_bound(replace(paper, serial="HY07-20261121-000043"), "visit-1", SUBJECT)
    with pytest.raises(NotBound, match="pages"):
        check_bound(replace(paper, pages=2), "visit-1", SUBJECT)


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.4\n", b"hello", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R>>\n"]
)
def test_what_is_no_paper_of_ours_is_not_sent(paper: Paper, pdf: bytes) -> None:
    with pytest.raises(NotBound):
        check_bound(with_bytes(paper, pdf), "visit-1", SUBJECT)

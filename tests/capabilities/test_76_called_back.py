"""相关部门还会定期电话回访: only who agreed is on the list of calls, and no longer than until there is an answer."""

import json
from pathlib import Path

from lodging_bench import Bench, bench_in

from kiosk.sandbox.complaint_book import ComplaintBook

PHONE = "13800001234"


def said(bench: Bench, answer: str) -> None:
    """A suggestion, with or without a yes to being called."""
    hall = bench.hall()
    hall.like = {"call-back": answer}
    person = bench.person(hall, "complaint")
    person._answers = ("", PHONE)
    person.visit(30.0)
    assert hall.session.feedback.complaint is not None


def test_who_agrees_is_called_and_nobody_else(tmp_path: Path) -> None:
    with bench_in(tmp_path) as bench:
        book = ComplaintBook(bench.there.province)
        said(bench, "no")
        assert book.call_backs() == ()
        assert PHONE not in kept(bench), "no number is kept of who did not agree"
        said(bench, "yes")
        (case_no,) = book.call_backs()
        assert PHONE in kept(bench)
        book.answer(case_no, "已经加派人手。")
        assert book.call_backs() == (), "who was answered is not called any more"
        assert PHONE.encode() not in bench.path.read_bytes()


def kept(bench: Bench) -> str:
    """What the office has of everybody."""
    store = bench.there.province.store
    rows = store.rows("SELECT sealed FROM complaints")
    return json.dumps([json.loads(store.opened(row["sealed"])) for row in rows], ensure_ascii=False)

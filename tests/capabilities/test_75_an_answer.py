"""件件有落实、事事有回音: a complaint has a number, a class, a day, and an answer that any machine shows."""

from pathlib import Path

from lodging_bench import bench_in
from test_after import again, once, seen_in

from kiosk.sandbox.complaint_book import ComplaintBook


def test_the_answer_is_shown_at_the_next_visit(tmp_path: Path) -> None:
    with bench_in(tmp_path) as bench:
        rows = once(bench, "complaint")
        ComplaintBook(bench.there.province).answer(rows["受理编号"], "已经换了新的打印机。")
        hall = again(bench, "progress", (rows["受理编号"], rows["查询密码"]))
        assert seen_in(hall)["答复"] == "已经换了新的打印机。"

"""取一个号、跑一个窗: a number, how many wait, and at which window."""

from pathlib import Path

from lodging_bench import bench_in


def test_a_number_with_the_window(tmp_path: Path) -> None:
    with bench_in(tmp_path) as bench:
        hall = bench.hall()
        bench.person(hall, "queue-ticket").visit(30.0)
        assert bench.taken() == 1
        said = "".join(row.value for view in hall.taken.views for row in view.rows)
        assert "窗口" in said
        assert hall.taken.slips

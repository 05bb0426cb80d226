"""我要提意见: whoever has something to say needs no card for it."""

from pathlib import Path

from lodging_bench import bench_in


def test_without_identity(tmp_path: Path) -> None:
    with bench_in(tmp_path) as bench:
        hall = bench.hall()
        bench.person(hall, "complaint").visit(30.0)
        assert hall.session.identity is None
        assert bench.taken() == 1
        assert "lay_card" not in {view.screen for view in hall.taken.views}

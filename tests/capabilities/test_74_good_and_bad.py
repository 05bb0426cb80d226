"""统一评价: five levels as the standard counts them, and both directions of the scores mapped in one place."""

from pathlib import Path

from lodging_bench import bench_in

from kiosk.evaluation import LEVELS


def test_five_levels_and_one_word_counts_once(tmp_path: Path) -> None:
    assert len(LEVELS) == 5
    with bench_in(tmp_path) as bench:
        hall = bench.hall()
        bench.person(hall, "notary-appointment").visit(30.0)
        hall.press("choice-rate-very-good")
        hall.press("other-way")
        hall.newest()
        hall.press("choice-no")
        assert hall.newest().title == "谢谢您的评价"
        assert bench.taken() == 2, "the hour, and the word about it"

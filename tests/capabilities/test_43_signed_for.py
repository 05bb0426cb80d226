"""线上下单,接单办结线下送证: where the parcel is, and in the end who signed for it."""

from pathlib import Path

from lodging_bench import bench_in

from kiosk.hall.person import Person

DAYS_S = 4 * 86_400


def test_the_progress_says_that_it_came_and_who_signed(tmp_path: Path) -> None:
    with bench_in(tmp_path) as bench:
        bench.person(bench.hall(), "express-mail").visit(30.0)
        bench.there.province.clock.move(DAYS_S)
        hall = bench.hall()
        clock = bench.there.platform._clock
        Person("express-mail", bench.citizen.number, hand=hall, tell=hall.tell, clock=clock).visit(30.0)
        stages = [stage.name for view in hall.taken.views for stage in view.stages]
        assert any("已签收" in name and "*" in name for name in stages)

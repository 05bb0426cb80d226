"""EMS邮寄服务: address, waybill with its check digit, a message; a scripted order takes no ten minutes."""

from datetime import timedelta
from pathlib import Path

from lodging_bench import bench_in

from kiosk.platform.waybill import is_waybill

MINUTES = timedelta(minutes=10)


def test_it_is_ordered_and_its_number_is_right(tmp_path: Path) -> None:
    with bench_in(tmp_path) as bench:
        hall = bench.hall()
        began = bench.there.platform._clock.monotonic()
        bench.person(hall, "express-mail").visit(MINUTES.total_seconds())
        took = bench.there.platform._clock.monotonic() - began
        assert took < MINUTES.total_seconds()
        rows = {row.label: row.value for view in hall.taken.views for row in view.rows}
        assert is_waybill(rows["邮件号"])
        assert hall.taken.slips
        assert bench.taken() == 1

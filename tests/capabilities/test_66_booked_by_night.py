"""远程审核、预约面签: the window works by day; its hour is booked at night."""

import re
from pathlib import Path

from lodging_bench import bench_in


def test_an_hour_is_booked_at_night(tmp_path: Path) -> None:
    with bench_in(tmp_path) as bench:
        now = bench.there.province.clock.now()
        bench.there.province.clock.move((now.replace(hour=23, minute=30) - now).total_seconds())
        hall = bench.hall()
        bench.person(hall, "notary-appointment").visit(30.0)
        assert bench.taken() == 1
        said = " ".join(row.value for view in hall.taken.views for row in view.rows)
        hour = re.search(r"(\d{2}):\d{2}", said)
        assert hour is not None, said
        assert 8 <= int(hour.group(1)) < 18, "nobody sits there at night"

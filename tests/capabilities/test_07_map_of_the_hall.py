"""三大24小时自助服务区,七大窗口服务区: a map of the hall with where one stands, and the way to any of its counters."""

from pathlib import Path

from at_the_terminal import at, glass, press
from province_in_process import InProcess

import config
from kiosk.items.hall_check import load_plan

PLAN = Path(config.__file__).parent / "halls" / "huiyang.toml"


def test_the_map_shows_where_one_stands_and_leads_to_the_counter(there: InProcess) -> None:
    hall = at(there, plan=load_plan(PLAN, "huiyang-a2-07"))
    press(hall, "choice-hall-map", "primary")
    seen = glass(hall)
    assert seen.plan is not None
    assert seen.plan.here is not None
    assert seen.plan.here_label == "您在这里"
    assert {"公安户政窗口", "公安出入境窗口", "社保卡服务窗口", "电梯", "大门"} <= {one.label for one in seen.choices}
    way = press(hall, "choice-a2-social")
    assert [row.value for row in way.rows] == [
        "面对这台机器，向右走，约8米。",
        "再向右转，走约6米。",
        "社保卡服务窗口就在左手边。",
    ]
    assert way.plan is not None
    assert len(way.plan.way) > 2
    assert way.holder == "", "nobody proved who they are"

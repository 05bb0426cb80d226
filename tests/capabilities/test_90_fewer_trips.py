"""原来需要跑三个部门5个窗口…变成只需跑一个窗口: the trips that are left are said, and never more than before."""

import pytest
from at_the_terminal import at, offer, press
from province_in_process import InProcess


def test_no_item_costs_more_trips_than_before() -> None:
    told = [item.settings.facts for item in offer("everything").values() if item.settings.facts.before is not None]
    assert all(facts.trips <= facts.before.trips for facts in told if facts.before is not None)
    assert sum(facts.trips for facts in told) < sum(facts.before.trips for facts in told if facts.before is not None)


@pytest.mark.parametrize("item", ["ss-enrolment-certificate", "property-query"])
def test_what_ends_here_says_that_no_trip_is_left(there: InProcess, item: str) -> None:
    view = press(at(there), f"choice-{item}")
    assert any(row.value == "不用再跑" for row in view.rows)

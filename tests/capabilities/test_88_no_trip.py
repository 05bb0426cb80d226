"""群众办事“不出村”“零跑腿”: a neighbour helps at the village's machine, or the paper comes by post: nobody travels."""

from pathlib import Path

from applying_bench import Applicant, HelpersHall, submissions
from at_the_terminal import offer
from lodging_bench import bench_in
from province_in_process import province_in
from test_after import seen_in

ITEM = "old-age-allowance"


def test_all_that_a_village_ends_itself_takes_no_trip() -> None:
    told = {name: item.settings.facts for name, item in offer("village").items()}
    assert {name for name, facts in told.items() if facts.trips} <= {
        name for name, facts in told.items() if facts.finish != "here"
    }
    assert sum(facts.trips == 0 for facts in told.values()) >= 12


def test_a_neighbour_applies_for_somebody_who_cannot_come(tmp_path: Path) -> None:
    assert ITEM in offer("village")
    with province_in(tmp_path) as there:
        person = Applicant(there, ITEM, route="helper", hall=HelpersHall)
        view = person.to("已经受理")
        assert offer("village")[ITEM].settings.facts.trips == 0
        assert any("少跑" in row.value for row in view.rows), "what was spared is said"
        (taken,) = submissions(there)
        assert taken["acting"], "both stand in the books"


def test_a_licence_goes_to_the_door(tmp_path: Path) -> None:
    with bench_in(tmp_path) as bench:
        hall = bench.hall()
        bench.person(hall, "express-mail").visit(30.0)
        assert seen_in(hall)["邮件号"]
        assert bench.taken() == 1

"""年事已高的老人不再需要亲自去: whoever draws a pension is proven here, by a child too who has the parent's yes."""

from pathlib import Path

from applying_bench import Applicant, HelpersHall, submissions
from province_in_process import province_in


def test_with_a_helper_both_stand_in_the_books(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "pension-qualification", route="helper", hall=HelpersHall)
        person.to("已经办好")
        one = submissions(there)[0]
        assert one["acting"]
        assert one["subject"]
        assert one["acting"] != one["subject"]

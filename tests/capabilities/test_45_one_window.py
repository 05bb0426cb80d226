"""统一窗口出证: what is to be fetched lies at one window, from a promised day on."""

from pathlib import Path

from applying_bench import Applicant
from province_in_process import province_in


def test_a_window_and_its_day(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        person = Applicant(there, "residence-permit")
        person._person._ways = ("window", "committed", "owed")
        view = person.to("提交前，请您确认")
        assert "窗口" in "".join(row.value for row in view.rows)
        assert person.hall.session.delivery.way == "window"
        assert person.hall.session.delivery.promised is not None

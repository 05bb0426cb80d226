"""零成本: what is free says so before the beginning, and nobody is asked for money."""

from at_the_terminal import at, get, offer, press
from province_in_process import InProcess

from kiosk.sandbox.citizens import Citizen


def test_every_paper_that_is_asked_for_here_is_free() -> None:
    assert all(item.settings.facts.fee == 0 for item in offer("huiyang").values() if item.ends_here)


def test_the_page_before_says_free_and_no_page_asks_for_money(there: InProcess, somebody: Citizen) -> None:
    view = press(at(there), "choice-ss-enrolment-certificate")
    assert any(row.value == "免费" for row in view.rows)
    taken = get(at(there), "ss-enrolment-certificate", somebody)
    assert not any("元" in view.words.get("primary", "") for view in taken.views)

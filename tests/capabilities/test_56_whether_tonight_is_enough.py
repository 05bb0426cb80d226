"""最多跑一次…有时甚至一次不用跑: whether this visit is enough is said before anybody says who they are."""

import pytest
from at_the_terminal import at, offer, press, without
from province_in_process import InProcess

from drivers.faults import Fault
from kiosk.health import PLATFORM


def test_what_can_be_done_now_is_green(there: InProcess) -> None:
    view = press(at(there), "choice-ss-enrolment-certificate")
    assert (view.screen, view.tone) == ("before_start", "good")
    assert view.holder == ""


@pytest.mark.parametrize(("device", "fault"), [("a4_printer", Fault.NO_PAPER), (PLATFORM, Fault.GONE)])
def test_without_paper_or_network_it_is_red_and_says_where_else(there: InProcess, device: str, fault: Fault) -> None:
    view = press(without(at(there), device, fault=fault), "choice-ss-enrolment-certificate")
    assert view.tone == "bad"
    assert view.words["why"]


def test_what_needs_a_counter_is_amber_and_says_how_many_trips(there: InProcess) -> None:
    item = next(item for item in offer("everything").values() if item.settings.facts.finish == "counter")
    view = press(at(there), f"choice-{item.id}")
    assert view.tone == "careful"
    assert any(f"{item.settings.facts.trips}趟" in row.value for row in view.rows)

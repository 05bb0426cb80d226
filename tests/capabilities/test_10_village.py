"""15项政务服务事项真正实现了网上办、就近办、马上办: a village's terminal has fifteen items and a calm first screen."""

from at_the_terminal import assert_paper_says_the_record, at, get, glass, offer, press
from province_in_process import InProcess

from kiosk.over.home import ELDER
from kiosk.sandbox.citizens import Citizen


def test_there_are_fifteen_items_behind_four_large_tiles_and_all_of_them(there: InProcess) -> None:
    assert len(offer("village")) == 15
    view = glass(at(there, "village"))
    assert {one.id for one in view.choices} <= set(ELDER)


def test_a_villager_finds_the_certificate_behind_social_security_and_prints_it(
    there: InProcess, somebody: Citizen
) -> None:
    shelf = press(at(there, "village"), "choice-elder-social")
    assert "ss-enrolment-certificate" in {one.id for one in shelf.choices}
    taken = get(at(there, "village"), "ss-enrolment-certificate", somebody)
    assert_paper_says_the_record(taken, somebody.name, somebody.number)

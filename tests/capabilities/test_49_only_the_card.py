"""226个民生事项和172个涉企事项实现‘一证通办’: what needs nothing but the identity card, and which items say so."""

from collections import Counter

from at_the_terminal import at, get, offer
from province_in_process import InProcess

from kiosk.items.registers import load_registers
from kiosk.sandbox.citizens import Citizen


def test_the_register_has_226_matters_of_people_and_172_of_enterprises() -> None:
    kinds = Counter(matter.audience for matter in load_registers().card_only)
    assert (kinds["person"], kinds["enterprise"]) == (226, 172)


def test_an_item_that_needs_only_the_card_asks_for_no_more(there: InProcess, somebody: Citizen) -> None:
    only = [name for name, item in offer("huiyang").items() if item.settings.facts.needs_only_the_card]
    assert "ss-enrolment-certificate" in only
    taken = get(at(there, "huiyang"), "ss-enrolment-certificate", somebody)
    assert taken.last.screen == "done"
    assert not {"field", "write", "answer"} & set(taken.screens)

"""「同城通辦」市、區(縣)、鎮(街)、村(社區): a village's machine does what the city's office decides."""

from at_the_terminal import assert_paper_says_the_record, at, get, offer
from province_in_process import InProcess

from kiosk.sandbox.citizens import Citizen


def test_all_items_of_a_village_are_offered_on_its_level() -> None:
    assert all("village" in item.settings.facts.levels for item in offer("village").values())


def test_a_village_machine_prints_a_paper_of_the_city(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there, "village"), "ss-payment-list", somebody)
    (record, *_) = taken.records
    text = assert_paper_says_the_record(taken, somebody.number)
    assert record.issuer[:4] in text

"""百項政務服務進建行: a bank's machine has a hundred items, its hours, its name, and not what the host forbids."""

from at_the_terminal import assert_paper_says_the_record, at, get, offer
from province_in_process import InProcess

from kiosk.items.profiles import load_profile
from kiosk.sandbox.citizens import Citizen

FORBIDDEN = {"id-photo", "card-copy", "exit-endorsement", "driver-medical"}


def test_a_hundred_items_in_the_branchs_hours_under_its_name() -> None:
    bank = load_profile("bank")
    assert len(offer("bank")) == 100
    assert bank.brand is not None
    assert not bank.opening.is_always
    assert not FORBIDDEN & set(offer("bank"))


def test_a_customer_of_the_bank_prints_there(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there, "bank"), "ss-enrolment-certificate", somebody)
    assert_paper_says_the_record(taken, somebody.name, somebody.number)

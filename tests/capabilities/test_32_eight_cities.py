"""可異地辦理廣州、佛山、江門、東莞、惠州、清遠、梅州、河源等8個城市的160多項: one says which city."""

from at_the_terminal import assert_paper_says_the_record, at, get, offer, press
from province_in_process import InProcess

from kiosk import events
from kiosk.items.catalogue import functions_of
from kiosk.items.profiles import load_profile
from kiosk.sandbox.citizens import Citizen
from kiosk.taps import LookChosen

EIGHT = {"广州市", "佛山市", "江门市", "东莞市", "惠州市", "清远市", "梅州市", "河源市"}


def test_the_list_has_exactly_the_eight_and_ones_own(there: InProcess) -> None:
    view = press(at(there, "shantou"), "choice-tax-record", "choice-city")
    assert {choice.label for choice in view.choices} == EIGHT | {"汕头市"}


def test_who_reads_english_reads_the_cities_in_letters(there: InProcess) -> None:
    hall = at(there, "shantou")
    hall._take(events.Tapped(LookChosen("language", "en")))
    view = press(hall, "choice-tax-record", "choice-city")
    assert {"Guangzhou", "Huizhou", "Shantou"} <= {choice.label for choice in view.choices}


def test_the_city_that_issued_it_stands_on_the_paper(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there, "shantou", for_city="441900"), "tax-record", somebody)
    assert "东莞市" in assert_paper_says_the_record(taken, somebody.name)


def test_together_the_eight_have_more_than_160() -> None:
    functions = functions_of(offer("shantou"), load_profile("shantou"))
    assert functions.elsewhere >= 160
    assert len({one.city for one in functions.found} - {"440500"}) == 8

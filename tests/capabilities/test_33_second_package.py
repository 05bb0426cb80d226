"""陆续联通粤港澳大湾区9个城市,合计上线295个功能: another package of cities is another profile."""

from at_the_terminal import assert_paper_says_the_record, at, get, offer
from province_in_process import InProcess

from kiosk.items.catalogue import functions_of
from kiosk.items.profiles import load_profile
from kiosk.sandbox.citizens import Citizen


def test_dongguan_has_295_functions_in_nine_cities() -> None:
    functions = functions_of(offer("dongguan"), load_profile("dongguan"))
    assert (len(functions.found), len(functions.by_city())) == (295, 9)


def test_a_resident_of_shenzhen_prints_at_dongguan(there: InProcess, somebody: Citizen) -> None:
    hall = at(there, "dongguan", for_city="440300")
    taken = get(hall, "tax-record", somebody)
    assert "深圳市" in assert_paper_says_the_record(taken)

"""「市民之窗」自助終端已有22個服務功能上線: how many a city has is data."""

from at_the_terminal import at, get, offer
from province_in_process import InProcess

from kiosk.items.catalogue import functions_of
from kiosk.items.profiles import load_profile
from kiosk.sandbox.citizens import Citizen


def test_shantou_has_twenty_two_functions_of_its_own() -> None:
    assert functions_of(offer("shantou"), load_profile("shantou")).own == 22


def test_one_of_them_is_done_there(there: InProcess, somebody: Citizen) -> None:
    assert get(at(there, "shantou"), "tax-record", somebody).last.screen == "done"

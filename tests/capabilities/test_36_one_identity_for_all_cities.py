"""一次认证、全省漫游: whoever has proved who they are goes on to another city without being asked again."""

from at_the_terminal import at, get, press
from province_in_process import InProcess, Taken, visit

from kiosk.sandbox.citizens import Citizen

PROOF = {"lay_card", "code", "scan", "face"}


def test_two_cities_and_one_proof(there: InProcess, somebody: Citizen) -> None:
    hall = at(there, "dongguan", for_city="440300")
    first = get(hall, "tax-record", somebody)
    assert "深圳市" in first.texts[0]
    assert PROOF & set(first.screens)
    press(hall, "asked")
    hall.taken = Taken(hall.taken.last)
    hall.city = "440100"  # type: ignore[attr-defined]  # of the terminal that at() makes
    second = visit(hall, "tax-record", somebody.number, period="all")
    assert "广州市" in second.texts[0]
    assert not PROOF & set(second.screens), "nobody is asked twice in a visit"

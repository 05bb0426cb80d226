"""每个服务区都提供有母婴室、茶水间、洽谈室和自助复印等: where they are can be asked at the terminal."""

from at_the_terminal import at, get, shown
from province_in_process import InProcess

from kiosk.sandbox.citizens import Citizen


def test_baby_room_and_tea_room_are_told_to_whoever_asks(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there), "hall-map", somebody)
    told = "\n".join(shown(view) for view in taken.views)
    assert "母婴室" in told
    assert "茶水间" in told
    assert taken.last.holder == ""

"""A栋二楼…B栋一楼…共计铺设16台: which machine this is stands on screen and slip; where it fails, the next is named."""

from at_the_terminal import PLACE, at, get, glass, press, shown, slip_says, without
from province_in_process import InProcess

from drivers.faults import Fault
from kiosk.items.profiles import load_profile
from kiosk.sandbox.citizens import Citizen


def test_there_are_sixteen() -> None:
    assert len(load_profile("huiyang").machines) == 16


def test_the_glass_and_the_slip_say_which_machine(there: InProcess, somebody: Citizen) -> None:
    hall = at(there, "huiyang")
    assert glass(hall).place == PLACE
    taken = get(hall, "ss-enrolment-certificate", somebody)
    assert "huiyang-a2-07" in slip_says(taken.slips[0]).lower()
    assert PLACE in slip_says(taken.slips[0])
    assert PLACE in taken.texts[0]


def test_with_the_printer_down_the_nearest_other_machine_is_named(there: InProcess) -> None:
    hall = without(at(there, "huiyang"), "a4_printer", fault=Fault.NO_PAPER)
    view = press(hall, "choice-ss-enrolment-certificate")
    assert view.tone == "bad"
    places = press(hall, "choice-place") if view.leads else press(hall, "primary")
    assert "A栋二楼8号机" in shown(places)

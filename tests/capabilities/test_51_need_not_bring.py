"""免證辦: what nobody has to bring is said before the beginning, and what the province holds is never asked for."""

import pytest
from at_the_terminal import at, offer, press, shown
from province_in_process import InProcess

from kiosk.items.registers import load_materials

MATERIALS = load_materials()


@pytest.mark.parametrize("item", ["ss-enrolment-certificate", "property-query", "tax-record", "licence-copy"])
def test_what_is_spared_stands_before_the_beginning(there: InProcess, item: str) -> None:
    spared = offer("everything")[item].settings.facts.spared
    view = press(at(there), f"choice-{item}")
    assert spared
    for name in spared:
        assert MATERIALS[name].of("zh-Hans") in shown(view)


def test_nothing_that_shared_data_supplies_is_asked_for() -> None:
    supplied = {name for name, material in MATERIALS.items() if material.supplied_by}
    for item in offer("everything").values():
        assert not supplied & set(item.settings.facts.needs), item.id

"""一次性告知: the whole list of what is needed, on a slip, for whoever has not said who they are."""

import pytest
from at_the_terminal import at, offer, press, slip_says
from province_in_process import InProcess

from kiosk.items.registers import load_materials


@pytest.mark.parametrize("item", ["old-age-allowance", "residence-permit", "property-query"])
def test_the_list_is_taken_along_without_any_identity(there: InProcess, item: str) -> None:
    materials, hall = load_materials(), at(there)
    press(hall, f"choice-{item}", "choice-list", "primary")
    (slip,) = hall.taken.slips
    settings = offer("everything")[item].settings
    assert settings.name.of("zh-Hans") in slip_says(slip)
    for name in settings.facts.needs:
        assert materials[name].of("zh-Hans") in slip_says(slip)
    assert hall.session.identity is None

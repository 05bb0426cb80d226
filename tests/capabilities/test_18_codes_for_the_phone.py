"""扫一扫对应的二维码,即可进入页面办理业务: what a kiosk cannot do goes on on the person's own telephone."""

import pytest
from at_the_terminal import at, glass, offer, press
from province_in_process import InProcess

WALL = "tax-codes"
CODES = {code.id: code for code in offer("everything")[WALL].settings.codes}


@pytest.mark.parametrize("name", sorted(CODES))
def test_each_code_of_the_tax_wall_is_shown_with_what_to_do_there(there: InProcess, name: str) -> None:
    hall = at(there)
    press(hall, f"choice-{WALL}")
    while glass(hall).screen != "pick":
        press(hall, "primary")
    view = press(hall, f"choice-{name}")
    assert view.screen == "phone"
    assert view.qr == CODES[name].link
    assert [row.value for row in view.rows] == [step.of("zh-Hans") for step in CODES[name].steps]

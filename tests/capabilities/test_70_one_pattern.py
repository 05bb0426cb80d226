"""一窗式受理、一次性告知、一站式办结、一条龙服务: whatever one asks for, the visit goes the same way."""

import pytest
from at_the_terminal import at, get
from province_in_process import InProcess

from kiosk.sandbox.citizens import Citizen

ORDER = ("home", "consent", "lay_card", "code", "check", "paper", "done")


@pytest.mark.parametrize(
    "item", ["ss-payment-list", "property-query", "tax-list", "fund-deposit-certificate", "licence-copy", "toll-card"]
)
def test_ask_agree_prove_look_print(there: InProcess, somebody: Citizen, item: str) -> None:
    screens = get(at(there), item, somebody).screens
    passed = [screen for screen in screens if screen in ORDER]
    wanted = [screen for screen in ORDER if screen in passed]
    assert passed == wanted, screens
    assert passed[0] == "home"
    assert {"consent", "paper", "done"} <= set(passed)

"""社保清单、医疗及养老参保凭证、房产证明、个税清单打印、粤通卡查询等近20项: each ends on the spot, in a few screens."""

import pytest
from at_the_terminal import assert_paper_says_the_record, at, get, offer
from province_in_process import InProcess

from kiosk.sandbox.citizens import Citizen

NAMED = (
    "ss-payment-list",
    "medical-transfer-voucher",
    "pension-transfer-voucher",
    "property-certificate",
    "tax-list",
    "toll-card",
)
PROOF = {"consent", "pick", "lay_card", "code"}
"""Screens that say who somebody is; the same for whatever they came for."""


@pytest.mark.parametrize("item", NAMED)
def test_each_named_one_prints_in_five_screens_beside_the_proof_and_says_the_record(
    there: InProcess, somebody: Citizen, item: str
) -> None:
    taken = get(at(there, "huiyang"), item, somebody)
    assert_paper_says_the_record(taken)
    own = [screen for screen in taken.screens if screen not in PROOF | {"home", "before"}]
    assert len(own) <= 5, own


def test_there_are_about_twenty_that_end_here() -> None:
    items = offer("huiyang")
    assert len(items) == 20
    assert all(item.ends_here or item.waits_for for item in items.values())

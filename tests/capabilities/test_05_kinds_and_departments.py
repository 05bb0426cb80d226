"""可以实时办理社保、不动产、税务、公安、公积金等政务服务、公共服务和便民服务事项."""

from collections import Counter

import pytest
from at_the_terminal import at, get, offer
from province_in_process import InProcess

from kiosk.items.facts import load_departments
from kiosk.sandbox.citizens import Citizen


def test_every_item_says_its_kind_and_an_office_that_there_is() -> None:
    offices = load_departments()
    kinds = Counter(item.settings.facts.kind for item in offer("everything").values())
    assert all(kinds[kind] for kind in ("government", "public", "everyday"))
    assert {item.settings.facts.department for item in offer("everything").values()} <= set(offices)


@pytest.mark.parametrize(
    "item", ["ss-payment-list", "property-query", "tax-record", "traffic-offences", "fund-deposit-certificate"]
)
def test_social_security_property_tax_police_and_housing_fund_answer_at_one_terminal(
    there: InProcess, somebody: Citizen, item: str
) -> None:
    taken = get(at(there), item, somebody)
    assert taken.last.screen == "done"
    assert len(taken.texts) == 1

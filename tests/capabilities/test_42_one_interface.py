"""统一物流: print here, locker, post and counter are one question, and the case says the same words for each."""

from kiosk.delivery import DeliveryWay
from kiosk.flows import deliver
from kiosk.sandbox.submitted_cases import RESULTS

WAYS: tuple[DeliveryWay, ...] = ("here", "electronic", "locker", "post", "window")


def test_every_way_is_a_choice_of_the_same_step() -> None:
    steps = deliver.steps(WAYS, back_to="ask-review")
    assert steps[0].name == deliver.WAY
    assert set(deliver.NEEDS) == set(WAYS)
    assert set(RESULTS) == set(WAYS)
    assert len(set(RESULTS.values())) == len(WAYS)

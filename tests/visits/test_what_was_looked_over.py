"""What is printed is what the person looked over; what the province issues instead of it is not."""

from datetime import timedelta

import pytest
from in_words import ISSUED, NOW, RECORD, Kiosk

from kiosk import effects
from kiosk.events import DocumentIssued


def issued_as(**changes: object) -> Kiosk:
    kiosk = Kiosk()
    kiosk.up_to_check()
    kiosk.press("primary")
    record = RECORD.model_copy(update=changes)
    kiosk.answer(effects.Issue, DocumentIssued(ISSUED.model_copy(update={"record": record}), NOW))
    return kiosk


@pytest.mark.parametrize("changes", [{"pension_months": 23}, {"personal_no": "9000000002"}, {"spans": ()}])
def test_another_content_than_was_looked_over_is_not_printed(changes: dict[str, object]) -> None:
    kiosk = issued_as(**changes)
    assert kiosk.screen == "trouble"
    assert kiosk.asked_for(effects.Print) == kiosk.asked_for(effects.MakePaper) == 0


def test_a_later_moment_of_the_same_content_is() -> None:
    assert issued_as(cutoff=NOW + timedelta(seconds=40)).screen != "trouble"

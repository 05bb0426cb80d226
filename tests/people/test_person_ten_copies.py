"""「我要十份，十个单位都要原件。」"""

from collections.abc import Iterator

import pytest
from hall_of_people import CERTIFICATE, HALL, Visit, catalogue
from people import TEN

from printing.document import Document

A_DAY = catalogue()[CERTIFICATE].settings.facts.copies.a_day


@pytest.fixture
def limited(visit: Visit) -> Iterator[Visit]:
    """The platform keeps the limit that the item's file tells."""
    visit.there.province.set_limits(copies_a_day=A_DAY)
    yield visit
    visit.there.province.set_limits(copies_a_day=1000)


def test_i_get_those_of_today_at_once_and_hear_how_to_get_the_others(limited: Visit) -> None:
    limited.begins()
    limited.proves(TEN)
    limited.prints()
    for copies in range(2, A_DAY + 1):
        limited.press("asked")
        limited.begins()
        limited.prints()
        limited.holds_the_paper_of(TEN, copies=copies)
    numbers = {one.number for one in limited.world.documents if isinstance(one, Document)}
    assert len(numbers) == A_DAY, "each is an original with a number of its own"
    limited.press("asked")
    limited.begins()
    assert limited.screen == "check", "nobody proves again who they are"
    limited.press("primary")
    assert f"一天打{A_DAY}份" in limited.view.words["lead"]
    assert "明天" in limited.view.words["next"]
    limited.is_sent_to(HALL)

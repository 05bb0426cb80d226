"""「我的身份证洗过一次，哪台机器都读不出来。」"""

import pytest
from hall_of_people import POLICE, Visit
from people import ANYBODY

from drivers.faults import Fault
from kiosk.effects import ReadCard
from kiosk.events import Failed


@pytest.fixture
def unread(visit: Visit) -> Visit:
    """The reader could not read it, twice."""
    visit.begins()
    for again in (True, False):
        visit.gives(ReadCard, Failed(Fault.CARD_UNREADABLE.value, can_try_again=True))
        assert "没有读到身份证" in visit.view.words["title"]
        if again:
            visit.press("primary")
    return visit


def test_my_phone_says_who_i_am_instead(unread: Visit) -> None:
    unread.press("other-way", "choice-phone_code")
    unread.scans(ANYBODY)
    unread.prints()
    unread.holds_the_paper_of(ANYBODY)


def test_i_want_a_card_that_works(unread: Visit) -> None:
    unread.is_sent_to(POLICE, bring="户口簿")

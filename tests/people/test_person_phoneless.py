"""「我没有手机，从来没有过。」"""

from hall_of_people import HALL, Visit, card_of
from people import NO_PHONE


def test_i_have_no_phone_but_my_social_security_card(visit: Visit) -> None:
    visit.begins()
    visit.lays(card_of(NO_PHONE))
    assert "手机号" in visit.view.words["title"]
    visit.press("other-way", "choice-social_security")
    visit.inserts_social_card(NO_PHONE)
    visit.prints()
    visit.holds_the_paper_of(NO_PHONE)


def test_i_have_neither(visit: Visit) -> None:
    visit.begins()
    visit.lays(card_of(NO_PHONE))
    visit.is_sent_to(HALL)

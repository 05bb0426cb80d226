"""「我妈腿脚不好，在轮椅上，我替她按。」"""

from hall_of_people import HALL, Visit, card_of
from people import HELPER, NO_PHONE, OLD


def test_i_do_it_for_her_and_she_says_yes_on_her_phone(visit: Visit) -> None:
    visit.begins(route="helper")
    visit.press("choice-family")
    visit.lays(card_of(OLD))
    visit.lays(card_of(HELPER))
    visit.types_code(HELPER)
    visit.types_code(OLD)
    visit.prints()
    visit.holds_the_paper_of(OLD)
    assert HELPER.number not in visit.world.papers[0]


def test_she_has_no_phone_and_the_counter_sees_us_both(visit: Visit) -> None:
    visit.begins(route="helper")
    visit.press("choice-family")
    visit.lays(card_of(NO_PHONE))
    visit.lays(card_of(HELPER))
    visit.types_code(HELPER)
    assert "办事人" in visit.view.words["title"]
    visit.is_sent_to(HALL)

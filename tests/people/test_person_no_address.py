"""「我没有固定住处，身份证上的地址早拆了。」"""

from hall_of_people import Visit, card_of
from people import NO_ADDRESS


def test_nobody_asks_me_where_i_live(visit: Visit) -> None:
    assert card_of(NO_ADDRESS).address == ""
    visit.begins()
    visit.proves(NO_ADDRESS)
    visit.prints()
    visit.holds_the_paper_of(NO_ADDRESS)
    assert not any("地址" in word for view in visit.views for word in view.words.values())

"""「我的社保在广州交，人在惠州，是不是要跑回去？」"""

from dataclasses import replace

from hall_of_people import CERTIFICATE, HALL, Visit, catalogue
from people import MOVED, NEW_HERE

from kiosk.effects import LookUp

GUANGZHOU, HERE = "440100", "441300"


def test_what_the_whole_province_knows_is_had_here(visit: Visit) -> None:
    visit.begins()
    visit.proves(MOVED)
    visit.prints()
    visit.holds_the_paper_of(MOVED)
    assert "广州市" in visit.world.papers[0]


def test_what_a_city_keeps_is_asked_of_the_city_that_i_choose(visit: Visit) -> None:
    item = catalogue()[CERTIFICATE]
    facts = item.settings.facts.model_copy(update={"scope": "cross-city", "cities": (HERE, GUANGZHOU)})
    there = replace(item, settings=item.settings.model_copy(update={"facts": facts}))
    visit.offers(there)
    visit.press(f"choice-{CERTIFICATE}", "choice-city", f"choice-{GUANGZHOU}")
    visit.goes_on()
    visit.proves(MOVED)
    (asked,) = (one for one in visit.world.asked if isinstance(one, LookUp))
    assert asked.inquiry.city == GUANGZHOU
    visit.prints()
    visit.holds_the_paper_of(MOVED)


def test_where_there_is_nothing_of_mine_i_am_not_left_alone(visit: Visit) -> None:
    visit.begins()
    visit.proves(NEW_HERE)
    assert "没有查到" in visit.view.words["title"]
    visit.is_sent_to(HALL)

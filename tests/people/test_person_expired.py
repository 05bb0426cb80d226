"""「我的身份证三月就过期了，派出所还没去。」"""

from hall_of_people import POLICE, Visit, card_of
from people import EXPIRED


def test_my_card_has_expired(visit: Visit) -> None:
    visit.begins()
    visit.lays(card_of(EXPIRED))
    assert "过期" in visit.view.words["title"]
    visit.is_sent_to(POLICE)
    assert visit.world.papers == []

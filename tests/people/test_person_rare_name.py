"""「我名字里的两个字，电脑都打不出来。」"""

from hall_of_people import Visit
from people import RARE


def test_my_name_stands_on_the_paper_as_on_my_card(visit: Visit) -> None:
    visit.begins()
    visit.proves(RARE)
    visit.prints()
    visit.holds_the_paper_of(RARE)
    assert "䶮𬴊" in visit.world.papers[0]

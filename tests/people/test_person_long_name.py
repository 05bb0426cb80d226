"""“My name has forty letters. Every form cuts it off.”"""

from hall_of_people import Visit
from people import LONG


def test_my_whole_name_stands_on_the_paper(visit: Visit) -> None:
    assert len(LONG.name) == 40
    visit.begins()
    visit.proves(LONG)
    visit.prints()
    visit.holds_the_paper_of(LONG)

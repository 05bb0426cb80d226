"""「不对！我交了三年，怎么少了两个月？」"""

from hall_of_people import HALL, Visit
from people import ANYBODY


def test_i_hear_who_can_correct_it_and_nothing_is_printed(visit: Visit) -> None:
    visit.begins()
    visit.proves(ANYBODY)
    assert "不对怎么办" in visit.reads()
    visit.press("asked")
    assert "不能改记录" in visit.view.words["lead"]
    visit.is_sent_to(HALL)
    assert (visit.world.papers, visit.world.documents) == ([], [])


def test_i_look_again_and_it_was_right_after_all(visit: Visit) -> None:
    visit.begins()
    visit.proves(ANYBODY)
    visit.press("asked", "primary")
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)

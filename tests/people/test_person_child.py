"""「我十岁，社保卡是爸爸带我来办的。」"""

from hall_of_people import HALL, Visit, card_of
from people import CHILD, HELPER, PARENT


def test_my_father_says_yes_for_me(visit: Visit) -> None:
    visit.begins(route="helper")
    visit.press("choice-guardian")
    visit.lays(card_of(CHILD))
    visit.lays(card_of(PARENT))
    visit.types_code(PARENT)
    visit.types_code(PARENT)
    visit.prints()
    visit.holds_the_paper_of(CHILD)


def test_my_neighbour_may_not(visit: Visit) -> None:
    visit.begins(route="helper")
    visit.press("choice-guardian")
    visit.lays(card_of(CHILD))
    visit.lays(card_of(HELPER))
    visit.types_code(HELPER)
    visit.is_sent_to(HALL)
    assert visit.world.papers == []


def test_nobody_looks_at_my_face(visit: Visit) -> None:
    visit.begins(route="card_face")
    visit.lays(card_of(CHILD))
    assert "监护人" in visit.view.words["next"]
    visit.is_sent_to(HALL)

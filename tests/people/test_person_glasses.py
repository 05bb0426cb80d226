"""「我戴眼镜，还感冒戴着口罩。」"""

from hall_of_people import HALL, Visit, card_of
from people import ANYBODY

from drivers.face import Guidance, Hint, Prompt, Verdict

COVERED = Guidance(Prompt.LOOK, Hint.COVERED)
PORTRAIT = b"a picture"


def test_it_says_what_is_in_the_way_and_i_take_the_mask_off(visit: Visit) -> None:
    visit.begins(route="card_face")
    visit.lays(card_of(ANYBODY, portrait=PORTRAIT))
    visit.press("primary")
    visit.guided(COVERED)
    assert "挡住" in visit.view.words["hint"]
    visit.looks()
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)


def test_i_keep_it_on_and_prove_it_by_a_code(visit: Visit) -> None:
    visit.begins(route="card_face")
    visit.lays(card_of(ANYBODY, portrait=PORTRAIT))
    visit.press("primary")
    visit.guided(COVERED)
    visit.press("other-way", "choice-card_code")
    visit.proves(ANYBODY)
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)


def test_three_times_it_is_not_sure_and_a_person_will_be(visit: Visit) -> None:
    visit.begins(route="card_face")
    visit.lays(card_of(ANYBODY, portrait=PORTRAIT))
    visit.press("primary")
    visit.looks(verdict=Verdict.NOT_PROVEN)
    assert "没有打开过" in visit.view.words["safe"], "not a word about likeness"
    visit.is_sent_to(HALL)

"""「我去找眼镜，一分钟就回来。」"""

from hall_of_people import Visit, card_of
from people import ANYBODY


def test_the_same_place_is_there_again_when_i_lay_my_card(visit: Visit) -> None:
    visit.begins()
    visit.proves(ANYBODY)
    rows = visit.view.rows
    visit.takes_card()
    visit.wait(40)
    assert visit.screen == "veil"
    assert visit.view.rows == ()
    visit.press("nowhere")
    visit.lays(card_of(ANYBODY))
    assert visit.screen == "check"
    assert visit.view.rows == rows
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)


def test_an_hour_later_i_begin_anew_and_nothing_is_lost(visit: Visit) -> None:
    visit.begins()
    visit.proves(ANYBODY)
    visit.takes_card()
    visit.wait(300)
    visit.press("nowhere")
    assert visit.screen == "home"
    visit.wait(3300, step_s=30)
    visit.press("nowhere")
    visit.begins()
    visit.proves(ANYBODY)
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)

"""「我和我姐是双胞胎，谁也分不清。她刚办完，轮到我。」"""

from hall_of_people import Visit, card_of
from people import OTHER_TWIN, TWIN


def test_each_of_us_gets_her_own(visit: Visit) -> None:
    visit.begins()
    visit.proves(OTHER_TWIN)
    visit.prints()
    visit.holds_the_paper_of(OTHER_TWIN)
    visit.takes_card()
    visit.press("primary")
    visit.world.papers.clear()
    visit.begins()
    visit.proves(TWIN)
    visit.prints()
    visit.holds_the_paper_of(TWIN)
    assert OTHER_TWIN.number not in visit.world.papers[0]


def test_my_card_does_not_open_what_she_left_on_the_screen(visit: Visit) -> None:
    visit.begins()
    visit.proves(OTHER_TWIN)
    assert visit.screen == "check"
    visit.takes_card()
    visit.wait(31)
    assert visit.screen == "veil"
    visit.press("nowhere")
    visit.lays(card_of(TWIN))
    assert visit.screen == "veil"
    assert "不是刚才的身份证" in visit.view.notice
    visit.press("leave")
    visit.takes_card()
    visit.begins()
    visit.proves(TWIN)
    visit.prints()
    visit.holds_the_paper_of(TWIN)

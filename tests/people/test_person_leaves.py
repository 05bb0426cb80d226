"""「电话响了，我走开了，什么也没拿。」"""

from hall_of_people import Visit
from people import ANYBODY, NO_ADDRESS

from kiosk import effects


def test_nothing_of_me_stays_and_my_card_is_called_for(visit: Visit) -> None:
    visit.begins()
    visit.proves(ANYBODY)
    visit.wait(31)
    assert visit.screen == "veil"
    visit.wait(120)
    assert visit.screen == "card_left"
    visit.takes_card()
    assert visit.screen == "home"
    assert "测" not in repr(visit.view)
    assert visit.world.papers == []
    assert not visit.world.wants(effects.Print)


def test_the_next_one_gets_a_paper_of_their_own(visit: Visit) -> None:
    visit.begins()
    visit.proves(ANYBODY)
    visit.takes_card()
    visit.wait(200)
    assert visit.screen in ("home", "attract")
    visit.press("nowhere")
    visit.begins()
    visit.proves(NO_ADDRESS)
    visit.prints()
    visit.holds_the_paper_of(NO_ADDRESS)

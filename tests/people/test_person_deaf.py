"""「我听不见。你说什么，写给我看。」"""

from at_the_glass import Listener
from hall_of_people import Visit, card_of
from people import ANYBODY


def test_all_that_is_said_stands_on_the_glass(visit: Visit) -> None:
    ear = Listener(visit)
    visit.begins()
    visit.proves(ANYBODY)
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)
    written = "".join(ear.captions)
    assert ear.everything
    for said in ear.everything:
        assert said.rstrip("。") in written, said


def test_with_the_voice_off_nothing_is_missing(visit: Visit) -> None:
    ear = Listener(visit)
    visit.likes("voice", "off")
    ear.everything.clear()
    visit.begins()
    visit.lays(card_of(ANYBODY))
    visit.types_code(ANYBODY)
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)
    assert ear.everything == []


def test_help_is_not_only_a_telephone(visit: Visit) -> None:
    visit.press("help")
    places = [row.value for row in visit.view.rows if not row.value.replace("-", "").isdigit()]
    assert any("A2-08" in place for place in places)

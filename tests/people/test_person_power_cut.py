"""「灯一下全灭了，我正办着。」"""

from hall_of_people import HALL, HOURS_SAID, Visit, card_of
from people import ANYBODY


def test_what_i_began_is_finished_on_the_battery(visit: Visit) -> None:
    visit.begins()
    visit.proves(ANYBODY)
    visit.closes("on_battery")
    assert visit.screen == "check"
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)


def test_whoever_comes_then_reads_where_and_when(visit: Visit) -> None:
    visit.closes("on_battery")
    assert visit.screen == "out_of_service"
    told = {row.label: row.value for row in visit.view.elsewhere}
    assert told["去哪里"] == f"{HALL.name}，{HALL.where}"
    assert told["什么时候"] == HOURS_SAID


def test_when_it_is_light_again_everything_is_as_before(visit: Visit) -> None:
    visit.closes("on_battery")
    visit.closes("")
    visit.begins()
    visit.lays(card_of(ANYBODY))
    visit.types_code(ANYBODY)
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)

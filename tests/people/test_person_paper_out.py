"""「打到一半没纸了。」"""

import pytest
from hall_of_people import NEXT_MACHINE, Visit
from people import ANYBODY

from drivers.faults import Fault
from kiosk.events import PrintMoved

ALWAYS = "24小时"


@pytest.fixture
def stopped(visit: Visit) -> Visit:
    """The printer stands still before the first sheet."""
    visit.begins()
    visit.proves(ANYBODY)
    visit.world.printer.stops = Fault.NO_PAPER
    visit.prints()
    assert visit.screen == "printing"
    assert "没有纸" in visit.view.notice
    return visit


def test_somebody_fills_it_and_my_paper_comes(stopped: Visit) -> None:
    printer = stopped.world.printer
    assert printer.post is not None
    assert printer.paper is not None
    printer.post(PrintMoved(0, printer.paper.pages, None))
    stopped.deliver()
    assert stopped.view.notice == ""
    printer.post(stopped.world.came_out(printer.paper))
    stopped.deliver()
    stopped.holds_the_paper_of(ANYBODY)


def test_nobody_comes_and_the_next_machine_is_named(stopped: Visit) -> None:
    stopped.press("asked")
    assert "不算次数" in stopped.view.words["safe"]
    stopped.is_sent_to(NEXT_MACHINE, hours=ALWAYS)
    assert stopped.world.papers == []


def test_it_was_empty_before_and_nothing_was_issued(visit: Visit) -> None:
    visit.world.printer.before = (Fault.NO_PAPER,)
    visit.begins()
    visit.proves(ANYBODY)
    visit.press("primary")
    visit.is_sent_to(NEXT_MACHINE, hours=ALWAYS)
    assert visit.world.documents == []

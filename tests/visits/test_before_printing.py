"""What speaks against printing is told before anything is issued, with the nearest other machine."""

from dataclasses import replace

import pytest
from in_words import IDENTITY, RECORD, Kiosk

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.session import Neighbour

NEAREST = (Neighbour("A2-08", "电梯口左边"), Neighbour("B1-01", "一楼大门"))


def with_neighbours(kiosk: Kiosk) -> Kiosk:
    session = kiosk.controller._session
    kiosk.controller._session = replace(session, terminal=replace(session.terminal, neighbours=NEAREST))
    return kiosk


def refused(*faults: Fault, pages: int = 1) -> Kiosk:
    kiosk = with_neighbours(Kiosk())
    kiosk.world.printer_faults, kiosk.world.pages = faults, pages
    kiosk.up_to_check()
    kiosk.press("primary")
    assert kiosk.screen == "trouble"
    return kiosk


def test_too_few_sheets_for_all_pages_issue_nothing_and_name_the_nearest_machine() -> None:
    kiosk = refused(Fault.PAPER_LOW, pages=24)
    assert kiosk.asked_for(effects.Issue) == 0
    assert "24" in kiosk.view.words["lead"]
    assert "A2-08" in kiosk.view.words["next"]
    assert "电梯口左边" in kiosk.view.words["next"]
    assert kiosk.view.picture == "empty_tray"


@pytest.mark.parametrize("fault", [Fault.NO_PAPER, Fault.NO_TONER, Fault.ABSENT, Fault.REFUSED, Fault.TIMED_OUT])
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_whatever_the_printer_lacks_is_said_in_its_own_words(fault: Fault, language: str) -> None:
    kiosk = refused(fault)
    kiosk.choose_look("language", language)
    words = kiosk.view.words
    assert words["title"]
    assert words["title"] != Kiosk().view.words["title"]
    assert "A2-08" in words["next"]
    assert not any("{" in text for text in words.values())
    assert kiosk.asked_for(effects.Issue) == 0


def test_without_neighbours_the_person_is_sent_to_the_next_machine() -> None:
    kiosk = Kiosk()
    kiosk.world.printer_faults = (Fault.NO_TONER,)
    kiosk.up_to_check()
    kiosk.press("primary")
    assert "旁边的机器" in kiosk.view.words["next"]


def test_once_staff_have_helped_the_same_person_goes_on_where_they_stood() -> None:
    kiosk = refused(Fault.NO_PAPER)
    kiosk.world.printer_faults = ()
    kiosk.press("primary")
    assert kiosk.asked_for(effects.Issue) == 1
    assert kiosk.asked_for(effects.LookUp) == 1


def test_nobody_waits_for_a_printer_for_someone_who_left() -> None:
    kiosk = refused(Fault.NO_PAPER)
    kiosk.press("leave")
    assert kiosk.screen == "home"
    assert kiosk.last(effects.AskPrinter)[2].is_stopped()


def test_what_is_laid_out_beforehand_is_this_persons_record_and_reaches_no_repr() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    asked = kiosk.last(effects.AskPrinter)[0]
    assert isinstance(asked, effects.AskPrinter)
    assert asked.record == RECORD
    assert RECORD.name not in repr(asked)
    assert IDENTITY.subject not in repr(asked)


def test_the_same_question_comes_before_a_print_is_made_again() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.NOT_DONE, 0, Fault.JAMMED)
    kiosk.world.printer_faults = (Fault.COVER_OPEN,)
    kiosk.press("primary")
    assert kiosk.screen == "trouble"
    assert kiosk.asked_for(effects.IssueAgain) == 0

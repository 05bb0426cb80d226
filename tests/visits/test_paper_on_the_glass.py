"""Before and while it is printed the paper stands on the screen, and any page of it large at a touch."""

from in_words import ISSUED, NOW, Kiosk

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.events import DocumentIssued, PageDrawn
from kiosk.taps import PageTurned, TapOnPage
from printing.document import Paper


def with_paper(picture: bytes = b"page 1", pages: int = 3) -> Kiosk:
    kiosk = Kiosk()
    kiosk.world.picture, kiosk.world.pages = picture, pages
    kiosk.up_to_check()
    kiosk.press("primary")
    kiosk.answer(effects.Issue, DocumentIssued(ISSUED, NOW))
    assert kiosk.screen == "paper"
    return kiosk


def paper_of(kiosk: Kiosk) -> Paper:
    paper = kiosk.controller._session.preview.paper
    assert paper is not None
    return paper


def shown(kiosk: Kiosk) -> effects.ShowPage:
    effect = kiosk.last(effects.ShowPage)[0]
    assert isinstance(effect, effects.ShowPage)
    return effect


def drawn(kiosk: Kiosk) -> effects.DrawPage:
    effect = kiosk.last(effects.DrawPage)[0]
    assert isinstance(effect, effects.DrawPage)
    return effect


def test_the_first_page_comes_by_itself_and_nothing_is_printed_before_it_was_seen() -> None:
    kiosk = with_paper()
    assert (kiosk.view.paper_page, kiosk.view.paper_pages, kiosk.view.is_paper_open) == (1, 3, False)
    assert shown(kiosk) == effects.ShowPage(1, b"page 1")
    assert kiosk.asked_for(effects.Print) == 0
    paper = paper_of(kiosk)
    kiosk.press("primary")
    assert kiosk.screen == "printing"
    printed = kiosk.last(effects.Print)[0]
    assert isinstance(printed, effects.Print)
    assert printed.paper is paper, "the very bytes that were looked at"
    assert kiosk.view.paper_page == 1, "it stands beside the tray"
    kiosk.settle(Outcome.DONE, 3)
    assert kiosk.screen == "done"
    assert kiosk.view.paper_page == 0


def test_who_does_not_want_it_gets_no_paper_and_stays_known() -> None:
    kiosk = with_paper()
    kiosk.press("back")
    assert kiosk.screen == "home"
    assert "作废" in kiosk.view.notice
    assert kiosk.view.holder
    assert kiosk.asked_for(effects.Print) == 0
    assert kiosk.controller._session.preview.paper is None


def test_who_walks_away_from_it_gets_no_paper() -> None:
    kiosk = with_paper()
    kiosk.wait(600)
    assert kiosk.view.holder == ""
    assert kiosk.asked_for(effects.Print) == 0


def test_a_paper_without_a_picture_can_be_printed() -> None:
    kiosk = with_paper(b"")
    assert kiosk.view.can_go_on
    kiosk.press("primary")
    assert kiosk.screen == "printing"


def test_a_paper_that_cannot_be_made_is_not_printed() -> None:
    kiosk = Kiosk()
    kiosk.world.makes_papers = False
    kiosk.up_to_check()
    kiosk.press("primary")
    kiosk.answer(effects.Issue, DocumentIssued(ISSUED, NOW))
    kiosk.fail(effects.MakePaper, "wrong_answer", can_try_again=False)
    assert kiosk.screen == "trouble"
    assert kiosk.asked_for(effects.Print) == 0


def test_a_touch_shows_it_large_and_arrows_turn_its_pages() -> None:
    kiosk = with_paper()
    paper = paper_of(kiosk)
    kiosk.press("paper-1")
    assert kiosk.view.is_paper_open
    assert drawn(kiosk) == effects.DrawPage(paper, 1, is_large=True)
    kiosk.press("paper-2")
    assert drawn(kiosk) == effects.DrawPage(paper, 2, is_large=True)
    assert "2" in kiosk.view.words["page"]
    kiosk.answer(effects.DrawPage, PageDrawn(2, b"page 2"))
    assert shown(kiosk) == effects.ShowPage(2, b"page 2")
    kiosk.press("paper-close")
    assert not kiosk.view.is_paper_open


def test_pages_that_do_not_exist_are_not_asked_for() -> None:
    kiosk = with_paper()
    kiosk.press("paper-4")
    assert kiosk.asked_for(effects.DrawPage) == 0
    assert kiosk.view.paper_page == 1
    kiosk = with_paper(b"")
    assert kiosk.view.paper_page == 0
    kiosk.press("paper-1")
    assert not kiosk.view.is_paper_open


def test_a_page_that_comes_after_another_was_wanted_is_not_shown() -> None:
    kiosk = with_paper()
    kiosk.press("paper-2")
    late = kiosk.last(effects.DrawPage)[1]
    kiosk.press("paper-3")
    late(PageDrawn(2, b"page 2"))
    kiosk.deliver()
    assert shown(kiosk).page == 1


def test_no_page_of_one_person_reaches_the_next() -> None:
    kiosk = with_paper()
    kiosk.press("primary", "paper-2")
    _, late, job = kiosk.last(effects.DrawPage)
    kiosk.settle(Outcome.DONE, 3)
    assert job.is_stopped()
    kiosk.press("primary")
    kiosk.world.picture = b""
    kiosk.up_to_printing()
    late(PageDrawn(2, b"page 2"))
    kiosk.deliver()
    assert kiosk.asked_for(effects.ShowPage) == 1
    assert kiosk.view.paper_page == 0


def test_a_print_that_is_made_again_shows_its_own_paper_and_asks_nothing() -> None:
    kiosk = with_paper()
    kiosk.press("primary")
    failed = paper_of(kiosk)
    kiosk.settle(Outcome.NOT_DONE, 0, Fault.JAMMED)
    kiosk.press("primary")
    kiosk.answer(effects.IssueAgain, DocumentIssued(ISSUED, NOW))
    assert kiosk.screen == "printing"
    assert paper_of(kiosk).serial != failed.serial


def test_a_tap_on_the_picture_elsewhere_means_nothing() -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    kiosk.controller.take(TapOnPage(kiosk.view.page, PageTurned(1)))
    assert kiosk.screen == "check"

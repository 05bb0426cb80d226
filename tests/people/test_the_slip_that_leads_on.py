"""The slip that says where to go: offered where it can come, told honestly where it did not."""

import pytest
from hall_of_people import NEXT_MACHINE, POLICE, Visit, card_of, slip_words
from people import ANYBODY, EXPIRED
from province_in_process import InProcess

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.events import PrintSettled, SlipSettled


@pytest.fixture
def sent(visit: Visit) -> Visit:
    """Somebody is sent to the police counter."""
    visit.begins()
    visit.lays(card_of(EXPIRED))
    return visit


def test_it_says_nothing_of_the_person(sent: Visit) -> None:
    sent.is_sent_to(POLICE)
    words = slip_words(sent.world.slips[-1])
    assert EXPIRED.name not in words
    assert EXPIRED.number[:6] not in words


def test_it_comes_once(sent: Visit) -> None:
    sent.press("asked", "asked")
    assert len(sent.world.slips) == 1
    assert sent.view.words["another"] == ""


def test_one_that_did_not_come_is_not_claimed_and_the_screen_keeps_it(sent: Visit) -> None:
    sent.world.slips_fail = True
    sent.press("asked")
    assert "没有打出来" in sent.view.notice
    assert any(POLICE.name in row.value for row in sent.view.elsewhere)


def test_without_its_printer_it_is_not_offered_and_the_place_stands_there(sent: Visit) -> None:
    sent.device("receipt_printer", Fault.NO_PAPER)
    assert sent.view.words["another"] == ""
    assert any(POLICE.name in row.value for row in sent.view.elsewhere)
    sent.press("asked")
    assert sent.world.slips == []


def test_a_terminal_that_knows_no_place_names_none(there: InProcess) -> None:
    visit = Visit(there, places=())
    visit.begins()
    visit.lays(card_of(EXPIRED))
    assert visit.view.elsewhere == ()
    assert visit.view.words["another"] == ""


def test_trying_again_takes_the_offer_back(sent: Visit) -> None:
    sent.press("asked", "primary")
    sent.lays(card_of(EXPIRED))
    assert sent.view.words["another"], "a new trouble, a new slip"


def test_the_slip_of_a_print_comes_first(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is on its way is not taken for the other."""
    posts: list[object] = []
    real = visit.world._at_the_machine

    def slow(effect: effects.Effect, post: object) -> object:
        if isinstance(effect, effects.PrintSlip):
            posts.append(post)
            return None
        return real(effect, post)  # type: ignore[arg-type]  # the same post

    monkeypatch.setattr(visit.world, "_at_the_machine", slow)
    visit.begins()
    visit.proves(ANYBODY)
    visit.world.printer.stops = Fault.JAMMED
    visit.prints()
    assert visit.world.printer.post is not None
    visit.world.printer.post(PrintSettled(Outcome.NOT_DONE, 0, Fault.JAMMED))
    visit.deliver()
    assert visit.screen == "trouble"
    assert visit.view.words["another"] == ""
    posts[0](SlipSettled(is_printed=True))  # type: ignore[operator]  # a post
    visit.deliver()
    monkeypatch.undo()
    assert visit.view.notice == ""
    visit.is_sent_to(NEXT_MACHINE, hours="24小时")

"""What lies on the scanner's glass before somebody scans, and what they leave there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from copying_bench import CARD, PAPERS, CopyingHall, pages_here, with_card, with_paper
from province_in_process import InProcess, province_in

from drivers.faults import Fault


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def hall(there: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CopyingHall]:
    monkeypatch.setattr("kiosk.hands.copying.pages_of", pages_here)
    made = CopyingHall(there, tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("item", [CARD, PAPERS])
def test_what_somebody_left_on_the_glass_is_copied_by_nobody_else(hall: CopyingHall, item: str) -> None:
    hall.glass.lies, hall.is_left_there = with_card("lightgreen"), True
    hall.stays_s = 20.0
    hall.comes(item)
    if item == CARD:
        hall.press("choice-work")
    assert (hall.step, hall.words["title"]) == ("glass_clear", "玻璃上有东西")
    assert (hall.glass.scans, hall.session.copying.front, hall.session.copying.pages) == (0, b"", ())
    hall.press("back")
    assert hall.step == ("ask-purpose" if item == CARD else "before_start")
    hall.will_lie = [None, None, with_card("lightblue")] if item == CARD else [None, None, with_paper("one")]
    hall.press("choice-work" if item == CARD else "primary")
    assert hall.step == ("copy_back" if item == CARD else "copy_pages")


def test_whoever_goes_back_is_not_asked_about_their_own_paper(hall: CopyingHall) -> None:
    hall.will_lie = [with_paper("one")]
    hall.comes(PAPERS)
    assert hall.step == "copy_pages"
    hall.press("back")
    assert hall.step == "copy_pages", "what lies there is this visit's own"


def test_whoever_leaves_something_on_the_glass_is_told_at_the_end_and_after_it(hall: CopyingHall) -> None:
    hall.will_lie = [with_paper("one")]
    hall.comes(PAPERS)
    for _ in range(2):
        hall.press("primary")
    assert (hall.screen, "还在玻璃上" in hall.notice) == ("done", True)
    hall.press("primary")
    assert (hall.screen, "还在玻璃上" in hall.notice) == ("home", True)


def test_whoever_breaks_off_is_told_what_they_leave_on_the_glass(hall: CopyingHall) -> None:
    hall.will_lie = [with_paper("one")]
    hall.comes(PAPERS)
    hall.press("leave")
    if hall.session.item is not None:
        hall.press("primary")
    assert (hall.screen, "还在玻璃上" in hall.notice) == ("home", True)


def test_whoever_takes_everything_along_hears_nothing_of_it(hall: CopyingHall) -> None:
    hall.will_lie = [with_paper("one")]
    hall.comes(PAPERS)
    hall.glass.lies = None
    for _ in range(2):
        hall.press("primary")
    assert (hall.screen, hall.notice) == ("done", "")
    hall.press("primary")
    assert (hall.screen, hall.notice) == ("home", "")


def test_a_scanner_that_fails_at_the_last_look_takes_nobodys_copies_away(hall: CopyingHall) -> None:
    hall.will_lie = [with_paper("one")]
    hall.comes(PAPERS)
    hall.glass.fault = Fault.ABSENT
    for _ in range(2):
        hall.press("primary")
    assert (hall.screen, hall.notice) == ("done", "")
    hall.press("primary")
    assert hall.screen == "home"

"""「网断了，明天早上八点我就要交。」"""

import pytest
from hall_of_people import HALL, Visit, card_of
from people import ANYBODY

from kiosk.platform.errors import NoConnection


class Cut:
    """A line that nobody answers."""

    def send(self, *_: object) -> None:
        raise NoConnection("no route")

    def close(self) -> None:
        pass


def test_i_am_told_where_to_go_and_nothing_was_printed(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    visit.begins()
    visit.proves(ANYBODY)
    monkeypatch.setattr(visit.there.platform, "_line", Cut())
    visit.press("primary")
    assert "网络" in visit.view.words["title"]
    visit.is_sent_to(HALL)
    assert visit.world.papers == []


def test_it_comes_back_and_i_go_on(visit: Visit) -> None:
    with pytest.MonkeyPatch.context() as cut:
        visit.begins()
        cut.setattr(visit.there.platform, "_line", Cut())
        visit.lays(card_of(ANYBODY))
    visit.press("primary")
    visit.types_code(ANYBODY)
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)

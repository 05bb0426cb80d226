"""Every question of every flow stands in the gallery, so that somebody has looked at it and every look is measured."""

from dataclasses import replace
from typing import get_args

import pytest
from geometry import complaints
from on_glass import MM_PER_PX, PANELS, Windows
from waiting import soak_only
from whole_catalogue import whole_catalogue

from config.texts import Texts
from kiosk.flows import steps_of
from kiosk.items.routes import Route
from kiosk.view import Language
from screens.examples import Examples
from screens.tour import LANGUAGES
from screens.window import settle

PLAIN = "working"
"""Waiting has one look and other words: all of them are measured below."""


class Noting:
    """The texts, and which of their screens somebody asked for."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.asked: set[str] = set()

    def words(self, language: str, screen: str, **values: object) -> dict[str, str]:
        self.asked.add(screen)
        return self._texts.words(language, screen, **values)

    def __getattr__(self, name: str) -> object:
        return getattr(self._texts, name)


@pytest.fixture(scope="module")
def shown_by_flows() -> dict[str, set[str]]:
    """The sections of texts that the steps of all flows show, and on which screens."""
    catalogue = whole_catalogue()
    found: dict[str, set[str]] = {}
    for item in catalogue.values():
        for route in (None, *get_args(Route)):
            for step in steps_of(item, route):
                found.setdefault(step.words or step.screen, set()).add(step.screen)
    return found


def test_every_question_of_a_flow_stands_in_the_gallery(texts: Texts, shown_by_flows: dict[str, set[str]]) -> None:
    noting = Noting(texts)
    Examples(noting, "zh-Hans").all()  # type: ignore[arg-type]  # all that an example asks is there
    questions = {section for section, screens in shown_by_flows.items() if screens != {PLAIN}}
    assert len(questions) > 100
    assert questions - noting.asked == set()


@pytest.mark.parametrize("panel", PANELS)
def test_whatever_is_waited_for_fits_in_the_largest_text(
    windows: Windows, texts: Texts, panel: str, shown_by_flows: dict[str, set[str]]
) -> None:
    """In English, the longest; in every language in the soak."""
    assert wrong_waits(windows, texts, panel, shown_by_flows, "en") == []


@soak_only
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_too(
    windows: Windows, texts: Texts, panel: str, shown_by_flows: dict[str, set[str]], language: Language
) -> None:
    assert wrong_waits(windows, texts, panel, shown_by_flows, language) == []


def wrong_waits(
    windows: Windows, texts: Texts, panel: str, shown: dict[str, set[str]], language: Language
) -> list[str]:
    window, working = windows(panel), Examples(texts, language).all()["working"]
    found: list[str] = []
    for section in sorted(section for section, screens in shown.items() if PLAIN in screens):
        words = texts.words(language, section) | {"other_way": ""}
        window.shown.show(replace(working, size="huge", words=words))
        settle(window)
        found += [f"{section}: {complaint}" for complaint in complaints(window, MM_PER_PX)]
    return found

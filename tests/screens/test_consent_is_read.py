"""Nobody agrees before everything was shown: what, to whom, what for, how long; nor finds right what was not shown."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from finger import press
from geometry import readable
from on_glass import PANELS, Windows

from config.texts import Texts
from kiosk.taps import Tap, TapOnPage, WentOn
from kiosk.view import Language, Size, View
from screens.examples import Examples
from screens.items import targets
from screens.window import KioskWindow, settle

MOST_PAGES = 12
CONSENTS = ("consent", "face-consent", "picture-consent")


class Reader:
    """Somebody who presses the primary button and reads what there is."""

    def __init__(self, window: KioskWindow, texts: Texts) -> None:
        self.window = window
        self.texts = texts
        self.said: list[TapOnPage] = []

    def show(self, name: str, *, language: Language = "zh-Hans", size: Size = "huge", page: int = 7) -> View:
        view = replace(Examples(self.texts, language).all()[name], size=size, page=page)
        self.window.shown.show(view)
        settle(self.window)
        return view

    @property
    def taps(self) -> list[Tap]:
        return [said.tap for said in self.said]

    def press(self, name: str = "primary") -> None:
        press(self.window, name)
        settle(self.window)

    def reads(self) -> set[str]:
        """Every text of which all can be seen."""
        return readable(self.window)


@pytest.fixture(params=sorted(PANELS))
def reader(request: pytest.FixtureRequest, windows: Windows, texts: Texts) -> Iterator[Reader]:
    reader = Reader(windows(request.param), texts)
    reader.show("starting")
    reader.window.shown.tapped.connect(reader.said.append)
    yield reader
    reader.window.shown.tapped.disconnect(reader.said.append)


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("name", CONSENTS)
def test_in_the_largest_text_every_line_was_on_the_glass_before_anybody_can_agree(
    reader: Reader, name: str, language: Language
) -> None:
    view = reader.show(name, language=language)
    read: set[str] = set()
    for _ in range(MOST_PAGES):
        read |= reader.reads()
        if view.words["primary"] in reader.reads():
            break
        reader.press()
        assert reader.taps == [], "that only reads on"
    assert {row.value for row in view.rows} <= read
    reader.press()
    assert reader.taps == [WentOn()]


@pytest.mark.parametrize("name", ["review", "check"])
def test_in_the_largest_text_every_line_was_on_the_glass_before_anybody_says_it_is_right(
    reader: Reader, name: str
) -> None:
    view = reader.show(name)
    read: set[str] = set()
    for _ in range(MOST_PAGES):
        read |= reader.reads()
        if view.words["primary"] in reader.reads():
            break
        reader.press()
        assert reader.taps == [], "that only reads on"
    assert {row.value for row in view.rows} | {choice.detail for choice in view.choices} <= read
    reader.press()
    assert reader.taps == [WentOn()]


def test_what_fits_is_agreed_to_at_once(reader: Reader) -> None:
    for page, name in enumerate(CONSENTS):
        reader.show(name, size="standard", page=page)
        reader.press()
    assert reader.taps == [WentOn()] * len(CONSENTS)


def test_who_has_read_one_consent_has_not_read_the_next_nor_it_in_other_words(reader: Reader) -> None:
    view = reader.show("picture-consent")
    for _ in range(MOST_PAGES):
        if view.words["primary"] not in reader.reads():
            reader.press()
    assert view.words["primary"] in reader.reads()
    reader.press("more-up")
    assert view.words["primary"] in reader.reads(), "what was read was read"
    reader.show("picture-consent", page=8)
    assert view.words["primary"] not in reader.reads()


def test_taking_it_back_is_as_easy_as_can_be(reader: Reader) -> None:
    view = reader.show("given-consent", language="en")
    assert "more-down" in targets(reader.window)
    assert view.words["primary"] in reader.reads()
    reader.press()
    assert reader.taps == [WentOn()]

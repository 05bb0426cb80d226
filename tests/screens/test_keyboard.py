"""Our own keyboard under a real finger, with the real core's side behind it: what is touched is what is answered."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from finger import device, press, strike, touch
from form_bench import FormBench, form_of
from on_glass import Windows
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest

from kiosk.forms.hanzi.handwriting import MODEL
from kiosk.screen_link import Key, KeyName
from kiosk.taps import Stroked, TapOnPage
from screens.ink import MOST_POINTS
from screens.items import area, in_order, targets, walk
from screens.keys import Keys
from screens.window import KioskWindow, settle

ASK = 'ask = { zh-Hans = "问", zh-Hant = "問", en = "Ask" }\n'
FORM = 'title = { zh-Hans = "核对", zh-Hant = "核對", en = "Check" }\n'
NUMBER = "44990119460701004X"


class Writer:
    """Somebody at the glass, with the core's side of the visit behind it."""

    def __init__(self, window: KioskWindow, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.window = window
        self._patch = patch
        self._folder = folder
        self.said: list[TapOnPage] = []

    def asked(self, kind: str, more: str = "") -> FormBench:
        """The question is on the glass."""
        text = f'{FORM}[[questions]]\nid = "q"\nkind = "{kind}"\n{ASK}{more}\n'
        self.bench = FormBench(self._patch, form_of(self._folder, text))
        self.window.shown.show(self.bench.view)
        settle(self.window)
        return self.bench

    def heard(self, tap: TapOnPage) -> None:
        """The core's side."""
        self.said.append(tap)
        if tap.page == self.bench.view.page:
            self.bench.tap(tap.tap)
            self.window.shown.show(self.bench.view)

    def touch(self, *names: str) -> None:
        """Touch controls, one after the other."""
        for name in names:
            press(self.window, name)
            settle(self.window)

    def names(self, start: str) -> list[str]:
        """Controls with such names, in order, without it."""
        return [name.removeprefix(start) for name in in_order(self.window) if name.startswith(start)]


both = pytest.mark.parametrize("panel", ["portrait", "landscape"])


@pytest.fixture
def panel() -> str:
    """Of the window; tests that ask for both say so."""
    return "portrait"


@pytest.fixture
def writer(panel: str, windows: Windows, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Writer]:
    writer = Writer(windows(panel), monkeypatch, tmp_path)
    writer.window.shown.tapped.connect(writer.heard)
    yield writer
    writer.window.shown.tapped.disconnect(writer.heard)


@both
def test_pinyin_candidates_and_the_answer(writer: Writer) -> None:
    bench = writer.asked("text")
    writer.touch(*(f"key-{letter}" for letter in "SHEBAO"))
    assert writer.names("candidate-")[0] == "社保"
    assert "primary" not in targets(writer.window)
    writer.touch("candidate-社保", "board-digits", "key-7", "primary")
    assert bench.answers == {"q": "社保7"}


def test_a_letter_twice_at_once_is_a_tremble_and_a_letter_twice_slowly_is_meant(writer: Writer) -> None:
    writer.asked("text")
    press(writer.window, "key-N")
    strike(writer.window, "key-N")
    assert writer.bench.view.keyboard.letters == "n"
    QTest.qWait(260)
    strike(writer.window, "key-N")
    assert writer.bench.view.keyboard.letters == "nn"


def test_pages_of_candidates_go_to_the_end_and_back(writer: Writer) -> None:
    writer.asked("text")
    writer.touch("key-Y", "key-I")
    seen = [writer.names("candidate-")]
    for _ in range(3):
        writer.touch("more-down")
        seen.append(writer.names("candidate-"))
    met = [name for names in seen for name in names]
    assert len(met) == len(set(met)) > 30
    assert writer.bench.view.list_first > 0
    for _ in range(3):
        writer.touch("more-up")
    assert set(seen[0]) & set(writer.names("candidate-"))
    assert writer.bench.view.list_first == 0


def test_a_number_is_checked_while_it_is_typed(writer: Writer) -> None:
    bench = writer.asked("number", 'check = "citizen"')
    writer.touch(*(f"digit-{digit}" for digit in "449901194613"))
    assert "出生年月日" in writer.window.shown.newest.words["wrong"]
    writer.touch("erase", "erase")
    assert "wrong" not in writer.window.shown.newest.words
    writer.touch(*(f"digit-{digit}" for digit in NUMBER[10:17]))
    assert "primary" not in targets(writer.window)
    writer.touch("key-X", "asked")
    assert writer.window.shown.newest.entry == "449901 19460701 004X"
    writer.touch("primary")
    assert bench.answers == {"q": NUMBER}


def test_an_amount_has_a_point(writer: Writer) -> None:
    bench = writer.asked("amount")
    writer.touch("digit-1", "digit-2", "digit-.", "digit-5", "primary")
    assert bench.answers == {"q": Decimal("12.5")}


def test_a_birthday_in_four_touches(writer: Writer) -> None:
    bench = writer.asked("date")
    writer.touch("choice-1940s", "choice-1946", "choice-7", "choice-1")
    assert bench.answers == {"q": date(1946, 7, 1)}


@both
def test_a_region_and_another_city_by_what_was_chosen_before(writer: Writer) -> None:
    bench = writer.asked("region", 'down_to = "county"')
    assert [targets(writer.window)[f"crumb-{place}"].property("text") for place in (0, 1)] == ["广东省", "惠州市"]
    writer.touch("crumb-1", "choice-4405", "choice-440507")
    assert bench.answers == {"q": "440507"}


def drawn(window: KioskWindow, *points: tuple[float, float], ms: int = 80) -> None:
    """A finger along points of the writing field, in shares of its side."""
    sheet = next(item for item in walk(window.contentItem()) if item.objectName() == "ink" and item.isVisible())
    place = area(sheet)
    at = [place.topLeft() + QPointF(x * place.width(), y * place.height()) for x, y in points]
    QTest.touchEvent(window, device()).press(0, at[0].toPoint(), window).commit()
    for before, after in pairwise(at):
        for part in (0.25, 0.5, 0.75, 1.0):
            QTest.touchEvent(window, device()).move(0, (before + (after - before) * part).toPoint(), window).commit()
            # Qt gives on only the last move of a frame.
            settle(window)
    QTest.qWait(ms)
    QTest.touchEvent(window, device()).release(0, at[-1].toPoint(), window).commit()
    settle(window)


@both
@pytest.mark.skipif(not MODEL.exists(), reason="libzinnia0 or its model is not installed")
def test_a_character_is_written_with_the_finger(writer: Writer) -> None:
    bench = writer.asked("text")
    writer.touch("board-handwriting")
    for row, (left, right) in ((0.2, (0.2, 0.8)), (0.5, (0.27, 0.73)), (0.8, (0.13, 0.87))):
        drawn(writer.window, (left, row), (right, row))
    assert writer.names("candidate-")[0] == "三"
    writer.touch("candidate-三", "primary")
    assert bench.answers == {"q": "三"}


@pytest.mark.skipif(not MODEL.exists(), reason="libzinnia0 or its model is not installed")
def test_a_dot_is_a_stroke_a_discharge_is_none_and_neither_is_a_miss(writer: Writer) -> None:
    bench = writer.asked("text")
    writer.touch("board-handwriting")
    writer.said.clear()
    drawn(writer.window, (0.5, 0.5), ms=10)
    assert writer.said == []
    drawn(writer.window, (0.5, 0.5), ms=80)
    assert [type(said.tap) for said in writer.said] == [Stroked]
    writer.touch("erase")
    assert bench.view.keyboard.strokes == ()


@pytest.mark.skipif(not MODEL.exists(), reason="libzinnia0 or its model is not installed")
def test_a_finger_beyond_the_field_draws_on_its_edge_and_a_long_stroke_is_thinned(writer: Writer) -> None:
    writer.asked("text")
    writer.touch("board-handwriting")
    writer.said.clear()
    drawn(writer.window, (0.5, 0.5), *[(0.5 + 0.8 * (-1) ** turn, turn / 12) for turn in range(12)])
    (said,) = writer.said
    assert isinstance(said.tap, Stroked)
    points = said.tap.points
    assert len(points) <= 2 * MOST_POINTS
    assert {min(points), max(points)} == {0, 300}


def test_a_touch_beside_the_keys_writes_nothing(writer: Writer) -> None:
    bench = writer.asked("text")
    nowhere = QPointF(3, writer.window.height() * 0.3)
    touch(writer.window, nowhere, nowhere)
    assert bench.view.entry == ""


def test_the_whole_field_by_the_assistive_keypad_alone(
    windows: Windows, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    writer = Writer(windows("portrait"), monkeypatch, tmp_path)
    window = writer.window
    bench = writer.asked("number", 'check = "digits"\nleast = 1\nmost = 2')
    window.shown.tapped.connect(writer.heard)
    keys = Keys(window)
    keys.listen()
    try:
        for name in ("digit-4", "primary"):
            pressed(window, "down")
            for _ in in_order(window):
                if keys.marked == name:
                    break
                pressed(window, "right")
            answered = len(writer.said)
            for _ in range(200):
                if len(writer.said) > answered:
                    break
                pressed(window, "press")
                QTest.qWait(20)
        assert bench.answers == {"q": "4"}
    finally:
        keys.close()
        window.shown.tapped.disconnect(writer.heard)


def pressed(window: KioskWindow, key: KeyName) -> None:
    """A key of the keypad."""
    window.shown.key_came(Key(key))
    settle(window)

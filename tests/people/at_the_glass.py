"""A person who touches the real window, as well as they can; or who has the keypad in hand; or who only listens."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from finger import rest, touch
from hall_of_people import Visit
from on_glass import MM_PER_PX
from people import ANYBODY
from province_in_process import InProcess
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest

from config.texts import load_texts
from drivers.keypad import Key as KeypadKey
from kiosk.cabinet.workers import Job
from kiosk.controller import Touch
from kiosk.presence_events import KeyUsed
from kiosk.sandbox.citizens import Citizen
from kiosk.screen_link import Key, KeyName
from kiosk.speech.dialect import Dialect, load_cantonese
from kiosk.speech.line import hear_key, hear_tap
from kiosk.speech.saying import Say, captions
from kiosk.speech.speaking import Captioned, Speaker
from kiosk.taps import Digit, Missed, Pointed, Tap, TapOnPage
from kiosk.view import View
from screens.items import area, targets
from screens.keys import Keys
from screens.robot import SAME_AGAIN_MS
from screens.window import KioskWindow, settle

MOST_TRIES = 12
MOST_STEPS = 60


@dataclass(frozen=True)
class Hand:
    """How somebody touches.

    Args:
        sigma_mm: how far from the middle of a control the finger comes down.
        roll_mm: how far it rolls before it is lifted.
        press_ms: how long it lies there.
        beyond_mm: how far beyond the control's edge it is lifted; None: wherever it has rolled to.
    """

    sigma_mm: float = 0.0
    roll_mm: float = 0.0
    press_ms: int = 60
    beyond_mm: float | None = None


class Toucher:
    """A finger before the window, and the whole machine behind it."""

    def __init__(self, there: InProcess, window: KioskWindow, hand: Hand, *, seed: int = 6) -> None:
        self.window = window
        self._hand = hand
        self._random = Random(seed)  # noqa: S311  the same hand every time, no secret
        self.said: list[Tap] = []
        self.touches = 0
        self.places: dict[str, QPointF] = {}
        """Where each control was that was touched."""
        self.before_each: Callable[[], None] = lambda: None
        """Called when a page stands there and before it is touched."""
        self.visit = Visit(there, show=window.shown.show)
        window.shown.tapped.connect(self._tapped)
        settle(window)

    def close(self) -> None:
        self.window.shown.tapped.disconnect(self._tapped)

    def _tapped(self, tap: TapOnPage) -> None:
        self.said.append(tap.tap)
        self.visit.controller.take(tap)
        self.visit.deliver()

    def press(self, *names: str) -> None:
        """Touch each until it answers: whoever misses tries again."""
        for name in names:
            self._press(name)

    def _press(self, name: str) -> None:
        for _ in range(MOST_TRIES):
            before = len(self.said)
            self.touch(name)
            heard = [tap for tap in self.said[before:] if not isinstance(tap, Missed)]
            if heard:
                return
        raise AssertionError(f"{name} never answered")

    def touch(self, name: str) -> None:
        """Once, wherever the finger comes down."""
        settle(self.window)
        self.before_each()
        there = targets(self.window)
        assert name in there, f"{name} is not on the glass, there are {sorted(there)}"
        rest(self.window, name)
        place = area(there[name]).center()
        self.places[name] = place
        hand = self._hand
        down = place + QPointF(self._strays(), self._strays())
        self.touches += 1
        roll_px = hand.roll_mm / MM_PER_PX
        if hand.beyond_mm is not None:
            roll_px = area(there[name]).height() / 2 + hand.beyond_mm / MM_PER_PX
        touch(self.window, down, down + QPointF(0, -roll_px), hand.press_ms)

    def misses(self) -> None:
        """Touch beside everything."""
        settle(self.window)
        nowhere = QPointF(self.window.width() / 2, 0.24 * self.window.height())
        touch(self.window, nowhere, nowhere, self._hand.press_ms)

    def _strays(self) -> float:
        return self._random.gauss(0, self._hand.sigma_mm) / MM_PER_PX if self._hand.sigma_mm else 0.0

    def types_code(self, citizen: Citizen) -> None:
        """Whoever hits the digit beside takes it away again."""
        for digit in self.visit.code_of(citizen):
            for _ in range(MOST_TRIES):
                self._press(f"digit-{digit}")
                if self.said[-1] == Digit(digit):
                    break
                if isinstance(self.said[-1], Digit):
                    self._press("erase")

    def until(self, screen: str, control: str = "primary") -> None:
        """Press on, reading what is longer than the glass."""
        for _ in range(MOST_TRIES):
            if self.visit.screen == screen:
                return
            self.press(control)
        raise AssertionError(f"{screen} never came: {self.visit.reads()}")

    def gets_the_certificate(self, citizen: Citizen = ANYBODY) -> None:
        """From the home screen to the paper in the tray."""
        self.press("choice-ss-enrolment-certificate")
        self.until("lay_card")
        self.visit.lays_card_of(citizen)
        self.types_code(citizen)
        self.until("paper")
        self.until("done")
        self.visit.holds_the_paper_of(citizen)


class Listener:
    """What the machine says: through the loudspeaker, or in an earphone. The captions stand on the glass meanwhile."""

    def __init__(self, visit: Visit, show: Callable[[View], None] = lambda _: None) -> None:
        self.heard: list[str] = []
        self.everything: list[str] = []
        self.captions: list[str] = []
        self._visit = visit
        self._show = show
        self.speaker = Speaker(
            Dialect(load_texts(), load_cantonese()),
            show=self._shown,
            speak=self._hear,
            listens=lambda: visit.controller.take(Touch()),
        )
        self.says: Captioned = lambda _: None
        """Goes on to the next caption of what is being said."""
        visit.controller._show = self.speaker.show
        visit.controller._shown = None
        visit.controller.beat()

    def _shown(self, view: View) -> None:
        self._visit.views.append(view)
        if view.caption:
            self.captions.append(view.caption)
        self._show(view)

    def _hear(self, say: Say, captioned: Captioned, _: Callable[[], bool]) -> Job:
        self.heard = [one.text for one in say.sentences]
        self.everything += self.heard
        self.says = captioned
        for caption in captions(say):
            captioned(caption.text)
        return Job(lambda _: None)

    def hears(self, words: str) -> bool:
        return any(words in said for said in self.heard)


class Walker:
    """Keypad in hand, earphone in: `heard` is all that they know."""

    def __init__(self, there: InProcess, window: KioskWindow) -> None:
        self._window = window
        self._keys = Keys(window)
        self._keys.listen()
        self._painted = -1
        self.visit = Visit(there)
        self.ear = Listener(self.visit, window.shown.show)
        window.shown.tapped.connect(self._tapped)
        self.touched: list[Tap] = []

    def close(self) -> None:
        self._window.shown.tapped.disconnect(self._tapped)
        self._keys.close()

    def _tapped(self, tap: TapOnPage) -> None:
        if not isinstance(tap.tap, Pointed):
            self.touched.append(tap.tap)
        hear_tap(self.ear.speaker, tap)
        self.visit.controller.take(tap)
        self.visit.deliver()

    def key(self, name: KeyName) -> None:
        # A key before the page was painted is dropped: a person is never as fast.
        if self._window.shown.newest.page != self._painted:
            settle(self._window)
            self._painted = self._window.shown.newest.page
        hear_key(self.ear.speaker, KeypadKey(name))
        self.visit.controller.take(Touch(KeyUsed()))
        self._window.shown.key_came(Key(name))

    def press(self, words: str) -> None:
        """Walk down to the control that is read out so, and press it."""
        for _ in range(MOST_STEPS):
            self.key("down")
            if self.ear.heard and self.ear.heard[0].startswith(words):
                break
        else:
            raise AssertionError(f"nothing called {words} was read out, but {self.ear.everything[-MOST_STEPS:]}")
        before = len(self.touched)
        QTest.qWait(SAME_AGAIN_MS)
        self.key("press")
        for _ in range(100):
            if len(self.touched) > before:
                return
            QTest.qWait(10)

    def touches(self, place: QPointF) -> None:
        """A finger on the glass, wherever that is."""
        settle(self._window)
        touch(self._window, place, place)
        settle(self._window)

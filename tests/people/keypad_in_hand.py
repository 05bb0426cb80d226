"""The keypad in hand, the earphone in: what the scripts of the benches press is walked to, and each page listened to.

The benches' journal, province and flows; the real window, its keypad and what the machine says. Every page that comes
has to be told whole, and every press has to be answered.
"""

from collections.abc import Callable

from PySide6.QtCore import QMetaObject
from unsaid import unsaid

from config.texts import load_texts
from drivers.keypad import Key as KeypadKey
from kiosk.cabinet.workers import Job
from kiosk.screen_link import Key, KeyName
from kiosk.speech.dialect import Dialect, load_cantonese
from kiosk.speech.line import hear_key, hear_tap
from kiosk.speech.saying import Say
from kiosk.speech.speaking import Captioned, Speaker
from kiosk.taps import Pointed, Tap, TapOnPage
from kiosk.view import View
from screens.items import behind, in_order, page_button, targets
from screens.keys import Keys
from screens.window import KioskWindow, settle

MOST_PAGES = 40
"""Of one list, to the control that is looked for."""
KEYS = ("digit", "key", "written")
LEARNT = 12
"""After so many steps on a keyboard there is nothing new in walking from key to key."""
SILENT = frozenset({"starting", "attract"})
DIALECT = Dialect(load_texts(), load_cantonese())


class KeypadInHand:
    """Whoever presses there from now on does it by the keypad, and knows what was said.

    Args:
        window: where it is shown.
        looks: what stands on the glass now.
        takes: gets a touch.
    """

    def __init__(self, window: KioskWindow, looks: Callable[[], View], takes: Callable[[Tap], None]) -> None:
        self._window = window
        self._looks = looks
        self._takes = takes
        self._keys = Keys(window)
        self._taps: list[Tap] = []
        self._told: set[tuple[str, ...]] = set()
        """Pages that were listened to before, by all their words."""
        self._walked = -1
        """The page on which keys were pressed last."""
        self._steps = 0
        """How many, on that page."""
        self.heard: list[str] = []
        """What is being said now."""
        self.screens: list[tuple[str, tuple[str, ...]]] = []
        """As they came, with what was said as they came."""
        self.said: list[str] = []
        """Everything."""
        self.faults: list[str] = []
        """What somebody who only listens was not told, page by page."""
        self.speaker = Speaker(DIALECT, show=window.shown.show, speak=self._hear)
        self._keys.listen()
        window.shown.tapped.connect(self._tapped)
        self._shown = looks()
        self.speaker.show(self._shown)
        self.speaker.plugged(True)
        settle(window)

    def close(self) -> None:
        """Nobody holds it any more."""
        self._window.shown.tapped.disconnect(self._tapped)
        self._keys.close()

    def _hear(self, say: Say, captioned: Captioned, _: object) -> Job:
        self.heard = [one.text for one in say.sentences]
        self.said += self.heard
        return Job(lambda _: None)

    def _tapped(self, tap: TapOnPage) -> None:
        hear_tap(self.speaker, tap)
        if not isinstance(tap.tap, Pointed):
            self._taps.append(tap.tap)

    @property
    def view(self) -> View:
        """On the glass."""
        return self._shown

    def look(self) -> View:
        """What came meanwhile is shown, and listened to."""
        view = self._looks()
        if view == self._shown:
            return view
        is_new = (view.page, view.screen) != (self._shown.page, self._shown.screen)
        self._shown = view
        if is_new:
            self.heard = []
        self.speaker.show(view)
        if is_new:
            settle(self._window)
            self._comes(view)
        return view

    def _comes(self, view: View) -> None:
        self.screens.append((view.screen, tuple(self.heard)))
        told = (view.screen, *view.words.values())
        if view.screen in SILENT or told in self._told:
            return
        self._told.add(told)
        title = view.words.get("title", "")
        if not self.heard or not any(title in one for one in self.heard):
            self._fault(f"no title is said: {title}")
        if missing := unsaid(self._window, DIALECT):
            self._fault(f"nobody says {missing}")
        if nameless := [name for name, item in targets(self._window).items() if not item.property("spoken")]:
            self._fault(f"without a name: {nameless}")

    def _fault(self, what: str) -> None:
        self.faults.append(f"{view_name(self._shown)}: {what}")

    def key(self, name: KeyName) -> None:
        """One key."""
        hear_key(self.speaker, KeypadKey(name))
        self._window.shown.key_came(Key(name))

    def press(self, *names: str) -> None:
        """Walk to each control, hear it, press it. Whoever cannot write on the glass says that they agree."""
        for name in names:
            self._press(name)

    def _press(self, name: str) -> None:
        self.look()
        if name == "signature":
            return
        if self._shown.screen == "signature" and name == "primary":
            name = "other-way"
        name = self._named_here(name)
        self._reads_on(name)
        self._turns_to(name)
        self._acts(name)

    def _named_here(self, name: str) -> str:
        """A key of that character, as this keyboard calls it."""
        kind, _, character = name.partition("-")
        if kind not in KEYS:
            return name
        there = targets(self._window)
        alike = (f"{one}-{written}" for one in KEYS for written in (character, character.upper()))
        return next((one for one in alike if one in there), "space" if character == " " else name)

    def _reads_on(self, name: str) -> None:
        """The primary button of a long page reads on until it was all there."""
        more = self._shown.bar.get("more_down", "")
        while name == "primary" and targets(self._window)[name].property("text") == more:
            self._acts("primary")

    def _turns_to(self, name: str) -> None:
        for _ in range(MOST_PAGES):
            there = behind(self._window)
            if name not in there:
                return
            self._acts(page_button(there[name]))

    def _acts(self, name: str) -> None:
        self._walk(name)
        before = self._shown
        stood = self._keys._stands()
        self.heard = []
        # The touch itself is tried in tests/screens/test_keys.py; here it would cost 0.6 s a press.
        QMetaObject.invokeMethod(targets(self._window)[name], "touched")
        taps, self._taps = self._taps, []
        for tap in taps:
            self._takes(tap)
        self._keys._turned(stood)
        view = self.look()
        settle(self._window)
        if view.page == before.page and view.screen == before.screen and not self.heard:
            self._fault(f"{name} was pressed, and nothing was heard")

    def _walk(self, name: str) -> None:
        names = in_order(self._window)
        assert name in names, f"no key leads to {name} on {view_name(self._shown)}, there are {names}"
        if self._walked != self._shown.page:
            self._walked, self._steps = self._shown.page, 0
        spoken = self._keys._spoken()
        if self._steps > LEARNT:
            self._keys._name = name
            self._keys._read_out(spoken)
        elif self._keys._told[0] != self._keys._marked_of(spoken):
            # The first key says where one is.
            self._hears_next("down")
        far = (names.index(name) - names.index(self._keys.marked)) % len(names)
        step: KeyName = "down" if far <= len(names) / 2 else "up"
        while self._keys.marked != name:
            self._hears_next(step)

    def _hears_next(self, step: KeyName) -> None:
        self.heard = []
        self._steps += 1
        self.key(step)
        if not self.heard:
            self._fault(f"{self._keys.marked} is marked and not read out")


def view_name(view: View) -> str:
    """Screen and title of a page."""
    return f"{view.screen} ({view.words.get('title', '')})"

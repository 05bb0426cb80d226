"""Decides when something is said: a new screen, a change on it, a wish to hear it again; and what stops it: any touch.

Stands between the controller and the line to the screens: it adds to each View what is being said now (the caption),
and hears about touches, keys and the earphone's plug first.
"""

import threading
from collections.abc import Callable
from dataclasses import replace

from kiosk.cabinet.workers import Job
from kiosk.speech.dialect import Dialect
from kiosk.speech.saying import Say, Sentence, holds, pointed, sentences, volume_percent
from kiosk.taps import Pointed
from kiosk.view import Choice, View, Voice

PACES = {"slow": 0.75, "usual": 1.0, "fast": 1.5, "fastest": 2.0}
"""Times what is usual."""
_UNATTENDED = frozenset({"veil", "card_left"})
"""What is said to whoever may have gone is no sign that they are there."""
Captioned = Callable[[str], None]
"""Gets the words of what is being said now; none when it is over."""


class Speaker:
    """What the kiosk says.

    Args:
        dialect: how texts are said.
        show: gets every View, with its caption.
        speak: begins to say something: what, who is told what is being said, and whether it is still only the person
            who hears it (asked before every personal sentence).
        listens: called at each caption of a page that somebody hears in their earphone: they are there, and may take
            longer to hear it than others to read it. Not for a question whether they are there, nor for reminders.
        voices: those that the city recorded, to be chosen beside the others.
    """

    def __init__(
        self,
        dialect: Dialect,
        *,
        show: Callable[[View], None],
        speak: Callable[[Say, Captioned, Callable[[], bool]], Job],
        voices: tuple[Choice, ...] = (),
        listens: Callable[[], None] = lambda: None,
    ) -> None:
        self._listens = listens
        self.voices = voices
        self._dialect = dialect
        self._show = show
        self._speak = speak
        self._guard = threading.RLock()
        self._view: View | None = None
        self._said: tuple[Sentence, ...] = ()
        self._job: Job | None = None
        self._is_page = False
        """Whether what is being said is a page, as it came or was asked for once more."""
        self._turn = 0
        self._caption = ""
        self._has_earphone = False
        self._marked: Pointed | None = None
        """What was read out last on this page."""

    @property
    def has_earphone(self) -> bool:
        """Whether only the person hears what is said."""
        return self._has_earphone

    def show(self, view: View) -> None:
        """Show a View, and say what is new in it."""
        with self._guard:
            before, self._view = self._view, view
            said = self._sentences(view)
            new = said if _is_another(before, view) else tuple(one for one in said if one not in self._said)
            self._said = said
            if _is_another(before, view):
                self._marked = None
                self._stop()
            turned = self._turned(before, view)
            if new:
                was_asked = before is not None and before.still_there_s is not None
                self._begin(new, is_page=was_asked or _is_another(before, view))
            elif turned:
                self._begin(turned)
            elif _settings(before) != _settings(view) and before is not None:
                self._sample(before, view)
            self._send()

    def again(self) -> None:
        """听一遍, or the keypad's key: say the whole screen once more, in whatever voice is chosen, or Mandarin."""
        with self._guard:
            if self._view is not None:
                self._begin(
                    self._said or sentences(self._view, self._dialect, in_private=self._has_earphone),
                    asked=True,
                    is_page=True,
                )
                self._send()

    def pointed_at(self, page: int, name: str, spoken: str) -> None:
        """A key or a finger has marked a control of a page."""
        with self._guard:
            view = self._view
            if view is None or view.page != page or not spoken:
                return
            marked = pointed(view, self._dialect, name, spoken)
            said = tuple(one for one in marked if self._has_earphone or not one.is_personal)
            self._marked = Pointed(name, spoken)
            self._stop()
            if said:
                self._begin(said)
            self._send()

    def interrupted(self) -> None:
        """A touch or a key: whatever is being said ends."""
        with self._guard:
            if self._job is not None:
                self._stop()
                self._send()

    def plugged(self, is_in: bool) -> None:  # noqa: FBT001  the plug is in, or it is not
        """The earphone's jack. Pulled out, it stops at once what was said in private."""
        with self._guard:
            if is_in == self._has_earphone:
                return
            self._has_earphone = is_in
            self._stop()
            view = self._view
            if view is None:
                return
            told = Sentence(self._dialect.own("plugged" if is_in else "unplugged", view.language, view.voice))
            self._said = self._sentences(view)
            self._begin((told, *self._said), asked=True, is_page=True)
            self._send()

    def _sentences(self, view: View) -> tuple[Sentence, ...]:
        if view.voice == "off" and not self._has_earphone:
            return ()
        return sentences(view, self._dialect, in_private=self._has_earphone)

    def _turned(self, before: View | None, view: View) -> tuple[Sentence, ...]:
        """What a touch made of the marked control, one of several: chosen, or no more. For earphones only."""
        marked = self._marked
        if before is None or marked is None or not self._has_earphone:
            return ()
        if holds(before, marked.name) == holds(view, marked.name):
            return ()
        if holds(view, marked.name):
            return pointed(view, self._dialect, marked.name, marked.spoken)
        return (Sentence(self._dialect.own("unchosen", view.language, view.voice), is_personal=True),)

    def _sample(self, before: View, view: View) -> None:
        """A change of the voice is heard at once."""
        if view.voice == "off" and not self._has_earphone:
            self._stop()
            return
        key = "louder" if before.volume != view.volume else "pace" if before.pace != view.pace else "voice"
        self._begin((Sentence(self._dialect.own(key, view.language, view.voice)),))

    def _begin(self, said: tuple[Sentence, ...], *, asked: bool = False, is_page: bool = False) -> None:
        view = self._view
        if view is None or (view.voice == "off" and not asked and not self._has_earphone):
            return
        self._stop()
        voice: Voice = "mandarin" if view.voice == "off" else view.voice
        volume = volume_percent(view.volume, is_night=view.is_night, in_private=self._has_earphone)
        self._turn += 1
        turn = self._turn
        self._is_page = is_page and view.still_there_s is None and view.screen not in _UNATTENDED
        self._job = self._speak(
            Say(said, view.language, voice, PACES[view.pace], volume, view.size),
            lambda caption: self._captioned(turn, caption),
            lambda: self._has_earphone,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
        self._job, self._caption = None, ""
        self._turn += 1

    def _captioned(self, turn: int, caption: str) -> None:
        """On the thread that speaks. What an earlier turn says comes too late."""
        with self._guard:
            if turn != self._turn:
                return
            self._caption = caption
            if not caption:
                self._job = None
            self._send()
            is_listened_to = bool(caption) and self._has_earphone and self._is_page
        if is_listened_to:
            self._listens()

    def _send(self) -> None:
        view = self._view
        if view is not None:
            self._show(replace(view, caption=self._caption, is_by_voice=self._has_earphone))


def _is_another(before: View | None, view: View) -> bool:
    return before is None or (before.page, before.language, before.screen) != (view.page, view.language, view.screen)


def _settings(view: View | None) -> tuple[object, ...]:
    return () if view is None else (view.voice, view.pace, view.volume)

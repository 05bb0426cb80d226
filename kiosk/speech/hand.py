"""Says sentences one after the other on the loudspeaker's worker, and tells which ones stand on the screen meanwhile.

Works without a loudspeaker too: then everything is a caption that stays as long as it would have been heard.
"""

import logging
import re
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from drivers.clock import Clock
from drivers.faults import DeviceError
from drivers.sound import Language as Tongue
from drivers.sound import Prompt, Sound, SoundState, Speech
from kiosk.cabinet.workers import Job, Stop, Work
from kiosk.speech.saying import Say, Sentence, captions
from kiosk.speech.speaking import Captioned
from kiosk.speech.voices import Pack
from kiosk.view import Language, Voice

log = logging.getLogger(__name__)

CAPTION_S = 5.0
"""A caption stays at least so long (Seoul's standard for public terminals)."""
SYLLABLE_S = 0.27
"""A character read aloud: so long a sentence stays that nobody can hear."""
LETTER_S = 0.07
"""The same of an English letter."""
LOOK_S = 0.03
"""Between two looks whether the sentence is over or was stopped: an ear notices 50 ms."""
_HAN = re.compile(r"[\u3400-\u9fff]")
MADE = "…"
"""Stands in the record for a sentence that was made on the spot."""
_TONGUES: Mapping[Voice, Tongue] = MappingProxyType(
    {"mandarin": Tongue.MANDARIN, "cantonese": Tongue.CANTONESE, "english": Tongue.ENGLISH}
)


class SpeechHand:
    """Carries out `Say`.

    Args:
        sound: the loudspeaker; None where there is none.
        on_worker: queues work for it.
        packs: recorded voices by their names.
        clock: for waits.
    """

    def __init__(
        self, sound: Sound | None, on_worker: Callable[[Work], Job], packs: Mapping[str, Pack], clock: Clock
    ) -> None:
        self._sound = sound
        self._on_worker = on_worker
        self._packs = packs
        self._clock = clock
        self.record: deque[str] = deque(maxlen=200)
        """Ids of the prompts that were said, and MADE; never a sentence."""
        self._is_heard = False
        self._silent_until = 0.0

    def speak(self, say: Say, captioned: Captioned, is_private: Callable[[], bool]) -> Job:
        """Begin to say it (see `Speaker`)."""
        return self._on_worker(lambda stop: self._speak(say, captioned, is_private, stop))

    def _speak(self, say: Say, captioned: Captioned, is_private: Callable[[], bool], stop: Stop) -> None:
        pack = self._packs.get("english" if say.language == "en" else say.voice)
        for caption in captions(say):
            until = self._clock.monotonic()
            captioned(caption.text)
            for one in caption.sentences:
                if stop() or (one.is_personal and not is_private()):
                    return
                self._begin(one, say, pack)
                if not caption.goes_on:
                    self._hear_out(stop)
            if not caption.sentences and not caption.goes_on:
                self._hear_out(stop)
            until += _seconds(caption.text, say) if caption.goes_on else CAPTION_S
            self._hear_out(stop, partial(self._is_before, until))
            if stop():
                return
        captioned("")

    def _begin(self, sentence: Sentence, say: Say, pack: Pack | None) -> None:
        """Begin to say it, or to wait as long as it would take."""
        prompt_id, file = pack.recordings.get(sentence.text, (MADE, None)) if pack is not None else (MADE, None)
        self.record.append(prompt_id)
        what = (
            Prompt(file, say.pace)
            if file is not None
            else Speech(sentence.text, _tongue(say, pack, sentence.text), say.pace)
        )
        self._silent_until = self._clock.monotonic() + _seconds(sentence.text, say)
        self._is_heard = self._begins(what, say.volume_percent)

    def _begins(self, what: Prompt | Speech, volume_percent: int) -> bool:
        if self._sound is None:
            return False
        try:
            self._sound.set_volume(volume_percent)
            self._sound.say(what)
        except DeviceError as error:
            log.info("not said aloud: %s", error.fault.value)
            return False
        return True

    def _hear_out(self, stop: Stop, goes_on: Callable[[], bool] | None = None) -> None:
        """Until what is being said is over, or something else is; silent at once when it is stopped."""
        goes_on = goes_on or self._is_saying
        while goes_on():
            if stop():
                if self._sound is not None:
                    self._sound.stop()
                return
            self._clock.pause(LOOK_S)

    def _is_before(self, moment: float) -> bool:
        return self._clock.monotonic() < moment

    def _is_saying(self) -> bool:
        if self._is_heard and self._sound is not None:
            return self._sound.state() is SoundState.SPEAKING
        return self._clock.monotonic() < self._silent_until


def _seconds(text: str, say: Say) -> float:
    """How long it takes to say it."""
    return len(text) * (LETTER_S if say.language == "en" else SYLLABLE_S) / say.pace


def _tongue(say: Say, pack: Pack | None, text: str) -> Tongue:
    """An English voice can say no Chinese: a name that nobody translated is said as it is written."""
    language: Language = say.language
    if language == "en":
        return Tongue.MANDARIN if _HAN.search(text) else Tongue.ENGLISH
    if pack is not None:
        return _TONGUES[pack.speaks]
    return _TONGUES.get(say.voice, Tongue.MANDARIN)

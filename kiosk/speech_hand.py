"""Says sentences one after the other on the loudspeaker's worker, and tells which ones stand on the screen meanwhile.

Works without a loudspeaker too: then everything is a caption that stays as long as it would have been heard.
"""

import logging
from collections import deque
from collections.abc import Callable, Mapping

from drivers.clock import Clock
from drivers.faults import DeviceError
from drivers.sound import Language as Tongue
from drivers.sound import Prompt, Sound, SoundState, Speech
from kiosk.speaking import Captioned
from kiosk.speech import Say, Sentence, captions
from kiosk.view import Language, Voice
from kiosk.voices import Pack
from kiosk.workers import Job, Stop, Work

log = logging.getLogger(__name__)

CAPTION_S = 5.0
"""A caption stays at least so long (Seoul's standard for public terminals)."""
SYLLABLE_S = 0.27
"""A character read aloud: so long a sentence stays that nobody can hear."""
LOOK_S = 0.03
"""Between two looks whether the sentence is over or was stopped: an ear notices 50 ms."""
MADE = "…"
"""Stands in the record for a sentence that was made on the spot."""
_TONGUES: Mapping[Voice, Tongue] = {"mandarin": Tongue.MANDARIN, "cantonese": Tongue.CANTONESE}


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

    def speak(self, say: Say, captioned: Captioned, is_private: Callable[[], bool]) -> Job:
        """Begin to say it (see `Speaker`)."""
        return self._on_worker(lambda stop: self._speak(say, captioned, is_private, stop))

    def _speak(self, say: Say, captioned: Captioned, is_private: Callable[[], bool], stop: Stop) -> None:
        pack = self._packs.get("english" if say.language == "en" else say.voice)
        for group in captions(say.sentences):
            until = self._clock.monotonic() + CAPTION_S
            captioned(group)
            for one in group:
                if stop() or (one.is_personal and not is_private()):
                    return
                self._one(one, say, pack, stop)
            while self._clock.monotonic() < until:
                if stop():
                    return
                self._clock.pause(LOOK_S)
        captioned(())

    def _one(self, sentence: Sentence, say: Say, pack: Pack | None, stop: Stop) -> None:
        prompt_id, file = pack.recordings.get(sentence.text, (MADE, None)) if pack is not None else (MADE, None)
        self.record.append(prompt_id)
        what = Prompt(file, say.pace) if file is not None else Speech(sentence.text, _tongue(say, pack), say.pace)
        until = self._clock.monotonic() + len(sentence.text) * SYLLABLE_S / say.pace
        if self._begins(what, say.volume_percent):
            self._listen(stop)
            return
        while self._clock.monotonic() < until and not stop():
            self._clock.pause(LOOK_S)

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

    def _listen(self, stop: Stop) -> None:
        while self._sound is not None and self._sound.state() is SoundState.SPEAKING:
            if stop():
                self._sound.stop()
                return
            self._clock.pause(LOOK_S)


def _tongue(say: Say, pack: Pack | None) -> Tongue:
    language: Language = say.language
    if language == "en":
        return Tongue.ENGLISH
    if pack is not None:
        return {"mandarin": Tongue.MANDARIN, "cantonese": Tongue.CANTONESE, "english": Tongue.ENGLISH}[pack.speaks]
    return _TONGUES.get(say.voice, Tongue.MANDARIN)

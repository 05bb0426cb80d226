"""Loudspeaker and earphone: role and values. One voice at a time; what is new stops what is old."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Protocol


class Language(Enum):
    """The voices. The value is espeak-ng's name.

    Its voice `cmn` reads Han characters as English letters in version 1.51; `cmn-latn-pinyin` reads them right.
    """

    MANDARIN = "cmn-latn-pinyin"
    CANTONESE = "yue"
    ENGLISH = "en"


PACES = (0.5, 2.0)
"""Slowest and fastest, against what is usual: VVSG 2.0 asks for 50 to 300 words a minute around 120 to 150."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A fixed sentence, recorded beforehand."""

    file: Path
    """Ogg Vorbis, or WAV with PCM of 16 bits."""
    pace: float = 1.0
    """Times what is usual; the pitch stays."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence to be made into sound. It may name a person, so its repr does not show it."""

    text: str = field(repr=False)
    language: Language = Language.MANDARIN
    pace: float = 1.0
    """Times what is usual (drivers/sound/voice.py)."""


class SoundState(Enum):
    """What the loudspeaker does. That there is none is no error of a visit: everything is also on the screen."""

    QUIET = "quiet"
    SPEAKING = "speaking"
    ABSENT = "absent"
    """No audio hardware, or it did not take the last sound."""


class Sound(Protocol):
    """What any loudspeaker can do. No call waits for the end of a sentence."""

    def say(self, what: Prompt | Speech) -> None:
        """Begin to say it, and stop what is being said.

        Raises:
            DeviceError: ABSENT without hardware, DISABLED without a program, GARBLED for a file that is no sound,
                REFUSED for a text too long, BROKEN or TIMED_OUT when the text could not be made into sound.
        """

    def stop(self) -> None:
        """Be quiet at once."""

    def state(self) -> SoundState:
        """Whether something is being said."""

    def set_volume(self, percent: int) -> None:
        """How loud the next sentence is, 0 to 100; what is being said goes on as it is.

        Raises:
            DeviceError: REFUSED for another number.
        """

    def check(self) -> str:
        """What audio hardware there is.

        Raises:
            DeviceError: ABSENT or DISABLED.
        """

    def close(self) -> None:
        """Be quiet and end every program."""

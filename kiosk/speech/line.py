"""Puts speech together: texts, recorded voices, the loudspeaker's worker and the line to the screens."""

import logging
from collections.abc import Callable

from config.texts import Texts
from drivers.clock import Clock
from drivers.keypad import Key
from drivers.sound import Sound
from kiosk.cabinet.workers import Job, Work
from kiosk.speech.dialect import Dialect, load_cantonese
from kiosk.speech.hand import SpeechHand
from kiosk.speech.speaking import Speaker
from kiosk.speech.voices import OWN, load_packs
from kiosk.taps import HeardAgain, Pointed, TapOnPage
from kiosk.view import Choice, View

log = logging.getLogger(__name__)

SOUND = "sound"
"""The loudspeaker's worker. It is there without a loudspeaker too: captions are made on it."""


def make_speaker(
    texts: Texts,
    sound: Sound | None,
    on_worker: Callable[[Work], Job],
    *,
    show: Callable[[View], None],
    listens: Callable[[], None],
    clock: Clock,
) -> Speaker:
    """The voice of a terminal.

    Raises:
        TextError, VoiceError: a file of config/texts or config/voices cannot be used.
    """
    cantonese = load_cantonese()
    packs = load_packs(texts, cantonese)
    log.info("voices: %s", ", ".join(f"{pack.id} {len(pack.recordings)}" for pack in packs.values()) or "none recorded")
    hand = SpeechHand(sound, on_worker, packs, clock)
    dialect = Dialect(
        texts, cantonese, frozenset({"cantonese", *(pack.id for pack in packs.values() if pack.speaks == "cantonese")})
    )
    cities = tuple(Choice(id=pack.id, label=pack.name) for pack in packs.values() if pack.id not in OWN)
    return Speaker(dialect, show=show, speak=hand.speak, voices=cities, listens=listens)


def hear_tap(speaker: Speaker, tap: TapOnPage) -> None:
    """A touch ends what is being said, or asks for it."""
    match tap.tap:
        case HeardAgain():
            speaker.again()
        case Pointed(name, spoken):
            speaker.pointed_at(tap.page, name, spoken)
        case _:
            speaker.interrupted()


def hear_key(speaker: Speaker, key: Key) -> None:
    """The keypad's keys do the same; which control it marks is told by the screens."""
    if key is Key.REPEAT:
        speaker.again()
    else:
        speaker.interrupted()

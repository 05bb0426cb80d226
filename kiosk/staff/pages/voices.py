"""语音与语言: which voices are recorded, what of each language is still read by the machine, and a sentence to hear."""

from functools import cache

from config.texts import Texts, load_texts
from drivers.sound import Language as Tongue
from drivers.sound import Prompt, Speech
from kiosk.speech.dialect import load_cantonese
from kiosk.speech.voices import Pack, load_packs, prompts
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff_view import Block, Entry

SENTENCE = "screen.lay_card.lead"
"""Heard as a sample: long enough to judge a voice, and of nobody."""
TONGUES = {"mandarin": Tongue.MANDARIN, "cantonese": Tongue.CANTONESE, "english": Tongue.ENGLISH}
SHOWN = 12


@cache
def _packs() -> dict[str, Pack]:
    return dict(load_packs(load_texts(), _cantonese()))


@cache
def _cantonese() -> Texts:
    return load_cantonese()


def _look(means: Means, where: Where) -> Look:
    packs = _packs()
    entries = []
    missing: list[str] = []
    for name, pack in packs.items():
        wanted = _wanted(means, pack)
        recorded = {prompt for prompt, _ in pack.recordings.values()}
        left = sorted(set(wanted) - recorded)
        if name == where.picked:
            missing = [wanted[one] for one in left]
        entries.append(
            Entry(
                id=name,
                label=pack.name,
                value=means.say("voices.share", recorded=len(wanted) - len(left), whole=len(wanted)),
                detail=means.say("voices.left", count=len(left)) if left else "",
                tone="good" if not left else "careful",
                share=1 - len(left) / len(wanted) if wanted else 0.0,
            )
        )
    blocks = [Block(kind="rows", title=means.say("voices.title"), note=means.say("voices.how"), entries=tuple(entries))]
    if missing:
        blocks.append(
            Block(
                kind="rows",
                title=means.say("voices.missing"),
                entries=tuple(Entry(label=one) for one in missing[:SHOWN]),
            )
        )
    can_play = where.picked in packs and means.devices.sound is not None
    play = Entry(id="play", label=means.say("voices.play"), sign="voice")
    return Look(tuple(blocks), (play,) if can_play else ())


def _wanted(means: Means, pack: Pack) -> dict[str, str]:
    table = _cantonese() if pack.speaks == "cantonese" else means.texts
    return prompts(table, "en" if pack.speaks == "english" else "yue-Hans" if pack.speaks == "cantonese" else "zh-Hans")


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    if wanted in _packs():
        return Where(where.page, wanted)
    if wanted == "play" and where.picked in _packs():
        return Act("play-voice", lambda: _play(means, where.picked), where.picked, worker="sound")
    return None


def _play(means: Means, name: str) -> Done:
    sound = means.devices.sound
    if sound is None:
        raise ActError(means.say("calibration.no_sound"))
    text = means.texts.text("zh-Hans", SENTENCE)
    recorded = _packs()[name].recordings.get(text)
    sound.say(Prompt(recorded[1]) if recorded is not None else Speech(text, TONGUES.get(name, Tongue.MANDARIN)))
    return Done(means.say("voices.played"))


PAGE = Page("voices", "voice", "see-voices", _look, _take)

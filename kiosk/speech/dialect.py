"""How a written text is said: Cantonese has words of its own, found by the key of what stands on the screen."""

import re
from collections.abc import Iterator
from pathlib import Path

from config.texts import FOLDER, Texts, load_texts, placeholders
from kiosk.view import Language, Voice

CANTONESE = ("yue-Hant", "yue-Hans")
"""The files of config/texts with Cantonese wording, in both scripts; they name a part of the keys of the others."""
_SCRIPT = {"zh-Hans": "yue-Hans", "zh-Hant": "yue-Hant"}


class Dialect:
    """Says texts.

    Args:
        texts: what is written.
        cantonese: what is said in Cantonese, by the same keys.
        voices: those that say it.
    """

    def __init__(self, texts: Texts, cantonese: Texts, voices: frozenset[str] = frozenset({"cantonese"})) -> None:
        self._voices = voices
        self._texts = texts
        self._cantonese = cantonese
        self._keys = frozenset(texts.keys())
        self._exact = {language: dict(self._known(language)) for language in _SCRIPT}
        self._filled = {
            language: tuple((_pattern(text), key) for text, key in known.items() if placeholders(text))
            for language, known in self._exact.items()
        }

    def said(self, written: str, language: Language, voice: Voice) -> str:
        """What is said for a text of a screen in that language; a text without a wording of its own is read out."""
        if voice not in self._voices or language not in _SCRIPT or not written:
            return written
        key = self._exact[language].get(written)
        if key is not None and not placeholders(written):
            return self._cantonese.text(_SCRIPT[language], key)
        for pattern, filled_key in self._filled[language]:
            if match := pattern.fullmatch(written):
                return self._cantonese.text(_SCRIPT[language], filled_key, **match.groupdict())
        return written

    def own(self, key: str, language: Language, voice: Voice, **values: object) -> str:
        """A sentence that stands on no screen, [speech] of config/texts."""
        if voice in self._voices and language in _SCRIPT:
            return self._cantonese.text(_SCRIPT[language], f"speech.{key}", **values)
        return self._texts.text(language, f"speech.{key}", **values)

    def _known(self, language: str) -> Iterator[tuple[str, str]]:
        """Written text and key of everything that Cantonese has a wording for; the first key of equal texts counts."""
        for key in reversed(self._cantonese.keys()):
            if key in self._keys:
                yield self._texts.written(language, key), key


def load_cantonese(folder: Path = FOLDER) -> Texts:
    """Read both files of Cantonese wording.

    Raises:
        TextError: as `load_texts`.
    """
    return load_texts(folder, CANTONESE)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{([a-z_]+)\}", template)
    named = (f"(?P<{part}>.+?)" if index % 2 else re.escape(part) for index, part in enumerate(parts))
    return re.compile("".join(named))

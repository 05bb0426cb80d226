"""What a loudspeaker tells the hall of a page, held against what is declared to be for everybody's ears.

`said_aloud.toml` declares it: sections of config/texts, values that tell nothing of a person, lists of what anybody may
choose. A page that says anything else aloud has forgotten to keep it for the earphones, or to be declared.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from whole_catalogue import whole_catalogue

from config.texts import load_texts, placeholders
from kiosk.speech.dialect import Dialect, load_cantonese
from kiosk.speech.saying import pointed, sentences
from kiosk.view import View

DECLARED = Path(__file__).with_suffix(".toml")
_NAME = re.compile(r"\{([a-z_]+)\}")
_BETWEEN = "\u3000"
"""Stands between two texts that are shown as one line."""


def declared_sections() -> tuple[str, ...]:
    """All sections and texts of config/texts that are named."""
    told = _declared()["texts"]
    return (*told["sections"], *told["own"], *told["halls"], *_declared()["lists"]["sections"])


def undeclared(view: View) -> list[str]:
    """What everybody in the hall would hear, by itself or under a finger, that nobody declared."""
    if view.screen in _declared()["nobodys"]["screens"] and not view.holder:
        return []
    spoken = [one.text for one in sentences(view, _dialect(), in_private=False)]
    told = {f"{row.label}：{row.value}" for row in view.elsewhere}
    found = [one for text in spoken if text not in told for one in text.split(_BETWEEN) if not _is_declared(view, one)]
    return [*found, *_under_a_finger(view)]


def _under_a_finger(view: View) -> Iterator[str]:
    """A tile's own words are somebody's, or are declared, or belong to a list of what anybody may choose."""
    titles = _keys(view.words.get("title", ""))
    anybodys = any(key.rpartition(".")[0] in _declared()["lists"]["sections"] for key in titles)
    if anybodys or (_asks(view) and not view.is_own_list):
        return
    for choice in view.choices:
        for one in pointed(view, _dialect(), f"choice-{choice.id}", f"{choice.label}, {choice.detail}"):
            if not one.is_personal and not _is_declared(view, one.text):
                yield one.text


def _asks(view: View) -> bool:
    """A question of a form, in the item's own words."""
    return view.screen in _declared()["questions"]["screens"]


def _is_declared(view: View, text: str) -> bool:
    if text in _items() or (_asks(view) and text in (view.words.get("title"), view.words.get("lead"))):
        return True
    told = _declared()["texts"]
    return any(key.rpartition(".")[0] in told["sections"] and key not in told["own"] for key in _keys(text))


def _keys(text: str) -> tuple[str, ...]:
    """Which texts this is, where whatever was filled in tells nothing of a person."""
    if not text:
        return ()
    exact, filled = _texts()
    values = set(_declared()["values"]["names"])
    halls = _declared()["texts"]["halls"]
    told = (key for names, pattern, key in filled if (key in halls or names <= values) and pattern.fullmatch(text))
    return (*exact.get(text, ()), *told)


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(DECLARED.read_text("utf-8"))


@cache
def _dialect() -> Dialect:
    return Dialect(load_texts(), load_cantonese())


@cache
def _texts() -> tuple[dict[str, list[str]], list[tuple[frozenset[str], re.Pattern[str], str]]]:
    texts = load_texts()
    exact: dict[str, list[str]] = {}
    filled = []
    for key in texts.keys():  # noqa: SIM118  # Texts is no mapping
        written = texts.written("zh-Hans", key)
        if not placeholders(written):
            exact.setdefault(written, []).append(key)
        elif len(_NAME.sub("", written)) > 1:
            parts = _NAME.split(written)
            named = ("(.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
            filled.append((placeholders(written), re.compile("".join(named)), key))
    return exact, filled


@cache
def _items() -> frozenset[str]:
    """What the catalogue calls things that can be done."""
    settings = [item.settings for item in whole_catalogue().values()]
    return frozenset(name.zh_hans for one in settings for name in (one.name, *(code.name for code in one.codes)))

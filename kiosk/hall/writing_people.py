"""How a scripted person writes words on the glass: characters by pinyin and candidates, the rest by its own keys."""

from collections.abc import Callable, Mapping
from functools import cache

from kiosk.forms.hanzi.pinyin import Pinyin
from kiosk.view import Board

LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .'")
DIGITS = frozenset("0123456789-/")
Press = Callable[[str], None]
Shown = Callable[[str, tuple[str, ...]], tuple[str, ...]]
"""Waits until these letters stand there with other candidates than those before, and says which."""


def write(text: str, press: Press, shown: Shown) -> None:
    """Write it.

    What no key has and no pinyin leads to is left out, as people do with the brackets of a certificate's number.

    Args:
        text: what is to stand in the field.
        press: touches a control of that name.
        shown: looks at the candidates.
    """
    board: Board = "pinyin"
    for character in text:
        wanted = _board_of(character)
        if wanted is None:
            continue
        if wanted != board:
            press(f"board-{wanted}")
            board = wanted
        if wanted == "pinyin":
            _choose(character, press, shown)
        else:
            press(f"written-{character}")


def _choose(character: str, press: Press, shown: Shown) -> None:
    letters = spellings()[character]
    for letter in letters:
        press(f"written-{letter}")
    found = shown(letters, ())
    while character not in found:
        press("more-down")
        found = shown(letters, found)
    press(f"candidate-{character}")
    shown("", found)


def _board_of(character: str) -> Board | None:
    if character in LETTERS:
        return "letters"
    if character in DIGITS:
        return "digits"
    return "pinyin" if character in spellings() else None


@cache
def spellings() -> Mapping[str, str]:
    """The letters of every character that pinyin leads to."""
    return Pinyin.load().spellings()

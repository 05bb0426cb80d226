"""Characters for strokes: libzinnia with Debian's model of 6 763 simplified characters, where both are installed.

Packages libzinnia0 and tegaki-zinnia-simplified-chinese (requirements/system.txt). Without them `Handwriting.find`
gives None and nobody is offered to write by hand. Nothing is learned: the model is only read.
"""

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

LIBRARY: Final = "libzinnia.so.0"
MODEL: Final = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
SIDE: Final = 300
"""Strokes are points of a square with so many steps a side."""
MOST_STROKES: Final = 40
"""No character of the model has more than 30; a child that scribbles stops here."""
MOST_CANDIDATES: Final = 24

Stroke = tuple[int, ...]
"""x and y by turns, each 0 to SIDE."""

_FUNCTIONS: Final = (
    ("zinnia_recognizer_new", ctypes.c_void_p, ()),
    ("zinnia_recognizer_open", ctypes.c_int, (ctypes.c_void_p, ctypes.c_char_p)),
    ("zinnia_recognizer_destroy", None, (ctypes.c_void_p,)),
    ("zinnia_character_new", ctypes.c_void_p, ()),
    ("zinnia_character_destroy", None, (ctypes.c_void_p,)),
    ("zinnia_character_set_width", None, (ctypes.c_void_p, ctypes.c_size_t)),
    ("zinnia_character_set_height", None, (ctypes.c_void_p, ctypes.c_size_t)),
    ("zinnia_character_add", ctypes.c_int, (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int)),
    ("zinnia_recognizer_classify", ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)),
    ("zinnia_result_size", ctypes.c_size_t, (ctypes.c_void_p,)),
    ("zinnia_result_value", ctypes.c_char_p, (ctypes.c_void_p, ctypes.c_size_t)),
    ("zinnia_result_destroy", None, (ctypes.c_void_p,)),
)
"""Of zinnia.h: name, result, arguments."""


class Handwriting:
    """Recognises one character at a time, in 5 to 15 ms.

    Args:
        library: libzinnia.
        recognizer: what it opened the model with.
    """

    def __init__(self, library: ctypes.CDLL, recognizer: int) -> None:
        self._library = library
        self._recognizer = recognizer

    @classmethod
    def find(cls, library: str = LIBRARY, model: Path = MODEL) -> Self | None:
        """Open what is installed; None where it is not."""
        if not model.is_file():
            return None
        try:
            zinnia = ctypes.CDLL(library)
        except OSError:
            return None
        for name, result, arguments in _FUNCTIONS:
            function = getattr(zinnia, name)
            function.restype, function.argtypes = result, arguments
        recognizer = zinnia.zinnia_recognizer_new()
        if not zinnia.zinnia_recognizer_open(recognizer, str(model).encode()):
            zinnia.zinnia_recognizer_destroy(recognizer)
            return None
        return cls(zinnia, recognizer)

    def candidates(self, strokes: Sequence[Stroke]) -> tuple[str, ...]:
        """What the strokes may be, the likeliest first; nothing for nothing."""
        if not any(strokes):
            return ()
        zinnia = self._library
        character = zinnia.zinnia_character_new()
        result = None
        try:
            zinnia.zinnia_character_set_width(character, SIDE)
            zinnia.zinnia_character_set_height(character, SIDE)
            for number, stroke in enumerate(strokes[:MOST_STROKES]):
                for x, y in zip(stroke[::2], stroke[1::2], strict=False):
                    zinnia.zinnia_character_add(character, number, x, y)
            result = zinnia.zinnia_recognizer_classify(self._recognizer, character, MOST_CANDIDATES)
            count = zinnia.zinnia_result_size(result) if result else 0
            return tuple(zinnia.zinnia_result_value(result, number).decode() for number in range(count))
        finally:
            zinnia.zinnia_character_destroy(character)
            if result:
                zinnia.zinnia_result_destroy(result)

    def close(self) -> None:
        """Give the model back."""
        self._library.zinnia_recognizer_destroy(self._recognizer)

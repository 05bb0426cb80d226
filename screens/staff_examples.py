"""Views of the staff's pages for the gallery: recorded from the real desk by tests/kiosk/staff_gallery.py."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from config.texts import Texts
from kiosk.view import Language, View

FILE: Final = Path(__file__).with_name("staff_examples.json")
_VIEW: Final = TypeAdapter(View)


def staff_examples(texts: Texts, language: Language) -> dict[str, View]:
    """By the names of the gallery.

    Args:
        texts: of residents' screens, for the words of the frame.
        language: one of kiosk.view.Language.
    """
    bar = texts.bar(language)
    return {name: replace(_VIEW.validate_python(kept), bar=bar) for name, kept in _recorded()[language].items()}


@cache
def _recorded() -> dict[str, dict[str, Any]]:
    recorded: dict[str, dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
    return recorded

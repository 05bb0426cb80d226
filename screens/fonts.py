"""The faces of paper and screen are the same files, loaded by path: nothing of the system's fonts decides."""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

BUILT: Final = Path(sys.prefix) / "share" / "kiosk" / "fonts"
"""Where set-up builds Noto Sans SC in two weights (printing/font_build.py, which screens may not import)."""
RARE: Final = Path("/usr/share/fonts/truetype/cns11643/TW-Sung-Ext-B-98_1.ttf")
"""Debian's fonts-cns11643-sung: the rare characters of names that Noto lacks."""


class FontsMissingError(Exception):
    """Set-up has not built the faces. The message says what to do."""


def load_fonts(app: QGuiApplication) -> tuple[str, ...]:
    """Make the faces the application's font and give their families, first choice first.

    Raises:
        FontsMissingError: the folder holds none.
    """
    files = sorted(BUILT.glob("*.ttf"))
    if not files:
        raise FontsMissingError(f"{BUILT}: no fonts there: run make setup")
    families: dict[str, None] = {}
    for file in [*files, *([RARE] if RARE.exists() else [])]:
        number = QFontDatabase.addApplicationFont(str(file))
        families |= dict.fromkeys(QFontDatabase.applicationFontFamilies(number))
    font = QFont(list(families))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    return tuple(families)

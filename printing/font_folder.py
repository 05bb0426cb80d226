"""Where the faces lie that set-up builds; apart from the building, which loads far more."""

import sys
from pathlib import Path


def font_folder() -> Path:
    """Inside the virtual environment, so that they go with it."""
    return Path(sys.prefix) / "share" / "kiosk" / "fonts"

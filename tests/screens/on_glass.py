"""The panels that screens are tested on."""

from collections.abc import Callable

from PySide6.QtCore import QSize

from screens.window import KioskWindow

PANELS = {"portrait": QSize(1080, 1920), "landscape": QSize(1920, 1080)}
MM_PER_PX = 0.369
"""The 32-inch reference panel."""

Windows = Callable[[str], KioskWindow]
"""Gives the window of a panel."""

"""Contrast of two colours, as WCAG 2.2 computes it."""

from typing import Final

from PySide6.QtGui import QColor

BODY: Final = 10.0
TEXT: Final = 7.0
PART: Final = 3.0
"""Our rule: body text (VVSG 2.0 draft), any text (WCAG 2.2 1.4.6), and parts that carry meaning (1.4.11)."""


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, relative luminance: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (float(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

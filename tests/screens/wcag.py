"""WCAG 2.2 contrast of two colours."""

from PySide6.QtGui import QColor

BODY, TEXT, PART = 10.0, 7.0, 3.0
"""Our rule: body text, any text, and parts that carry meaning."""


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = (float(part) for part in (colour.redF(), colour.greenF(), colour.blueF(), 1.0))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

"""WCAG contrast of what stands on what, computed from the tokens themselves."""

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine

from screens.contrast import contrast
from screens.token_pairs import PAIRS
from screens.window import QML


@pytest.fixture(scope="module")
def tokens(qapp: QGuiApplication) -> QObject:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(
        b'import QtQuick\nimport "."\nQtObject { property QtObject t: Tokens }', QUrl.fromLocalFile(f"{QML}/x.qml")
    )
    holder = component.create()
    assert holder is not None, component.errorString()
    found: QObject = holder.property("t")
    for owner in (engine, component, holder):
        owner.setParent(qapp)
    return found


@pytest.mark.parametrize("theme", ["day", "night", "contrast"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast(tokens: QObject, theme: str, ink: str, ground: str, least: float) -> None:
    tokens.setProperty("theme", theme)
    assert contrast(tokens.property(ink), tokens.property(ground)) >= least


def test_the_formula_knows_the_published_figures() -> None:
    assert contrast(QColor("#111827"), QColor("white")) == pytest.approx(17.7, abs=0.1)
    assert contrast(QColor("#0B3D91"), QColor("white")) == pytest.approx(10.0, abs=0.1)


@pytest.mark.parametrize(
    ("size", "least"),
    [("standard", (7.3, 10, 12, 16, 24)), ("elder", (10, 15, 18, 20, 28)), ("huge", (14, 20, 24, 24, 32))],
)
def test_type_is_as_high_as_promised(tokens: QObject, size: str, least: tuple[float, ...]) -> None:
    tokens.setProperty("size", size)
    names = ("small", "body", "label", "title", "figure")
    heights = [tokens.property(name) * tokens.property("mmPerPx") * 0.92 for name in names]
    assert all(height >= wanted - 0.001 for height, wanted in zip(heights, least, strict=True)), heights
    tokens.setProperty("size", "standard")

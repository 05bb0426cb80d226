import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from finger import LONG_ENOUGH_MS
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from drivers.control import ControlServer
from screens.dock import GROUPS, Dock, window
from screens.dock_line import DockLine
from screens.fonts import load_fonts
from screens.items import area, centre, walk

CARD = {"name": "演示样一", "number": "449901199001010016"}


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[list[dict[str, Any]]]:
    """Every simulator of a demo, answering and remembering."""
    asked: list[dict[str, Any]] = []

    def server(device: str) -> ControlServer:
        def answer(do: str, **fields: Any) -> Any:
            def handler(request: Any) -> dict[str, Any]:
                if do not in ("outbox", "citizens"):
                    asked.append({"device": device, **request})
                return fields

            return handler

        words = ("lay", "remove", "fault", "clear", "state", "off", "on")
        handlers = {do: answer(do) for do in words}
        if device == "platform":
            handlers["citizens"] = answer("citizens", citizens=[CARD])
            handlers["outbox"] = answer("outbox", messages=[{"code": "111111"}, {"code": "482913"}])
        return ControlServer(tmp_path / f"{device}.sock", handlers)

    servers = [server(device) for device in ("idcard", "a4_printer", "receipt_printer", "platform")]
    yield asked
    for one in servers:
        one.close()


def test_it_lays_a_card_and_shows_the_newest_code(
    qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path, asked: list[dict[str, Any]]
) -> None:
    load_fonts(qapp)
    dock = Dock(DockLine(tmp_path))
    view = window(dock)
    view.resize(420, 900)
    view.show()
    dock.start()
    qtbot.waitUntil(
        lambda: (dock.property("code"), dock.property("people")) == ("482913", [CARD["name"]]), timeout=3000
    )
    QTest.qWait(LONG_ENOUGH_MS)
    button = next(item for item in walk(view.contentItem()) if item.objectName() == "lay-0")
    at: QPoint = centre(button).toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    qtbot.waitUntil(lambda: asked == [{"device": "idcard", "do": "lay", **CARD}], timeout=3000)
    view.close()
    view.deleteLater()


def test_every_button_is_understood_by_its_simulator(
    qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path, asked: list[dict[str, Any]]
) -> None:
    dock = Dock(DockLine(tmp_path))
    wanted = [act for buttons in GROUPS.values() for button in buttons for act in button.acts]
    for title, buttons in GROUPS.items():
        for number in range(len(buttons)):
            dock.press(title, number)
    qtbot.waitUntil(lambda: len(asked) == len(wanted), timeout=3000)
    assert dock.property("said") == ""
    assert sorted(json.dumps(one) for one in asked) == sorted(
        json.dumps({"device": act.device, "do": act.do, **act.fields}) for act in wanted
    )


def test_a_simulator_that_is_not_there_is_said(qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path) -> None:
    dock = Dock(DockLine(tmp_path))
    dock.take()
    qtbot.waitUntil(lambda: dock.property("said").startswith("idcard"), timeout=3000)


@pytest.mark.parametrize("width", [168, 420])
def test_on_a_low_display_all_of_it_can_be_reached(
    qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path, asked: list[dict[str, Any]], width: int
) -> None:
    # 800 x 480 gives the dock 168 x 420.
    load_fonts(qapp)
    dock = Dock(DockLine(tmp_path))
    view = window(dock)
    view.resize(width, 420)
    view.show()
    dock.start()
    qtbot.waitUntil(lambda: dock.property("people") == [CARD["name"]] and dock.property("code") == "482913")
    QTest.qWait(LONG_ENOUGH_MS)
    items = {item.objectName(): item for item in walk(view.contentItem()) if item.objectName()}
    whole = QRectF(0, 0, view.width(), view.height())
    assert whole.contains(area(items["code"]))
    last = items["网络-恢复"]
    assert not whole.contains(area(last))
    assert items["scroll-bar"].isVisible()
    middle = QPoint(width // 2, 210)
    # A wheel turned down by many notches at once.
    wheel = QWheelEvent(
        QPointF(middle),
        QPointF(middle),
        QPoint(0, -3000),
        QPoint(0, -3000),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(view, wheel)
    qtbot.waitUntil(lambda: whole.contains(area(last)), timeout=3000)
    qtbot.waitUntil(lambda: not items["scroll"].property("moving"), timeout=3000)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre(last).toPoint())
    qtbot.waitUntil(lambda: asked == [{"device": "platform", "do": "clear"}], timeout=3000)
    view.close()
    view.deleteLater()


@pytest.mark.parametrize("size", [(168, 420), (300, 420), (420, 900)])
def test_no_label_leaves_its_button(
    qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path, asked: list[dict[str, Any]], size: tuple[int, int]
) -> None:
    load_fonts(qapp)
    dock = Dock(DockLine(tmp_path))
    view = window(dock)
    view.resize(*size)
    view.show()
    dock.start()
    qtbot.waitUntil(lambda: dock.property("people") == [CARD["name"]])
    QTest.qWait(LONG_ENOUGH_MS)
    labels = [item for item in walk(view.contentItem()) if item.property("sign") and item.property("label")]
    assert len(labels) == 2 + sum(len(buttons) for buttons in GROUPS.values())
    outside = [
        button.property("label")
        for button in labels
        for row in button.childItems()
        if row.inherits("QQuickRow") and not area(button).contains(area(row))
    ]
    assert outside == []
    view.close()
    view.deleteLater()

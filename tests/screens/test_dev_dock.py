import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from finger import LONG_ENOUGH_MS
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from drivers.control import ControlServer
from screens.dock import Dock, window
from screens.dock_acts import CARDS, FOR_EVER, PAGES, PLUGS, WIRE_FAULTS, WIRED, Aim
from screens.dock_line import DockLine
from screens.dock_words import state_of
from screens.fonts import load_fonts
from screens.items import area, centre, walk

CARD = {"name": "演示样一", "number": "449901199001010016", "sex": "1", "nation": "01", "birth": "19900101"}
PORTRAYED = {**CARD, "portrait": "resident"}
ANOTHER = {**CARD, "name": "演示样二", "portrait": "other"}
DEVICES = {group.device for groups in PAGES.values() for group in groups} | set(WIRED)
PERMIT = {"power": True, "place": "chip", "written": ["permit"], "kept": []}
LOOKS = ("outbox", "citizens", "count", "coil")
WORDS = {
    "lay",
    "remove",
    *LOOKS,
    *PLUGS,
    "fault",
    *(act.do for groups in PAGES.values() for group in groups for button in group.buttons for act in button.acts),
}
ANSWERS: dict[str, dict[str, Any]] = {
    "citizens": {"citizens": [PORTRAYED, ANOTHER]},
    "outbox": {"messages": [{"code": "111111"}, {"code": "482913"}]},
    "count": {
        "asking": True,
        "holds": 2,
        "open": ["1-3", "2-12"],
        "watching": 1,
        "read": 4,
        "in": True,
        "number": "00000007",
        **PERMIT,
    },
    "coil": {"on": True},
    "insert": {"zone": "P<UTOCE<<SHI"},
}


class World:
    """Every simulator of a demo, answering and remembering; made once, for it takes a second to end."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[dict[str, Any]] = []
        self.servers = [self._server(folder, device) for device in sorted(DEVICES)]

    def _server(self, folder: Path, device: str) -> ControlServer:
        def answer(do: str) -> Any:
            def handler(request: Any) -> dict[str, Any]:
                if do not in LOOKS:
                    self.asked.append({"device": device, **request})
                return ANSWERS.get(do, {})

            return handler

        return ControlServer(folder / f"{device}.sock", {do: answer(do) for do in WORDS})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dock")


@pytest.fixture(scope="module")
def world(folder: Path) -> Iterator[World]:
    world = World(folder)
    yield world
    for one in world.servers:
        one.close()


@pytest.fixture
def asked(world: World) -> list[dict[str, Any]]:
    """What is asked of the simulators from now on, looks apart."""
    world.asked.clear()
    return world.asked


@pytest.fixture
def dock(qapp: QGuiApplication, qtbot: QtBot, folder: Path, asked: list[dict[str, Any]]) -> Iterator[Dock]:
    """A dock that has looked at a world with everything in it."""
    load_fonts(qapp)
    dock = Dock(DockLine(folder))
    dock.start()
    qtbot.waitUntil(lambda: dock.property("people") == ["演示样一", "演示样二"] and dock.property("code") == "482913")
    yield dock
    dock.deleteLater()


@pytest.fixture
def view(dock: Dock) -> Iterator[QQuickView]:
    """Its window, as beside the screens on a display of 1920 x 1080."""
    view = window(dock)
    view.resize(437, 900)
    view.show()
    QTest.qWait(LONG_ENOUGH_MS)
    yield view
    view.close()
    view.deleteLater()


def items(view: QQuickView) -> dict[str, QQuickItem]:
    return {item.objectName(): item for item in walk(view.contentItem()) if item.objectName() and item.isVisible()}


def click(view: QQuickView, name: str) -> None:
    at: QPoint = centre(items(view)[name]).toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.qWait(LONG_ENOUGH_MS)


def buttons(view: QQuickView) -> list[QQuickItem]:
    return [
        item
        for item in walk(view.contentItem())
        if item.isVisible() and item.property("label") and item.property("isLow") is not None
    ]


def test_it_lays_a_card_and_shows_the_newest_code(
    qtbot: QtBot, dock: Dock, view: QQuickView, asked: list[dict[str, Any]]
) -> None:
    assert items(view)["code"].property("text") == "482913"
    click(view, "lay-0")
    laid = {"device": "idcard", "do": "lay", **PORTRAYED}
    comes = {"device": "camera", "do": "person", "name": "resident"}
    qtbot.waitUntil(lambda: laid in asked and comes in asked and len(asked) == 2, timeout=3000)
    qtbot.waitUntil(lambda: dock.property("told") == "演示样一 的身份证放好了", timeout=3000)


@pytest.mark.parametrize("page", PAGES)
def test_every_button_of_a_page_asks_its_device(
    qtbot: QtBot, dock: Dock, asked: list[dict[str, Any]], page: str
) -> None:
    dock.turn(page)
    curious = [group.device for group in PAGES[page] if group.questions]
    qtbot.waitUntil(lambda: all(dock.property("states")[device] for device in curious), timeout=3000)
    wanted = []
    for group in PAGES[page]:
        for number, button in enumerate(group.buttons):
            dock.press(group.title, number)
            for act in button.acts:
                request = {"device": group.device, "do": act.do, **act.fields}
                if act.aim in (Aim.CARD_HOLDER, Aim.SOMEBODY_ELSE):
                    wanted.append({**request, "name": "resident" if act.aim is Aim.CARD_HOLDER else "other"})
                elif act.aim is Aim.OPEN_DOORS:
                    wanted += [{**request, "board": 1, "lock": 3}, {**request, "board": 2, "lock": 12}]
                else:
                    wanted.append({**request, **(CARD if act.aim is Aim.FIRST_CITIZEN else {})})
    qtbot.waitUntil(lambda: len(asked) >= len(wanted), timeout=3000)
    assert dock.property("said") == ""
    assert sorted(json.dumps(one, sort_keys=True) for one in asked) == sorted(
        json.dumps(one, sort_keys=True) for one in wanted
    )


def test_a_page_says_what_its_devices_say(qtbot: QtBot, dock: Dock, view: QQuickView) -> None:
    click(view, "page-机器")
    qtbot.waitUntil(lambda: "开着：1-3、2-12" in items(view)["title-取件柜"].property("text"), timeout=3000)
    click(view, "page-按键")
    qtbot.waitUntil(lambda: "正在要密码，已按 2 位" in items(view)["title-密码键盘"].property("text"), timeout=3000)
    assert "title-取件柜" not in items(view)


def test_a_device_that_says_nothing_has_no_state() -> None:
    assert state_of("locker", ()) == ""
    assert state_of("locker", ({"ok": False, "error": "gone"},)) == ""
    assert state_of("locker", ({"ok": True, "open": []},)) == "门都关着"


def test_the_printed_zone_of_a_travel_document_is_told(qtbot: QtBot, view: QQuickView) -> None:
    click(view, f"{CARDS.title}-护照")
    qtbot.waitUntil(lambda: "P<UTOCE<<SHI" in items(view)["last"].property("text"), timeout=3000)


def test_only_devices_that_are_there_are_shown(
    qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path, folder: Path, world: World
) -> None:
    load_fonts(qapp)
    for device in ("platform", "idcard", "receipt_printer", "ups"):
        (tmp_path / f"{device}.sock").symlink_to(folder / f"{device}.sock")
    dock = Dock(DockLine(tmp_path))
    view = window(dock)
    view.resize(437, 900)
    view.show()
    dock.start()
    assert dock.property("pages") == ["办事", "打印", "机器", "线路"]
    assert dock.property("groups") == []
    assert dock.property("wired") == ["身份证", "小票机", "电源"]
    dock.turn("机器")
    assert [group["title"] for group in dock.property("groups")] == ["电源"]
    (tmp_path / "locker.sock").symlink_to(folder / "locker.sock")
    qtbot.waitUntil(lambda: [one["title"] for one in dock.property("groups")] == ["取件柜", "电源"], timeout=3000)
    view.close()
    view.deleteLater()


def test_a_simulator_that_is_not_there_is_said(qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path) -> None:
    dock = Dock(DockLine(tmp_path))
    dock.take()
    qtbot.waitUntil(lambda: dock.property("said").startswith("idcard"), timeout=3000)


def test_a_wire_is_chosen_and_spoilt(qtbot: QtBot, dock: Dock, view: QQuickView, asked: list[dict[str, Any]]) -> None:
    click(view, "page-线路")
    click(view, "wire-密码键盘")
    click(view, "fault-不回答")
    pad = {"device": "pin_pad"}
    always = [{**pad, "do": "clear"}, {**pad, "do": "fault", "name": "silent", "times": FOR_EVER}]
    qtbot.waitUntil(lambda: asked == always, timeout=3000)
    qtbot.waitUntil(lambda: items(view)["last"].property("text") == "密码键盘：不回答", timeout=3000)
    asked.clear()
    click(view, "once")
    click(view, "wire-取件柜")
    click(view, "fault-只回一半")
    once = [{"device": "locker", "do": "clear"}, {"device": "locker", "do": "fault", "name": "half_reply", "times": 1}]
    qtbot.waitUntil(lambda: asked == once, timeout=3000)


def test_every_wire_and_fault_of_the_picker_is_the_one_that_it_names(
    qtbot: QtBot, dock: Dock, asked: list[dict[str, Any]]
) -> None:
    assert dock.property("wired") == [*WIRED.values()]
    for number, device in enumerate(WIRED):
        for at, fault in enumerate((*WIRE_FAULTS, *PLUGS)):
            asked.clear()
            dock.spoil(number, at, False)
            qtbot.waitUntil(
                lambda: bool(asked) and (asked[-1].get("name") or asked[-1]["do"]) == fault,  # noqa: B023  called at once
                timeout=3000,
            )
            assert {one["device"] for one in asked} == {device}


@pytest.mark.parametrize("width", [168, 437])
def test_on_a_low_display_all_of_it_can_be_reached(
    qapp: QGuiApplication, qtbot: QtBot, dock: Dock, view: QQuickView, asked: list[dict[str, Any]], width: int
) -> None:
    # 800 x 480 gives the dock 168 x 420.
    view.resize(width, 420)
    QTest.qWait(LONG_ENOUGH_MS)
    whole = QRectF(0, 0, view.width(), view.height())
    assert whole.contains(area(items(view)["code"]))
    click(view, "page-机器")
    # What devices say makes the page longer, and stops what rolls.
    qtbot.waitUntil(
        lambda: all(dock.property("states")[one] for one in ("locker", "io_module", "camera")), timeout=3000
    )
    last, scroll = items(view)["扫描仪-恢复"], items(view)["scroll"]
    assert not area(scroll).contains(area(last))
    assert "scroll-bar" in items(view)
    middle = QPoint(width // 2, 210)
    # A wheel of a mouse, turned down by some notches.
    wheel = QWheelEvent(
        QPointF(middle),
        QPointF(middle),
        QPoint(),
        QPoint(0, -1200),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(view, wheel)
    qtbot.waitUntil(lambda: area(scroll).contains(area(last)), timeout=3000)
    qtbot.waitUntil(lambda: not scroll.property("moving"), timeout=3000)
    click(view, "扫描仪-恢复")
    qtbot.waitUntil(lambda: asked == [{"device": "document_scanner", "do": "clear"}], timeout=3000)


@pytest.mark.parametrize("page", PAGES)
def test_beside_the_screens_a_page_needs_no_scrolling(dock: Dock, view: QQuickView, page: str) -> None:
    dock.turn(page)
    QTest.qWait(LONG_ENOUGH_MS)
    assert "scroll-bar" not in items(view)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", [(168, 420), (300, 420), (437, 900)])
def test_no_label_leaves_its_button(dock: Dock, view: QQuickView, page: str, size: tuple[int, int]) -> None:
    dock.turn(page)
    view.resize(*size)
    QTest.qWait(LONG_ENOUGH_MS)
    labels = buttons(view)
    named = [button for group in PAGES[page] for button in group.buttons if button.label]
    assert len(labels) >= len(PAGES) + len(named)
    outside = [
        button.property("label")
        for button in labels
        for row in walk(button)
        if (row.inherits("QQuickRow") or row.inherits("QQuickText")) and not area(button).contains(area(row))
    ]
    assert outside == []

"""`python -m screens.dock --run RUN_DIR`: the dev dock, a small window beside the screens of a demo.

It plays the world around the machine: lays a card, takes the paper away, cuts the network, reads the text message.
A process of its own, so that the screens keep a single connection. It speaks to the simulators only.
"""

import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click
from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtQuick import QQuickView

from screens.display import open_display
from screens.dock_line import DockLine
from screens.drawings import Drawings
from screens.fonts import load_fonts
from screens.process import begin
from screens.window import DOCK_SHARE, QML

CITIZENS: Final = 3
POLL_MS: Final = 1000
"""Between two looks into the outbox."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a button does."""

    device: str
    do: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Button:
    """Label, sign and what it does, in this order."""

    label: str
    sign: str
    acts: tuple[Act, ...]


GROUPS: Final[dict[str, tuple[Button, ...]]] = {
    "A4 打印机": (
        Button("没纸", "certificate", (Act("a4_printer", "fault", {"reasons": "media-empty"}),)),
        Button("卡纸", "notice", (Act("a4_printer", "fault", {"reasons": "media-jam"}),)),
        Button("开盖", "up", (Act("a4_printer", "fault", {"reasons": "cover-open"}),)),
        Button("恢复", "tick", (Act("a4_printer", "clear"),)),
        Button("关机", "leave", (Act("a4_printer", "off"),)),
        Button("开机", "again", (Act("a4_printer", "on"),)),
    ),
    "小票打印机": (
        Button("没纸", "slip", (Act("receipt_printer", "state", {"paper": "end"}),)),
        Button("恢复", "tick", (Act("receipt_printer", "clear"),)),
    ),
    "网络": (
        Button("断网", "notice", (Act("platform", "fault", {"kind": "down", "count": None}),)),
        Button("恢复", "tick", (Act("platform", "clear"),)),
    ),
}


class Dock(QObject):
    """What the dock's window shows and does.

    Args:
        line: to the simulators.
    """

    changed = Signal()

    def __init__(self, line: DockLine) -> None:
        super().__init__()
        self._line = line
        self._cards: list[dict[str, Any]] = []
        self._code = ""
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Look at the world from now on."""
        self._timer.start()
        self._look()

    def _look(self) -> None:
        if self._line.is_there("platform"):
            self._line.ask("platform", "outbox", self._outbox)
            if not self._cards:
                self._line.ask("platform", "citizens", self._citizens, count=CITIZENS)

    def _outbox(self, answer: dict[str, Any]) -> None:
        messages = answer.get("messages") or [{}]
        self._set("_code", str(messages[-1].get("code", "")))

    def _citizens(self, answer: dict[str, Any]) -> None:
        self._set("_cards", list(answer.get("citizens", [])))

    def _answered(self, answer: dict[str, Any]) -> None:
        self._set("_said", "" if answer.get("ok") else str(answer.get("error", "")))

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.changed.emit()

    def _get_people(self) -> list[str]:
        return [str(card["name"]) for card in self._cards]

    def _get_code(self) -> str:
        return self._code

    def _get_said(self) -> str:
        return self._said

    def _get_groups(self) -> list[dict[str, Any]]:
        return [
            {"title": title, "labels": [one.label for one in buttons], "signs": [one.sign for one in buttons]}
            for title, buttons in GROUPS.items()
        ]

    people = Property("QVariantList", _get_people, notify=changed)  # type: ignore[arg-type]  # Qt's own type name
    groups = Property("QVariantList", _get_groups, constant=True)  # type: ignore[arg-type]  # the same
    code = Property(str, _get_code, notify=changed)
    said = Property(str, _get_said, notify=changed)

    @Slot(int)
    def lay(self, number: int) -> None:
        """Lay the card of that citizen on the reader."""
        self._line.ask("idcard", "lay", self._answered, **self._cards[number])

    @Slot()
    def take(self) -> None:
        """Take the card away."""
        self._line.ask("idcard", "remove", self._answered)

    @Slot(str, int)
    def press(self, title: str, number: int) -> None:
        """Press a button of a group."""
        for act in GROUPS[title][number].acts:
            self._line.ask(act.device, act.do, self._answered, **act.fields)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--run", required=True, type=click.Path(path_type=Path), help="Folder with the simulators' sockets.")
def main(*, run: Path) -> None:
    """Show the dock at the right of the screen."""
    begin()
    os.environ["QT_QUICK_BACKEND"] = "software"
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = open_display()
    load_fonts(app)
    dock = Dock(DockLine(run))
    view = window(dock)
    there = app.primaryScreen().availableGeometry()
    view.resize(round(there.width() * DOCK_SHARE) - 24, min(there.height() - 60, 900))
    view.setPosition(there.right() - view.width() - 8, there.top() + 8)
    view.show()
    dock.start()
    sys.exit(app.exec())


def window(dock: Dock) -> QQuickView:
    """The dock's window, not yet shown."""
    view = QQuickView()
    view.engine().addImageProvider("drawn", Drawings())
    view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    view.setTitle("Dev dock")
    view.setInitialProperties({"dock": dock})
    view.setSource(QUrl.fromLocalFile(str(QML / "dock" / "Dock.qml")))
    return view


if __name__ == "__main__":
    main()

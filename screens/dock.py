"""`python -m screens.dock --run RUN_DIR`: the dev dock, a small window beside the screens of a demo.

It plays the world around the machine: lays a card, presses keys, cuts the network, spoils a wire, reads the text
message. A process of its own, so that the screens keep a single connection. It speaks to the simulators only.
"""

import os
import signal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtQuick import QQuickView

from screens.display import open_display
from screens.dock_acts import HOLDER, PAGES, PLUGS, VISIT, WIRE_FAULTS, WIRED, WIRES, Act, Aim, Group, wire_acts
from screens.dock_line import DockLine
from screens.dock_words import state_of, told_of
from screens.drawings import Drawings
from screens.fonts import load_fonts
from screens.process import begin
from screens.window import DOCK_SHARE, QML

CITIZENS: Final = 3
POLL_MS: Final = 1000
"""Between two looks at the world."""


class Dock(QObject):
    """What the dock's window shows and does.

    Args:
        line: to the simulators.
    """

    changed = Signal()
    turned = Signal()
    """Another page, or other devices."""

    def __init__(self, line: DockLine) -> None:
        super().__init__()
        line.setParent(self)
        self._line = line
        self._page = VISIT
        self._there: tuple[str, ...] = ()
        self._cards: list[dict[str, Any]] = []
        self._laid: dict[str, Any] = {}
        self._code = ""
        self._said = ""
        self._told = ""
        self._answers: dict[str, list[dict[str, Any]]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Look at the world from now on."""
        self._timer.start()
        self._look()

    def _look(self) -> None:
        devices = {group.device for groups in PAGES.values() for group in groups} | set(WIRED)
        there = tuple(sorted(device for device in devices if self._line.is_there(device)))
        if there != self._there:
            self._there = there
            self.turned.emit()
        if "platform" in there:
            self._line.ask("platform", "outbox", self._outbox)
            if not self._cards:
                self._line.ask("platform", "citizens", self._citizens, count=CITIZENS)
        for group in self._shown():
            if group.questions:
                self._ask_state(group)

    def _ask_state(self, group: Group) -> None:
        answers: list[dict[str, Any]] = []

        def answered(answer: dict[str, Any]) -> None:
            answers.append(answer)
            if len(answers) == len(group.questions):
                self._set("_answers", {**self._answers, group.device: answers})

        for question in group.questions:
            self._line.ask(group.device, question.do, answered, **question.fields)

    def _outbox(self, answer: dict[str, Any]) -> None:
        messages = answer.get("messages") or [{}]
        self._set("_code", str(messages[-1].get("code", "")))

    def _citizens(self, answer: dict[str, Any]) -> None:
        self._set("_cards", list(answer.get("citizens", [])))

    def _answered(self, what: str, answer: dict[str, Any]) -> None:
        self._set("_said", "" if answer.get("ok") else str(answer.get("error", "")))
        self._set("_told", " ".join([what, told_of(answer)]).strip() if answer.get("ok") else "")

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.changed.emit()

    def _shown(self) -> list[Group]:
        return [group for group in PAGES[self._page] if group.device in self._there]

    def _get_pages(self) -> list[str]:
        return [
            page
            for page, groups in PAGES.items()
            if page in (VISIT, WIRES) or any(group.device in self._there for group in groups)
        ]

    def _get_groups(self) -> list[dict[str, Any]]:
        return [
            {
                "device": group.device,
                "title": group.title,
                "columns": group.columns,
                "keepsRows": group.keeps_rows,
                "labels": [one.label for one in group.buttons],
                "signs": [one.sign for one in group.buttons],
            }
            for group in self._shown()
        ]

    def _get_wired(self) -> list[str]:
        return [WIRED[device] for device in WIRED if device in self._there]

    def _get_states(self) -> dict[str, str]:
        return {group.device: state_of(group.device, self._answers.get(group.device, ())) for group in self._shown()}

    people = Property("QVariantList", lambda self: [str(card["name"]) for card in self._cards], notify=changed)  # type: ignore[arg-type]  # Qt's own type name
    pages = Property("QVariantList", _get_pages, notify=turned)  # type: ignore[arg-type]  # the same
    groups = Property("QVariantList", _get_groups, notify=turned)  # type: ignore[arg-type]  # the same
    wired = Property("QVariantList", _get_wired, notify=turned)  # type: ignore[arg-type]  # the same
    faults = Property("QVariantList", lambda _: [*WIRE_FAULTS.values()], constant=True)  # type: ignore[arg-type]  # the same
    plugs = Property("QVariantList", lambda _: [*PLUGS.values()], constant=True)  # type: ignore[arg-type]  # the same
    states = Property("QVariantMap", _get_states, notify=changed)  # type: ignore[arg-type]  # the same
    page = Property(str, lambda self: self._page, notify=turned)
    code = Property(str, lambda self: self._code, notify=changed)
    said = Property(str, lambda self: self._said, notify=changed)
    told = Property(str, lambda self: self._told, notify=changed)

    @Slot(str)
    def turn(self, page: str) -> None:
        """Show another page."""
        self._page = page
        self.turned.emit()
        self.changed.emit()
        self._look()

    @Slot(int)
    def lay(self, number: int) -> None:
        """Lay the card of that citizen on the reader."""
        card = self._cards[number]
        self._laid = card
        self._line.ask("idcard", "lay", partial(self._answered, f"{card['name']} 的身份证放好了"), **card)
        if "portrait" in card and "camera" in self._there:
            self._line.ask("camera", "person", lambda _: None, name=card["portrait"])

    @Slot()
    def take(self) -> None:
        """Take the card away."""
        self._line.ask("idcard", "remove", partial(self._answered, "身份证拿走了"))

    @Slot(str, int)
    def press(self, title: str, number: int) -> None:
        """Press a button of a group of the page that is shown."""
        group = next(group for group in PAGES[self._page] if group.title == title)
        button = group.buttons[number]
        self._do(group.device, button.acts, f"{title.partition('（')[0]}：{button.label}")

    @Slot(int, int, bool)
    def spoil(self, device: int, fault: int, for_ever: bool) -> None:  # noqa: FBT001  QML calls by place
        """Spoil the wire of a device: numbers of `wired` and of `faults` followed by `plugs`."""
        name = [one for one in WIRED if one in self._there][device]
        words = {**WIRE_FAULTS, **PLUGS}
        do = [*words][fault]
        self._do(name, wire_acts(do, for_ever=for_ever), f"{WIRED[name]}：{words[do]}")

    def _do(self, device: str, acts: tuple[Act, ...], what: str) -> None:
        for act in acts:
            for fields in self._aimed(device, act):
                self._line.ask(device, act.do, partial(self._answered, what), **fields)

    def _aimed(self, device: str, act: Act) -> Iterator[dict[str, Any]]:
        match act.aim:
            case Aim.AS_WRITTEN:
                yield act.fields
            case Aim.FIRST_CITIZEN:
                holder = self._cards[0] if self._cards else {}
                yield {**act.fields, **{name: holder[name] for name in HOLDER if name in holder}}
            case Aim.CARD_HOLDER | Aim.SOMEBODY_ELSE:
                holder = self._laid or (self._cards[0] if self._cards else {})
                people = {card["portrait"]: None for card in self._cards if "portrait" in card}
                is_holder = act.aim is Aim.CARD_HOLDER
                names = (name for name in people if (name == holder.get("portrait")) is is_holder)
                yield from ({**act.fields, "name": name} for name in list(names)[:1])
            case Aim.OPEN_DOORS:
                for answer in self._answers.get(device, ()):
                    for door in answer.get("open", ()):
                        board, _, lock = str(door).partition("-")
                        yield {**act.fields, "board": int(board), "lock": int(lock)}


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
    # It must outlive what is bound to it, and Qt ends children last.
    dock.setParent(view)
    view.engine().addImageProvider("drawn", Drawings())
    view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    view.setTitle("演示台")
    view.setInitialProperties({"dock": dock})
    view.setSource(QUrl.fromLocalFile(str(QML / "dock" / "Dock.qml")))
    return view


if __name__ == "__main__":
    main()

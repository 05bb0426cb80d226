"""A real core among real counterparts, and a person in front of it. One hall for a file, one core for a test."""

import os
import signal
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from waiting import wait_until

from config.settings import Settings, load
from kiosk.demo.certificate import ITEM
from kiosk.hall.bare_hand import BareHand
from kiosk.hall.person import Seen
from kiosk.hall.surroundings import Hall
from kiosk.hall.visit import start_core
from kiosk.journal import JOURNAL, Row, first_bad_row, read_rows
from kiosk.panel import socket_path
from kiosk.view import View

LIMIT_S = 25.0
"""For whatever another process does in a test; the promised limits are asserted on their own."""
IN_ORDER = ("home", "before_start", "consent", "lay_card", "code", "check", "paper", "printing", "done")


class Kiosk:
    """One core, in a fresh state folder, with a person's hand on its line."""

    def __init__(self, hall: Hall, folder: Path) -> None:
        self.hall = hall
        self.tell = hall.tell
        self.quiet_world()
        state = folder / "state"
        state.mkdir(mode=0o700)
        self.config = hall.run / "terminal.toml"
        text = "\n".join(
            f'state_folder = "{state}"' if line.startswith("state_folder") else line
            for line in self.config.read_text("utf-8").splitlines()
        )
        self.config.write_text(text, "utf-8")
        self.settings: Settings = load(self.config)
        self.journal = state / JOURNAL
        self.citizen = str(self.tell("platform", "citizens", count=1)["citizens"][0]["number"])
        self.sheets_before = self.sheets()
        start_core(hall, self.settings)
        self.hand = BareHand(socket_path(self.settings))

    def quiet_world(self) -> None:
        """Nothing is broken, nothing lies on the reader."""
        for device in ("idcard", "receipt_printer", "a4_printer", "platform"):
            self.tell(device, "clear")
        self.tell("idcard", "remove")
        self.tell("receipt_printer", "state", paper="ok", cover="closed", cutter="ok")
        self.tell("a4_printer", "page_seconds", value=0.05)

    def close(self) -> None:
        self.hand.close()
        self.hall.launcher.stop("core")

    # What the person sees and does

    @property
    def view(self) -> View:
        self.seen()
        assert self.hand.view is not None
        return self.hand.view

    def seen(self) -> Seen | None:
        self.hall.launcher.look()
        return self.hand.newest()

    def until(self, condition: Callable[[View], bool], what: str, limit_s: float = LIMIT_S) -> View:
        def holds() -> bool:
            return self.seen() is not None and self.hand.view is not None and condition(self.hand.view)

        try:
            wait_until(holds, limit_s, what)
        except AssertionError as error:
            shown = self.hand.view
            shows = f"{shown.screen}: {shown.words.get('title')}" if shown is not None else "nothing"
            log = (self.hall.run / "log" / "core.log").read_text()[-1500:]
            raise AssertionError(f"{error}; the screen shows {shows}; the core says:\n{log}") from None
        assert self.hand.view is not None
        return self.hand.view

    def until_screen(self, *screens: str) -> View:
        return self.until(lambda view: view.screen in screens, f"the screen {' or '.join(screens)}")

    def press(self, *names: str) -> None:
        for name in names:
            if name == "leave":
                # Who goes takes their card along: one that stays is called for (tests/faults/test_card_left.py).
                self.tell("idcard", "remove")
            self.hand.press(name)

    def reach(self, screen: str) -> View:
        """Go on like anyone would until that screen stands there."""
        self.until(
            lambda view: any(choice.id == ITEM and choice.is_open for choice in view.choices),
            "the item on the home screen",
        )
        for here, there in pairwise(IN_ORDER):
            if here == screen:
                break
            self.act(here)
            self.until_screen(there)
        return self.view

    def act(self, screen: str) -> None:
        match screen:
            case "home":
                self.press(f"choice-{ITEM}")
            case "before_start" | "consent" | "check" | "paper":
                self.press("primary")
            case "lay_card":
                self.lay_card()
            case "code":
                self.type_code()

    def lay_card(self, **changes: Any) -> None:
        card = self.tell("platform", "citizen", number=self.citizen)
        self.tell("idcard", "lay", **{**card, **changes})

    def type_code(self) -> None:
        messages = self.tell("platform", "outbox")["messages"]
        code = [message["code"] for message in messages if message["number"] == self.citizen][-1]
        self.press(*(f"digit-{digit}" for digit in code))

    # The truth

    def sheets(self) -> int:
        """What the printer itself has counted since it was made."""
        return int(self.tell("a4_printer", "count")["sheets"])

    def new_sheets(self) -> int:
        return self.sheets() - self.sheets_before

    def rows(self, kind: str) -> list[Row]:
        return [row for row in read_rows(self.journal) if row.kind == kind]

    def outcome(self) -> str:
        (settled,) = self.rows("print-settled")
        return str(settled.facts["outcome"])

    def until_settled(self) -> str:
        wait_until(lambda: bool(self.rows("print-settled")), LIMIT_S, "a settled print")
        return self.outcome()

    def chain_holds(self) -> bool:
        return first_bad_row(self.journal) is None

    def kill_core(self) -> None:
        """kill -9; the launcher brings it back, and the person looks again."""
        pid = self.hall.launcher.pid("core")
        os.kill(pid, signal.SIGKILL)
        self.hand.close()
        self.until_restarted(pid)

    def until_restarted(self, pid: int) -> None:
        """The launcher has started another core than the one of that number."""

        def is_another() -> bool:
            self.hall.launcher.look()
            return self.hall.launcher.pid("core") != pid

        wait_until(is_another, LIMIT_S, "another core")

    def look_again(self) -> None:
        """Connect to the core that came back."""

        def connected() -> bool:
            self.hall.launcher.look()
            try:
                self.hand = BareHand(socket_path(self.settings))
            except OSError:
                return False
            return True

        wait_until(connected, LIMIT_S, "a core that listens")

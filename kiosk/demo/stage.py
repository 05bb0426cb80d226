"""What every chapter stands on: the hall, the core, and the screens with a robot in them or a window and a dock."""

import json
import queue
import threading
from pathlib import Path
from typing import Any

from config.settings import Settings
from kiosk.hall.launcher import Spec, python
from kiosk.hall.person import Seen
from kiosk.hall.surroundings import Hall
from kiosk.hall.visit import start_core
from kiosk.panel import socket_path
from kiosk.platform.enrol import enrol

ENROL_S = 20.0
PANEL = "1080x1920"
"""A 32-inch panel, portrait: the reference of the screens' millimetres."""


class RobotHand:
    """Presses real controls in the screens process, by JSON lines on its stdin and stdout."""

    def __init__(self, hall: Hall, out: Path, panel: str) -> None:
        settings_socket = str(hall.run / "screens.sock")
        arguments = ["--socket", settings_socket, "--windowed", "--size", panel, "--robot", str(out)]
        spec = Spec(
            "screens",
            python("screens", *arguments),
            restarts=True,
            keeps_pipes=True,
            environment={"QT_QPA_PLATFORM": "offscreen", "KIOSK_DEMO": "1"},
        )
        self._hall = hall
        self._spec = spec
        self._said: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._newest: Seen | None = None
        self.shots: list[str] = []
        self._targets: list[str] = []
        self._child = hall.launcher.start(spec)
        threading.Thread(target=self._listen, name="robot", daemon=True).start()

    def _listen(self) -> None:
        """Hear every line, also of the process that takes the place of one that was killed."""
        heard: object = None
        while True:
            process = self._child.process
            if process is heard or process.stdout is None:
                self._hall.clock.pause(0.02)
                continue
            heard = process
            with process.stdout as pipe:
                for line in pipe:
                    self._said.put(json.loads(line))

    def newest(self) -> Seen | None:
        """The newest screen that was painted."""
        while True:
            try:
                said = self._said.get_nowait()
            except queue.Empty:
                return self._newest
            if "screen" in said:
                self._targets = [str(name) for name in said.get("targets", [])]
                shot = str(said.get("shot") or "")
                if shot and shot not in self.shots:
                    self.shots.append(shot)
                self._newest = _seen(said, shot)

    def forget(self) -> None:
        """What was seen before does not count: a new window has to paint it again."""
        self.newest()
        self._newest = None

    def offers(self, name: str) -> bool:
        """Whether a control of that name can be pressed now."""
        return name in self._targets

    def press(self, name: str) -> None:
        """Touch the control of that name."""
        pipe = self._child.process.stdin
        if pipe is None:
            raise OSError("the robot has no ear")
        pipe.write(json.dumps({"tap": name}) + "\n")
        pipe.flush()


def _seen(said: dict[str, Any], shot: str) -> Seen:
    choices = (name.removeprefix("choice-") for name in said.get("targets", []) if name.startswith("choice-"))
    return Seen(
        int(said["page"]),
        str(said["screen"]),
        str(said.get("title", "")),
        shot,
        prompt=str(said.get("prompt", "")),
        choices=tuple(choices),
        takes_several=said["screen"] == "answer" and "primary" in said.get("targets", []),
        letter=str(said.get("letter", "")),
        dots=tuple(tuple(dot) for dot in said.get("dots", ())),
        is_end=bool(said.get("ends")),
    )


class Stage:
    """One terminal, ready to be used.

    Args:
        hall: not yet started.
    """

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.settings: Settings | None = None

    def rise(self) -> Settings:
        """Start the hall, enrol the terminal, start the core."""
        settings = self.hall.start()
        self.hall.tell("platform", "auto_approve", value=True)
        enrol(settings, self.hall.clock, limit_s=ENROL_S)
        start_core(self.hall, settings)
        self.settings = settings
        return settings

    def robot(self, out: Path, panel: str = PANEL) -> RobotHand:
        """Start screens that a robot drives, offscreen."""
        return RobotHand(self.hall, out, panel)

    def window(self, *, fullscreen: bool) -> None:
        """Start screens in a window of the panel's aspect with the dock beside it, or over the whole screen."""
        if self.settings is None:
            raise AssertionError("the stage rises first")
        arguments = ["--socket", str(socket_path(self.settings)), "--size", PANEL]
        # The robot reads the screen itself; a person at this machine has their hands full.
        arguments += ["--resident", str(self.hall.run / "camera.sock")]
        screens = python("screens", *arguments, "--fullscreen" if fullscreen else "--windowed")
        demo = {"KIOSK_DEMO": "1"}
        self.hall.launcher.start(Spec("screens", screens, restarts=True, may_close=True, environment=demo))
        dock = python("screens.dock", "--run", str(self.hall.run))
        self.hall.launcher.start(Spec("dock", dock, restarts=True, may_close=True))

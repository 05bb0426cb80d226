"""A headless Chromium, told what to do over its debugging pipe: no port, no library, an invented camera."""

import base64
import json
import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

from waiting import wait_until

PROGRAM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--headless",
    "--hide-scrollbars",
    "--window-size=1366,900",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--remote-debugging-pipe",
)


class Browser:
    """One page.

    Args:
        folder: for its profile.
    """

    def __init__(self, folder: Path) -> None:
        if PROGRAM is None:
            raise FileNotFoundError("chromium-headless-shell")
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()

        def handed() -> None:
            # Chromium reads from 3 and writes to 4; ours may be just these numbers.
            for number, end in ((13, theirs_in), (14, theirs_out), (3, 13), (4, 14)):
                os.dup2(end, number)

        self._process = subprocess.Popen(
            [PROGRAM, *FLAGS, f"--user-data-dir={folder}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=handed,
            pass_fds=(3, 4),
            start_new_session=True,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._number = 0
        self._buffer = b""
        self._session = ""
        targets = self._ask("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in targets if one["type"] == "page")
        self._session = self._ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        self._ask("Page.enable")

    def go(self, url: str) -> None:
        """Open a page."""
        self._ask("Page.navigate", url=url)

    def run(self, script: str) -> Any:
        """What an expression is worth."""
        told = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise AssertionError(
                told["exceptionDetails"].get("exception", {}).get("description", "an error in the page")
            )
        return told["result"].get("value")

    def wait(self, script: str, limit_s: float = 20.0) -> None:
        """Until an expression is true."""
        wait_until(lambda: bool(self.run(script)), limit_s)

    def picture(self) -> bytes:
        """What is seen, PNG."""
        return base64.b64decode(self._ask("Page.captureScreenshot", format="png")["data"])

    def close(self) -> None:
        """End it."""
        with suppress(OSError):
            os.close(self._out)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, 9)
        self._process.wait()
        os.close(self._in)

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        asked: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        os.write(self._out, json.dumps(asked).encode() + b"\0")
        while True:
            while b"\0" not in self._buffer:
                data = os.read(self._in, 1 << 20)
                if not data:
                    raise AssertionError("the browser has ended")
                self._buffer += data
            line, _, self._buffer = self._buffer.partition(b"\0")
            told = json.loads(line)
            if told.get("id") == self._number:
                if "error" in told:
                    raise AssertionError(told["error"]["message"])
                return dict(told["result"])
